"""Host name to town. A town is a folder ``instance/towns/<slug>/``: copy it and it is backed up."""

from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from webapp.config import ConfigError, checked, read_toml
from webapp.domain import colours
from webapp.domain.town import LAENDER, LANGUAGES, Opening, Town

CREST_BYTES = 8_000  # inlined in every page: a crest is a drawing, not a photograph


@dataclass(frozen=True)
class TownFile:
    """The keys of ``town.toml``."""

    name: str = field(metadata={"about": "Name of the municipality, as people say it."})
    address: str = field(metadata={"about": "Public address, for example https://www.musterstadt.de"})
    land: str = field(metadata={"about": f"Land, one of {' '.join(LAENDER)}. Decides the public holidays."})
    hosts: list[str] = field(default_factory=list, metadata={"about": "Further host names that show this town."})
    kind: str = field(default="Gemeinde", metadata={"about": "Gemeinde, Stadt, Markt or Samtgemeinde."})
    languages: list[str] = field(default_factory=lambda: list(LANGUAGES), metadata={"about": "German first."})
    colour: str = field(default="#1d5b3f", metadata={"about": "Town colour on light paper, contrast 4.5:1 or more."})
    colour_dark: str = field(default="#8fcfae", metadata={"about": "Town colour at night, contrast 4.5:1 or more."})
    crest: str = field(default="", metadata={"about": "Crest: an SVG file in the town's folder, 8 kB at most."})
    skyline: str = field(default="", metadata={"about": "Own skyline: one SVG path (d attribute) on a 360 x 48 grid."})
    phone: str = field(default="", metadata={"about": "Telephone of the town hall, shown on every page."})
    email: str = field(default="", metadata={"about": "E-mail of the town hall."})
    mail_from: str = field(default="", metadata={"about": "Sender of the town's letters, if its e-mail may not be."})
    reply_to: str = field(default="", metadata={"about": "Where answers to letters go, if not to its e-mail."})
    street: str = field(default="", metadata={"about": "Street and number of the town hall."})
    postcode: str = field(default="", metadata={"about": "Postcode."})
    hours: list[list[str]] = field(default_factory=list, metadata={"about": 'Opening hours: [["Mo-Fr", "8-12 Uhr"]].'})
    holidays: list[str] = field(default_factory=list, metadata={"about": "Local holidays: assumption, corpus_christi."})
    features: list[str] = field(default_factory=list, metadata={"about": "Features switched on; empty means all."})
    demo: bool = field(default=False, metadata={"about": "A demo town says so on every page."})


class Towns:
    """All towns of an instance, found by host name."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        found = (_at_port(read_town(path), port) for path in sorted(folder.glob("*/town.toml")))
        self.by_slug = {town.slug: town for town in found}
        self._by_host: dict[str, Town] = {}
        for town in self.by_slug.values():
            for host in town.hosts:
                if host in self._by_host:
                    taken = self._by_host[host].slug
                    raise ConfigError(str(self.path(town) / "town.toml"), "hosts", f"{host} belongs to {taken} already")
                self._by_host[host] = town

    def find(self, host: str) -> Town | None:
        """The town that answers at this host name (port and case do not matter), or none."""
        name = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdecimal() else host
        return self._by_host.get(name.lower().rstrip("."))

    def path(self, town: Town) -> Path:
        """The town's folder."""
        return self.folder / town.slug


def _at_port(town: Town, port: int | None) -> Town:
    """A demo town answers at whatever port the portal was started with."""
    if not town.demo or port is None:
        return town
    return replace(town, address=f"{town.address.rsplit(':', 1)[0]}:{port}")


def read_town(path: Path) -> Town:
    """The town described by a ``town.toml``; raises ConfigError with file, key and reason."""
    values = checked(TownFile, read_toml(path), str(path))
    for key in (one.name for one in fields(TownFile) if one.default is MISSING and one.default_factory is MISSING):
        if not values.get(key):
            raise ConfigError(str(path), key, "is missing")
    _ensure_known(path, values)
    _ensure_readable(path, values)
    return Town(slug=path.parent.name, **_shaped(path, values))


def _shaped(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    address = str(values["address"]).rstrip("/")
    host = address.split("://", 1)[1].split("/")[0].rsplit(":", 1)[0]
    shaped = values | {"address": address, "hosts": tuple(dict.fromkeys([host, *values.get("hosts", [])]))}
    for key in ("languages", "holidays", "features"):
        if key in values:
            shaped[key] = tuple(values[key])
    shaped["hours"] = tuple(Opening(*line) for line in values.get("hours", []))
    if values.get("crest"):
        shaped["crest"] = _crest(path, values["crest"])
    return shaped


def _crest(path: Path, name: str) -> str:
    file = path.parent / Path(name).name
    if not file.exists():
        raise ConfigError(str(path), "crest", f"the file {file.name} is not in the town's folder")
    text = file.read_text(encoding="utf-8").strip()
    active = any(word in text.lower() for word in ("<script", " on", "style=", "href=", "<foreignobject"))
    if not text.startswith("<svg") or active or len(text) > CREST_BYTES:
        raise ConfigError(str(path), "crest", f"must be a plain SVG drawing of at most {CREST_BYTES} bytes")
    return text


def _ensure_known(path: Path, values: dict[str, Any]) -> None:
    if values["land"] not in LAENDER:
        raise ConfigError(str(path), "land", f"must be one of {' '.join(LAENDER)}")
    if not str(values["address"]).startswith(("https://", "http://")):
        raise ConfigError(str(path), "address", "must begin with https:// (or http:// on this computer)")
    languages = values.get("languages", ["de"])
    if not languages or languages[0] != "de" or not set(languages) <= set(LANGUAGES):
        raise ConfigError(str(path), "languages", f"must begin with de; known are {', '.join(LANGUAGES)}")
    if any(not isinstance(line, list) or len(line) != 2 for line in values.get("hours", [])):
        raise ConfigError(str(path), "hours", 'must be pairs of days and times, like [["Mo-Fr", "8-12 Uhr"]]')


def _ensure_readable(path: Path, values: dict[str, Any]) -> None:
    for key, ground in (("colour", colours.PAPER), ("colour_dark", colours.NIGHT)):
        if key not in values:
            continue
        try:
            ratio = colours.contrast(values[key], ground)
        except ValueError as fault:
            raise ConfigError(str(path), key, str(fault)) from None
        if ratio < colours.READABLE:
            reason = f"contrast on {ground} is {ratio:.1f}:1; people need at least {colours.READABLE}:1 to read it"
            raise ConfigError(str(path), key, reason)
