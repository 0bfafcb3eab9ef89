"""The words around a title: prefixes, sizes, rhythms, marks of moved days, hours and streets."""

import re
from dataclasses import dataclass

from webapp.blueprints.waste.rules.streams import classify
from webapp.domain.words import folded

PREFIX = re.compile(
    r"^(?:abfuhrtermin erinnerung f(?:ü|ue)r|erinnerung(?: f(?:ü|ue)r| an)?|abfuhrtermine?(?: f(?:ü|ue)r)?|heute|morgen"
    r"|abfuhr(?: der| von| f(?:ü|ue)r)?|leerung(?: der| von)?|entsorgung|abholung(?: der| von)?|m(?:ü|ue)llabfuhr"
    r"|n(?:ä|ae)chste \w+)"
    r"\s*[:\-–]?\s+(?=\S)"
    r"|^(?:abfuhr|leerung|entsorgung|abholung|sammlung|achtung|hinweis|termin|abfall\w*|m(?:ü|ue)ll(?:abfuhr|kalender|termin))"
    r"\s*:\s*(?=\S)",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    r"\s*(?://\s*gem|[-–]\s*abholtermin|[-–]\s*abfuhrtermin|wird (?:morgen |heute )?(?:abgeholt|geleert|entleert)\.?"
    r"|werden (?:morgen |heute )?(?:abgeholt|geleert)\.?|nicht vergessen!?|\(abholzeit\)|\(\s*\)"
    r"|[,(]?\s*(?:am|vom)?\s*(?:(?:mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s*)?\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?\)?)$",
    re.IGNORECASE,
)
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200b-\u200d\u2060\ufeff]")
SHIFTED = (
    r"(?:(?:termin|feiertags|abfuhr)-?\s?)?verschieb\w+|verschoben\w*|(?:vor|nach)?verleg(?:t\w*|ung\w*)|vorverleg\w+"
    r"|vorgezogen\w*|nachgeholt\w*|nachholtermin|ersatztermin"
)
MOVED_IN_BRACKETS = re.compile(rf"\s*[(\[][^()\[\]]*\b(?:{SHIFTED})\b[^()\[\]]*[)\]]", re.IGNORECASE)
LEADING_MARK = re.compile(rf"^[!*\s]*(?:{SHIFTED})(?:\s+(?:termin|abfuhr|leerung))?\b\s*[:!\-–]+\s*", re.IGNORECASE)
MOVED = re.compile(
    rf"[\s/,;:(*!\-–]*(?<!\w)(?:wegen\s+\S+\s+|achtung:?\s+)?(?:{SHIFTED})\b[^/;]{{0,80}}$|[\s/,;:(*!\-–]*(?<!\w)(?:{SHIFTED})\b[\s!*]*"
    r"|[\s/,;:(\-–]+wegen\s+(?:des\s+)?\w*feiertag\w*\)?$"
    r"|[\s/,;:(\-–]+(?:an)?statt\s+(?:am\s+|vom\s+)?[\w., ]*\d\.[^()]*\)?$",
    re.IGNORECASE,
)
STAR = re.compile(r"\s*\*+$")
CANCELLED = re.compile(
    r"(?:^|[\s:(\-–!*]+)"
    r"(?:entf(?:ä|ae)llt|f(?:ä|ae)llt(?:\s+\S{1,15}){0,3}?\s+aus|abgesagt|ausgefallen|keine abfuhr|gestrichen)\b"
    r"[\s)!:\-–]*(?:wegen\s+\S+)?",
    re.IGNORECASE,
)
SIZE = (
    r"(?:(?:ab|bis)\s*)?\b\d{2,4}\s?(?:l|liter)?\s?[-–/]\s?\d{2,4}\s?(?:l|liter)\b"
    r"|(?:(?:ab|bis)\s*)?\b\d{1,2}(?:[.,]?\d{1,3})?\s?(?:l|liter|ltr)\b\.?|\b1\.?100\b|\b\d{2,3}(?=\s\d\d-w)|\b(?:120|240|360|660|770)\b"
    r"|\b\d(?:[.,]\d)?\s?(?:cbm|m³|m3)(?!\w)|(?:\b\d-/)?\b\d-rad-?beh(?:ä|ae)lter"
)
WEEKLY = r"(?:w(?:ö|oe)chentlich\w*|w(?:ö|oe)chig\w*|w(?:ö|oe)chentl\.|w(?:ö|oe)\.)"
RHYTHM = (
    rf"\(?\b(?:(?:\d{{1,2}}|ein|zwei|drei|vier)\s?[-–]?\s?)?{WEEKLY}(?:\s+(?:abfuhr|leerung))?\)?"
    r"|\(?\b\d{1,2}[-–\s]?(?:t(?:ä|ae)glich\w*|t(?:ä|ae)gig\w*|t(?:ä|ae)gl\.?|tgl?\.)(?:\s+(?:abfuhr|leerung))?\)?"
    r"|\(?(?:\b\d\s?x\s)?\bmonatlich\w*\)?|\b\d\dx\b|\(\d\s?w\)|\b\d\s?w\b|(?:\balle |\()\d{1,2} (?:wochen|tage)\b"
    r"|\b(?:un)?gerade (?:kw|wochen?|kalenderwochen?)\b|\bregelabfuhr\b"
)
SERVICE = (
    r"\b(?:voll|teil|halb)service\b|\bf(?:ü|ue)r wohnanlagen\b|\bauf abruf\b"
    r"|\b\w{2,12}e[rs]? (?:aufkleber|banderole|plakette)\b|\btyp [a-z]\b"
    r"|\bsaison\b-?|-?\b50\s?%"
)
VARIANT = re.compile(f"(?:{SIZE}|{RHYTHM}|{SERVICE})", re.IGNORECASE)
SEPARATOR = re.compile(r"\([^()]*\)|\s*(?P<sign>/|,|;|&|\+|\||•|(?<!\w)(?:und|sowie|u\.)(?!\w))\s*")
DISTRICT = re.compile(
    r"(?P<dash>\s+[-–|]\s+|,\s+)?(?P<open>\()?\b(?i:(?:abfuhr)?(?:bezirk|gebiet|revier|zone|tour))\s*:?\s*"
    r"(?P<name>\d{1,3}[A-Z]?|[A-Z]\d{0,2})\b(?(open)\))"
)
HOUSE = r"\s+\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{1,4})?"
STREET = re.compile(
    r"(?:\s+[-–|]\s+|,\s*|\s+\()(?P<street>"
    r"(?:[A-ZÄÖÜ][\w.\-]*\s+){0,4}[\w.\-]*(?i:stra(?:ß|ss)e|str\.?|weg|gasse|allee|ring|damm|ufer|pfad)"
    rf"(?:{HOUSE})?"
    rf"|(?:Am|Im|An de[rmn]|Auf de[rm]|In de[rmn]|Zum|Zur)\s+[A-ZÄÖÜ]\S+(?:{HOUSE})?"
    r"|(?!(?i:tour|bezirk|gebiet|revier|zone|typ|gruppe)\b)(?:[A-ZÄÖÜ][\w.\-]*\s+){1,4}\d{1,4}\s?[a-z]?"
    r")\)?(?:\s+[-–|]\s+.*)?$"
)
HOURS = re.compile(
    r"(?:von\s+)?(?<!\d)(\d{1,2})(?:[:.]\s?(\d\d))?\s*(uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.]\s?(\d\d))?(?!\d|\.\d)\s*(uhr)?",
    re.IGNORECASE,
)
COLOUR = re.compile(r"\b(blau|grau|schwarz|braun|gruen|orange|rot|lila|weiss|rosa)(?:e[rns]?)?(?:\b|-)", re.IGNORECASE)
HOLDER = re.compile(r"tonne|sack|saeck|container|behaelter|kiste|korb|box")
# What a colour mostly means; only to see that ``Papier / Blaue Tonne`` is one bin, never to name a stream.
USUALLY = {
    "blau": {"paper"},
    "grau": {"residual"},
    "schwarz": {"residual"},
    "braun": {"bio"},
    "gruen": {"bio", "paper", "green", "recyclable"},
    "orange": {"recyclable"},
    "weiss": {"glass"},
}


