"""What a chapter of the handbook is: a heading, a text, and pictures that lie beside it."""

import re
from typing import NamedTuple

PICTURE = re.compile(r"\]\(\.\./([a-z]+)\.png\)")


class Chapter(NamedTuple):
    """The part of a feature: its name, its heading, its Markdown."""

    name: str
    title: str
    text: str


def chapter_of(name: str, file: str, pictures: str) -> Chapter:
    """A file of the handbook; ``pictures`` is the address of its pictures, with ``{}`` for a name."""
    heading, _, text = file.partition("\n")
    shown = PICTURE.sub(lambda found: f"]({pictures.format(found[1])})", text)
    return Chapter(name, heading.removeprefix("# ").strip(), shown)
