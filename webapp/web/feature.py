"""The manifest of a feature: what it brings to the house."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from click import Command
from flask import Blueprint


@dataclass(frozen=True, slots=True)
class Tile:
    """A large line of the home page: what one gets, a short second line, where it leads."""

    title: str
    line: str
    endpoint: str
    icon: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of today: a sentence, perhaps a link and a stream or icon before it."""

    text: str
    url: str = ""
    icon: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A place at the desk: its name in the list, where it is, who may sit there."""

    title: str
    endpoint: str
    permission: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """Everything the house needs to know of a feature; a new one appears everywhere through this alone."""

    name: str
    title: str
    blueprints: tuple[Blueprint, ...] = ()
    menu: tuple[tuple[str, str], ...] = ()  # (title, endpoint) in the citizens' menu
    tiles: tuple[Tile, ...] = ()
    desks: tuple[Desk, ...] = ()
    permissions: tuple[tuple[str, str], ...] = ()  # (name, what it allows)
    tasks: tuple[Callable[..., Any], ...] = ()
    commands: tuple[Command, ...] = ()
    today: Callable[[], Sequence[Notice]] | None = None  # lines for "Today" on the home page
    waiting: Callable[[Any], Sequence[Notice]] | None = None  # what waits at the desk for a person
    words: Mapping[str, Any] = field(default_factory=dict)  # functions templates and components may use
    context: Callable[[], dict[str, Any]] | None = None  # what every page of the house shows of this feature
    demo: Callable[..., None] | None = None  # plants demo data; takes session and any of town, now, today
