"""The manifest of a feature: what it brings to the house."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from click import Command
from flask import Blueprint
from sqlalchemy import ScalarSelect

from webapp.domain.localtime import latest_slot
from webapp.domain.purposes import Purpose
from webapp.domain.town import Town
from webapp.domain.words import NAMED, Sought
from webapp.formats.mail import Attachment as Attachment
from webapp.formats.sitemap import Address
from webapp.store.outbox import Letter

MOST_HITS = 6  # of a feature that are worth finding: five are shown, the sixth tells that there are more
CLOCK_CHANGE = (time(2), time(3))  # missing in March, twice in October


@dataclass(frozen=True, slots=True)
class Tile:
    """A large line of the home page: what one gets, a short second line, where it leads."""

    title: str
    line: str
    endpoint: str
    icon: str
    also: str = ""  # other words people search it by


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of today: a sentence, perhaps a link and a stream or icon before it."""

    text: str
    url: str = ""
    icon: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One public thing that was searched: its name, a short second line, its page, and how well it fits."""

    title: str
    line: str
    url: str
    fit: int = NAMED


@dataclass(frozen=True, slots=True)
class Hits:
    """What a feature has found, best first, and where its own list shows all of it. It may give more than are shown."""

    title: str
    hits: Sequence[Hit]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work that waits at the desk: who sees it, how much there is, how that is said, where it is done.

    ``count`` is only the question: the house asks all features at once.
    """

    permission: str
    count: Callable[[date], ScalarSelect[int]]
    words: Callable[[int], str]
    endpoint: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """A place at the desk: its name in the list, where it is, who may sit there."""

    title: str
    endpoint: str
    permission: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What happens by itself: ``run(session, now)``, or with ``town`` as well, every so often or daily at a local time.

    It answers a count and is safe to run twice; no network inside, for its session is one writing transaction. What it
    needs from elsewhere its ``errand(reading, now)`` brings before; ``reading()`` opens a session for looking.
    """

    run: Callable[..., Any]
    every: timedelta | None = None
    at: time | None = None
    errand: Callable[..., Any] | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"{self.name}: either every or at")
        if self.at and CLOCK_CHANGE[0] <= self.at < CLOCK_CHANGE[1]:
            raise ValueError(f"{self.name}: between 2 and 3 the clock changes; choose another time")

    @property
    def name(self) -> str:
        """The name of its function."""
        return self.run.__name__

    def slot(self, now: datetime) -> str:
        """The newest turn that has come: this run is for it, however late."""
        return latest_slot(now, self.every or self.at or timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is written: its Markdown template (first line ``# subject``) and what the template knows."""

    template: str
    context: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str = ""  # the address that ends a subscription, for letters nobody needs


@dataclass(frozen=True, slots=True)
class Feature:
    """Everything the house needs to know of a feature; a new one appears everywhere through this alone."""

    name: str
    title: str
    basic: bool = False  # no town can do without it
    blueprints: tuple[Blueprint, ...] = ()
    menu: tuple[tuple[str, str], ...] = ()  # (title, endpoint) in the citizens' menu
    foot: tuple[tuple[str, str], ...] = ()  # the same at the foot of every page
    behind: tuple[tuple[str, str], ...] = ()  # and pages behind the first that people look for
    tiles: tuple[Tile, ...] = ()
    desks: tuple[Desk, ...] = ()
    permissions: tuple[tuple[str, str], ...] = ()  # (name, what it allows)
    tasks: tuple[Task, ...] = ()
    letters: Mapping[str, Callable[[Letter], Draft]] = field(default_factory=dict)  # kind to how it is written
    commands: tuple[Command, ...] = ()
    today: Callable[[], Sequence[Notice]] | None = None  # lines for "Today" on the home page
    find: Callable[[Sought], Iterable[Hits]] | None = None  # public things people search; nothing else, ever
    contents: Callable[[], Sequence[Hit]] | None = None  # what it has besides tiles and menu, for the list of contents
    sitemap: Callable[[], Iterable[Address]] | None = None  # public addresses that stay for a while
    waiting: tuple[Waiting, ...] = ()  # what waits at the desk
    purposes: tuple[Purpose, ...] = ()  # why it asks what it asks, for the privacy page
    style: str = ""  # a stylesheet for its pages alone, below static/
    words: Mapping[str, Any] = field(default_factory=dict)  # functions templates and components may use
    context: Callable[[], dict[str, Any]] | None = None  # what every page of the house shows of this feature
    demo: Callable[..., None] | None = None  # plants demo data; takes session and any of town, now, today


def of_town(features: Sequence[Feature], town: Town) -> list[Feature]:
    """The features a town has switched on (``features`` in its town.toml; empty means all)."""
    return [one for one in features if one.basic or not town.features or one.name in town.features]