@dataclass(frozen=True, slots=True)
class Bin:
    """What a piece of a title is about: a stream, or a bin known by its colour only."""

    stream: str | None = None
    colour: str | None = None

    def __bool__(self) -> bool:
        """Whether it is about anything."""
        return self.stream is not None or self.colour is not None

    def same_as(self, other: "Bin") -> bool:
        """Whether two pieces are about one bin."""
        if self.stream and other.stream:
            return self.stream == other.stream
        if self.colour and other.colour:
            return USUALLY.get(self.colour, {self.colour}) == USUALLY.get(other.colour, {other.colour})
        stream, colour = self.stream or other.stream, self.colour or other.colour
        return stream in USUALLY.get(str(colour), set())


def bin_of(piece: str) -> Bin:
    """The stream or else the coloured bin a piece is about."""
    words = folded(piece)
    stream = classify(piece) or ("recyclable" if re.fullmatch(r"gelbe[rns]?", words) else None)
    if stream:
        return Bin(stream)
    colour = COLOUR.search(words)
    alone = colour is not None and re.fullmatch(r"\w+e[rns]?", words.strip()) is not None
    return Bin(colour=colour[1]) if colour and (HOLDER.search(words) or alone) else Bin()


def hours_of(text: str) -> tuple[str, tuple[int, int]] | None:
    """(``10:00-12:00``, where it stands) if the text tells hours; a number alone is one only beside "Uhr"."""
    for found in HOURS.finditer(text):
        if not (found[2] and found[5]) and not (found[3] or found[6]):
            continue
        if int(found[1]) < int(found[4]) <= 24 and int(found[2] or 0) < 60 and int(found[5] or 0) < 60:
            return f"{int(found[1]):02}:{found[2] or '00'}-{int(found[4]):02}:{found[5] or '00'}", found.span()
        if int(found[1]) == int(found[4]) < 24 and int(found[2] or 0) < int(found[5] or 0) < 60:
            return f"{int(found[1]):02}:{found[2] or '00'}-{int(found[4]):02}:{found[5]}", found.span()
    return None


def tour_of(text: str) -> tuple[str, str | None, str | None]:
    """(title, hours, place): a mobile collection may tell its hours and its place in the title."""
    found = hours_of(text)
    if not found:
        return text, None, None
    hours, (start, end) = found
    rest = (text[:start] + text[end:]).strip()
    sign = "(" if "(" in rest and ":" not in rest.split("(")[0] else ":"
    head, _, tail = re.sub(r"[,\s]+\)?$", "", rest).partition(sign)
    place = tail.strip(" ,)") if classify(head) else ""
    if not place:
        van = re.match(r"(\S*(?:mobil|sammlung))\s+(\S.*)", rest, re.IGNORECASE)
        return (van[1], hours, van[2].strip(" ,")) if van and classify(van[1]) else (rest, hours, None)
    return head.strip(), hours, place + ")" if place.count("(") > place.count(")") else place
