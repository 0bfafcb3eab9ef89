"""JSON and XML as plain data: lists, mappings and texts, whatever wraps them."""

import json
import plistlib
import re
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from webapp.domain.i18n import N_
from webapp.formats.letters import decode

MOST_DEPTH = 12
LONG_TAG = re.compile(r"<[^<>]{20000}")
MOST_TAGS = 200_000
XML_FAULTS = (
    ExpatError, ParseError, DefusedXmlException, ValueError, AttributeError, TypeError, LookupError, RecursionError,
    plistlib.InvalidFileException,
)  # fmt: skip


class NoData(Exception):
    """The bytes hold no data; ``reason`` is the msgid of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def looks_like_data(content: bytes) -> bool:
    """Whether the bytes begin like JSON or XML."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    called = re.match(rb"[\w.$]{1,60}\(\s*[\[{]", start)
    return start[:1] in {b"{", b"["} or start[:5] == b"<?xml" or start[:6] == b"<plist" or bool(called)


def parsed(content: bytes) -> Any:
    """The data in these bytes. Raises NoData with a sentence."""
    text = decode(content).strip().lstrip("\ufeff")
    if text[:1] == "<":
        return _xml(text)
    if called := re.fullmatch(r"[\w.$]+\((.*)\);?", text, re.DOTALL):  # a script that is called with the data
        text = called[1]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        lines = text.split("\n")
    try:
        return [json.loads(line) for line in lines if line.strip()]  # one record in each line
    except (ValueError, RecursionError):
        raise NoData(N_("This JSON file is damaged. Please fetch it once more.")) from None


def _xml(text: str) -> Any:
    """A property list, or any XML as records: attributes and simple elements by their names."""
    bare = re.sub(r"^<\?xml[^>]*>", "", text)  # the letters are decoded already, whatever it says of them
    try:
        if LONG_TAG.search(bare) or bare.count("<") > MOST_TAGS:
            raise ValueError
        root = defusedxml.ElementTree.fromstring(bare)
        return plistlib.loads(bare.encode(), fmt=plistlib.FMT_XML) if root.tag == "plist" else _as_record(root, 0)
    except XML_FAULTS:
        raise NoData(N_("This XML file holds no dates that we know how to read.")) from None


def _as_record(element: Any, depth: int) -> Any:
    inside = [(one.tag.rpartition("}")[2], one) for one in element] if depth < MOST_DEPTH else []
    if not inside and not element.attrib:
        return (element.text or "").strip()
    record: dict[str, Any] = dict(element.attrib)
    for name, one in inside:
        found = _as_record(one, depth + 1)
        if isinstance(found, str):
            record.setdefault(name, found)
        else:
            record.setdefault("", []).append(found)
    return record | ({} if inside else {"title": (element.text or "").strip() or record.get("title")})
