"""Public holidays of the sixteen Länder, with the few that depend on the municipality.

Holidays are Land law; in Bavaria (Art. 1 FTG), Saxony and Thuringia some hold only in certain municipalities. A town
switches those on in ``town.toml``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays.constants import CATHOLIC, PUBLIC
from holidays.countries.germany import Germany

from webapp.domain.i18n import N_

# The library's German names are those of the laws; ours are msgids, so that every language can say them.
NAMES = MappingProxyType(
    {
        "Neujahr": N_("New Year's Day"),
        "Heilige Drei Könige": N_("Epiphany"),
        "Frauentag": N_("Women's Day"),
        "Karfreitag": N_("Good Friday"),
        "Ostersonntag": N_("Easter Sunday"),
        "Ostermontag": N_("Easter Monday"),
        "Erster Mai": N_("Labour Day"),
        "Christi Himmelfahrt": N_("Ascension Day"),
        "Pfingstsonntag": N_("Whit Sunday"),
        "Pfingstmontag": N_("Whit Monday"),
        "Fronleichnam": N_("Corpus Christi"),
        "Augsburger Hohes Friedensfest": N_("Augsburg Peace Festival"),
        "Mariä Himmelfahrt": N_("Assumption Day"),
        "Weltkindertag": N_("World Children's Day"),
        "Tag der Deutschen Einheit": N_("Day of German Unity"),
        "Reformationstag": N_("Reformation Day"),
        "Allerheiligen": N_("All Saints' Day"),
        "Buß- und Bettag": N_("Day of Repentance and Prayer"),
        "Erster Weihnachtstag": N_("Christmas Day"),
        "Zweiter Weihnachtstag": N_("Boxing Day"),
    }
)

# Switch in town.toml -> the Länder in which it means something.
LOCAL_SWITCHES = MappingProxyType({"assumption": ("BY",), "corpus_christi": ("SN", "TH"), "augsburg": ("BY",)})


def switches_for(land: str) -> tuple[str, ...]:
    """The local switches a town of this Land may turn on."""
    return tuple(switch for switch, laender in LOCAL_SWITCHES.items() if land in laender)


def holidays_in(year: int, land: str, extra: Iterable[str] = ()) -> Mapping[date, str]:
    """The public holidays of a year in a Land: day -> msgid of the name, in order of days.

    ``land`` is one of ``domain.town.LAENDER``, ``extra`` holds local switches; one of another Land changes nothing.
    A holiday the table of names does not know (a single day decreed by law) keeps its German name.
    """
    return _holidays(year, land, frozenset(extra) & frozenset(switches_for(land)))


def name_of(day: date, land: str, extra: Iterable[str] = ()) -> str | None:
    """The msgid of the holiday's name, or nothing on an ordinary day."""
    return holidays_in(day.year, land, extra).get(day)


@lru_cache(maxsize=256)
def _holidays(year: int, land: str, switches: frozenset[str]) -> Mapping[date, str]:
    subdivision = "Augsburg" if "augsburg" in switches else land
    # The library files Assumption (BY) and Corpus Christi (SN, TH) of catholic municipalities under "catholic".
    categories = (PUBLIC, CATHOLIC) if switches - {"augsburg"} else (PUBLIC,)
    found = Germany(subdiv=subdivision, years=year, categories=categories, language="de", expand=False)
    return MappingProxyType({day: NAMES.get(name, name) for day, name in sorted(found.items())})
