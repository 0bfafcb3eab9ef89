"""From what was read to collections: every title gets its stream, every file its district."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from webapp.blueprints.waste.rules.compare import Pickup

NO_COLLECTION = "-"  # what a clerk chooses for a title that is none

Event = Mapping[str, Any]  # as ``ReadEvent.as_json()`` gives it, with its district
Meanings = Mapping[str, tuple[str | None, str]]  # title -> (stream or none for "no collection", variant)


@dataclass(frozen=True, slots=True)
class Title:
    """A title of the files: what it means so far, how often it comes, whether the clerk must decide."""

    text: str
    stream: str | None
    variant: str
    count: int
    asked: bool
    known: bool


def titles_of(files: Iterable[Mapping[str, Any]], meanings: Meanings) -> list[Title]:
    """Every title of the files; those that name no stream come first, for the clerk to decide."""
    counts = Counter((event["title"], event["stream"], event["variant"] or "") for event in _events(files))
    found = []
    for (text, stream, variant), count in counts.items():
        meant, other = meanings.get(text, (None, "")) if stream is None else (stream, variant)
        found.append(
            Title(text, meant, other or variant, count, stream is None, stream is not None or text in meanings)
        )
    return sorted(found, key=lambda title: (title.known, not title.asked, title.text.casefold()))


def undecided(files: Iterable[Mapping[str, Any]], meanings: Meanings) -> list[str]:
    """Titles that name no stream and were never decided."""
    return [title.text for title in titles_of(files, meanings) if not title.known]


def decided_anew(
    files: Sequence[Mapping[str, Any]], meanings: Meanings, districts: Mapping[int, str], titles: Mapping[str, str]
) -> bool:
    """Whether a district or a title was decided otherwise than in the comparison the clerk is looking at."""
    renamed = any(number < len(files) and name != files[number]["district"] for number, name in districts.items())
    known = {title: stream or NO_COLLECTION for title, (stream, _) in meanings.items()}
    return renamed or any(stream and known.get(title) != stream for title, stream in titles.items())


def pickups_of(files: Sequence[Mapping[str, Any]], meanings: Meanings) -> list[Pickup]:
    """The collections of the files, each once; what is no collection or has no district yet is left out."""
    found = (_pickup(event, file, meanings) for file in files for event in file["events"])
    return list(dict.fromkeys(one for one in found if one is not None))


def _pickup(event: Event, file: Mapping[str, Any], meanings: Meanings) -> Pickup | None:
    district = event.get("district") or file.get("district")
    stream, variant = event["stream"], event["variant"] or ""
    if stream is None:
        stream, meant = meanings.get(event["title"], (None, ""))
        variant = meant or variant
    if not district or not stream:
        return None
    day = date.fromisoformat(event["date"])
    regular = date.fromisoformat(event["moved_from"]) if event["moved_from"] else day
    return Pickup(
        str(district), stream, variant, regular, day,
        place=event["place"] or "", time=event["time"] or "", note=event["note"] or "", cancelled=event["cancelled"],
    )  # fmt: skip


def reasons_of(files: Iterable[Mapping[str, Any]]) -> dict[tuple[date, date], str]:
    """Why a regular day moved to an actual one, where a plan says so."""
    return {
        (date.fromisoformat(event["moved_from"]), date.fromisoformat(event["date"])): event["reason"]
        for event in _events(files)
        if event.get("reason") and event["moved_from"]
    }


def guessed_district(file_name: str, existing: Sequence[str]) -> str:
    """A district for a file that names none: the only one, one whose name is in the file's, or the file's name."""
    words = PurePath(file_name).stem.replace("_", " ").replace("-", " ").strip()
    inside = [name for name in existing if name.casefold() in words.casefold()]
    if len(existing) == 1 or inside:
        return max(inside, key=len) if inside else existing[0]
    return words[:100]


def span(events: Sequence[Event]) -> tuple[date, date] | None:
    """The first and the last day of the events."""
    days = sorted(event["date"] for event in events)
    return (date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if days else None


def _events(files: Iterable[Mapping[str, Any]]) -> Iterable[Event]:
    return (event for file in files for event in file["events"])
