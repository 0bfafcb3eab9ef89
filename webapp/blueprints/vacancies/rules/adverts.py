"""What a vacancy must say before anybody reads it, and what would make it read better."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

DRAFT, SUBMITTED, PUBLISHED, WITHDRAWN, FILLED = STATES = ("draft", "submitted", "published", "withdrawn", "filled")
STATE_WORDS = {
    DRAFT: N_("draft"), SUBMITTED: N_("sent in, to be checked"), PUBLISHED: N_("published"),
    WITHDRAWN: N_("withdrawn"), FILLED: N_("filled"),
}  # fmt: skip
JOB, TRAINING, VOLUNTARY = "job", "training", "voluntary"
KINDS: Mapping[str, str] = MappingProxyType(
    {JOB: N_("Job"), TRAINING: N_("Training"), VOLUNTARY: N_("Voluntary, for example the fire brigade")}
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "office": N_("Administration"), "children": N_("Children and schools"),
        "yard": N_("Building yard and technology"), "care": N_("Care and health"),
        "culture": N_("Culture, sport, tourism"), "rescue": N_("Fire brigade and rescue"),
        "trade": N_("Trade, crafts, farming"),
    }
)  # fmt: skip
FULL, PART, EITHER = "full", "part", "either"
HOURS: Mapping[str, str] = MappingProxyType(
    {FULL: N_("Full time"), PART: N_("Part time"), EITHER: N_("Full or part time")}
)
NEUTRAL = re.compile(r"\s*\(\s*([mwdfx])\s*/\s*([mwdfx])\s*/\s*([mwdfx])\s*\)", re.IGNORECASE)
FAIR = ("geschlecht", "gleichstell", "chancengleich", "herkunft")
HEAVY = ("jung", "dynamisch", "muttersprach", "deutsch als erstsprache", "belastbar", "berufsanfänger")
HARD = 55  # LIX: newspapers lie around 45, laws above 60 (Björnsson 1968)
LONG_WORD = 6
SILENT = re.compile(  # what cameras and hurried people call a picture: it says nothing about what is to be seen
    r"(?:img|dsc[fn]?|pxl|mvimg|p|images?|bild(?:er)?|[fp]h?otos?|pictures?|symbolbild|screenshot|whatsapp image)?"
    r"(?:[\W\d_]|at|wa)*(?:\.?(?:jpe?g|png|webp|heic))?|\S+\.(?:jpe?g|png|webp|heic|gif)",
    re.IGNORECASE,
)


class Advert(Protocol):
    """A vacancy, as far as its words go."""

    title: str
    kind: str
    pay_group: str
    pay_from: int | None
    pay_to: int | None
    intro: str
    duties: str
    wishes: str
    benefits: str
    closing: str
    publish_on: date | None
    until_on: date | None
    deadline_on: date | None
    limited_until: date | None
    starts_on: date | None
    alt: str

    @property
    def picture(self) -> object:
        """Its photo, if it has one."""
        ...


def faults(it: Advert, today: date, *, local: bool) -> Iterator[Refusal]:
    """Why nobody may read it yet, in the order of the form. ``local`` employers owe less than a public one."""
    if not is_neutral(it.title):
        yield Refusal(N_("Please write (m/w/d) behind the title: it is open to everybody (AGG §§ 1, 11)."), "title")
    if not it.duties.strip():
        yield Refusal(N_("Please say what there is to do, one thing in each line."), "duties")
    yield from _pay_faults(it, local=local)
    yield from _sentence_faults(it, local=local)
    if it.picture and not it.alt.strip():
        yield Refusal(N_("Please say what the photo shows: blind people hear this sentence (BITV 2.0)."), "alt")
    yield from _day_faults(it, today)


def is_neutral(title: str) -> bool:
    """Whether a title says that it means all: (m/w/d) in any order (AGG §§ 1, 11; third entry: PStG § 22 III)."""
    found = NEUTRAL.search(title)
    letters = {sign.lower().replace("f", "w").replace("x", "d") for sign in found.groups()} if found else set()
    return letters == {"m", "w", "d"} and bool(plain_title(title))


def plain_title(title: str) -> str:
    """The title without its (m/w/d), for machines that count words (schema.org JobPosting)."""
    return " ".join(NEUTRAL.sub(" ", title).split())


def _pay_faults(it: Advert, *, local: bool) -> Iterator[Refusal]:
    """Pay is known before the first talk: Directive (EU) 2023/970 Art. 5; the pay group of the TVöD is enough."""
    if it.pay_from is not None and it.pay_to is not None and it.pay_from > it.pay_to:
        yield Refusal(N_("The pay begins higher than it ends. Please change one of them."), "pay_to")
    if it.kind == VOLUNTARY or it.pay_group.strip():
        return
    if not local:
        yield Refusal(N_("Please name the pay group, for example E 6 TVöD (Directive (EU) 2023/970)."), "pay_group")
    elif it.pay_from is None:
        yield Refusal(N_("Please name the wage agreement or the pay (Directive (EU) 2023/970)."), "pay_group")


def _sentence_faults(it: Advert, *, local: bool) -> Iterator[Refusal]:
    words = it.closing.casefold()
    if not local and "schwerbehind" not in words:
        yield Refusal(N_("The sentence about severely disabled people is missing (SGB IX § 165)."), "closing")
    if not any(word in words for word in FAIR):
        yield Refusal(N_("The sentence about equality is missing (AGG § 1, equality law of the Land)."), "closing")


def _day_faults(it: Advert, today: date) -> Iterator[Refusal]:
    if it.deadline_on is None:
        yield Refusal(N_("Please say until when people can apply."), "deadline_on")
    elif it.deadline_on < max(today, it.publish_on or today):
        yield Refusal(N_("This deadline is over before anybody reads of it. Please choose a later day."), "deadline_on")
    if it.until_on and it.until_on < max(today, it.publish_on or today):
        yield Refusal(N_("The end is before the beginning. Please change one of them."), "until_on")
    if it.limited_until and it.limited_until < (it.starts_on or today):
        yield Refusal(N_("The job ends before it begins. Please change one of them."), "limited_until")


def advice(it: Advert) -> Iterator[tuple[str, dict[str, object]]]:
    """(sentence, its values): what would read better. Nobody is kept from publishing by it."""
    text = "\n".join((it.intro, it.duties, it.wishes, it.benefits))
    score = reading_score(text)
    if score > HARD:
        yield N_("This reads hard (LIX %(score)s, newspapers have 45). Shorter sentences help."), {"score": score}
    for word in (one for one in HEAVY if re.search(rf"\b{one}", f"{it.title}\n{text}".casefold())):
        yield N_("“%(word)s …” may shut people out by age or origin (AGG § 1). Is it needed?"), {"word": word}
    if it.picture and says_nothing(it.alt):
        yield N_("“%(alt)s” does not say what the photo shows. For example: Two women plant a tree."), {"alt": it.alt}
    if not it.benefits.strip():
        yield N_("Say what people get besides the pay: that is what they compare."), {}


def says_nothing(alt: str) -> bool:
    """Whether a text beside a picture is only the name of a file, or a word such as "Bild"."""
    return bool(alt.strip()) and SILENT.fullmatch(alt.strip()) is not None


def reading_score(text: str) -> int:
    """LIX: words in a sentence plus the share of words with more than six letters, in percent; 0 without words."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:\n]+", text.strip() + "\n")))
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / sentences + 100 * long / len(words)) if words else 0


def lines(text: str) -> list[str]:
    """One thing in each line, without the dashes people put before them."""
    stripped = (line.strip().lstrip("-–•* ").strip() for line in text.splitlines())
    return [line for line in stripped if line]
