"""First texts for the pages the law asks for, filled from town.toml. A beginning to be checked, not legal advice."""

from datetime import date
from pathlib import Path

from webapp.domain.town import Town

IN_LAND = {
    "BB": "in Brandenburg", "BE": "in Berlin", "BW": "in Baden-Württemberg", "BY": "in Bayern", "HB": "in Bremen",
    "HE": "in Hessen", "HH": "in Hamburg", "MV": "in Mecklenburg-Vorpommern", "NI": "in Niedersachsen",
    "NW": "in Nordrhein-Westfalen", "RP": "in Rheinland-Pfalz", "SH": "in Schleswig-Holstein", "SL": "im Saarland",
    "SN": "in Sachsen", "ST": "in Sachsen-Anhalt", "TH": "in Thüringen",
}  # fmt: skip
# Whom the Land made enforce accessibility, where its own pages say so. The others are found in the list that Hessen
# keeps for all; offices are renamed now and then, so the clerk checks the name before publishing.
BODIES = {
    "BY": "die Durchsetzungs- und Überwachungsstelle beim Landesamt für Digitalisierung, Breitband und Vermessung",
    "HE": "die Durchsetzungs- und Überwachungsstelle des Landes Hessen",
    "NW": "die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
}
LIST_OF_BODIES = "https://lbit.hessen.de/buergerinnen-und-buerger/durchsetzungsstellen-der-laender"

FOLDER = Path(__file__).parent / "first"  # <kind>.<language>.md, the title in the first line


def languages_of(kind: str) -> list[str]:
    """The languages a page has a first text in; German comes last, so that the desk shows it first."""
    found = {path.name.split(".")[1] for path in FOLDER.glob(f"{kind}.*.md")}
    return sorted(found, key=lambda code: (code == "de", code))


def first_text(kind: str, town: Town, today: date, language: str = "de") -> tuple[str, str]:
    """(title, Markdown) of a page the law asks for."""
    title, text = (FOLDER / f"{kind}.{language}.md").read_text(encoding="utf-8").split("\n\n", 1)
    known = {name: getattr(town, name) or "…" for name in ("kind", "name", "street", "postcode", "phone", "email")}
    filled = _with_breaks(text).format(
        **known,
        address=town.address,
        land=IN_LAND[town.land],
        land_name=IN_LAND[town.land].split(" ", 1)[1],
        body=_body(town),
        list=LIST_OF_BODIES,
        hours="\n".join(f"- {line.days}: {line.hours}" for line in town.hours) or known["phone"],
        today=f"{today:%d.%m.%Y}",
    )
    return title.removeprefix("# "), filled


def _with_breaks(text: str) -> str:
    """The lines of an address stand below each other: Markdown wants two blanks before each end."""
    return text.replace("{name}\n{street}\n", "{name}  \n{street}\n").replace("{street}\n", "{street}  \n")


def _body(town: Town) -> str:
    somebody = f"die Durchsetzungsstelle für Barrierefreiheit {IN_LAND[town.land]} ([Anschriften]({LIST_OF_BODIES}))"
    return BODIES.get(town.land, somebody)
