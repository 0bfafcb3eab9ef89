"""What a finder may ask for: §§ 971 and 978 BGB. Money is counted in cents."""

from dataclasses import dataclass
from datetime import date

from webapp.blueprints.lostfound.rules.states import AUTHORITY
from webapp.domain.i18n import N_


@dataclass(frozen=True, slots=True)
class Rates:
    """Amounts (cents) and rates (per cent) of the law from a day on."""

    since: date
    small: int  # § 965 II, § 973 II: worth no more than this
    step: int  # § 971 I 2: up to here the first rate, beyond it the other
    first: int
    beyond: int
    animals: int
    public_from: int  # § 978 II 1: in offices and public transport only from this value on


LAW = (Rates(date(2002, 1, 1), small=10_00, step=500_00, first=5, beyond=3, animals=3, public_from=50_00),)
# Amounts and rates: §§ 965, 971, 973, 978 BGB as read in November 2026. Since when they hold was not read; the day is
# from memory (the euro came then) and decides nothing, as no find is older. A change of the law is one more line with
# the day it begins: the day of the find chooses.


@dataclass(frozen=True, slots=True)
class Reward:
    """What is due in cents, none where it must be agreed; and why, as a sentence."""

    cents: int | None
    why: str


def rates_on(day: date) -> Rates:
    """The amounts and rates that held on a day."""
    return max((one for one in LAW if one.since <= day), key=lambda one: one.since, default=LAW[0])


def is_small(value_cents: int | None, found_on: date) -> bool:
    """Whether a thing is worth no more than ten euros (§ 965 II 2, § 973 II BGB); an unknown value is not small."""
    return value_cents is not None and value_cents <= rates_on(found_on).small


def reward(
    value_cents: int | None, *, found_on: date, path: str, animal: bool = False, sentimental: bool = False,
    by_staff: bool = False, breached: bool = False,
) -> Reward:  # fmt: skip
    """The finder's reward (§ 971 BGB), half of it in offices and public transport (§ 978 II BGB)."""
    rates, public = rates_on(found_on), path == AUTHORITY
    if breached:
        return Reward(0, N_("No reward: the find was not reported or was concealed (§ 971 II BGB)."))
    if public and by_staff:
        return Reward(0, N_("No reward: the finder works for this office or company (§ 978 II BGB)."))
    if public and value_cents is not None and value_cents < rates.public_from:
        return Reward(0, N_("No reward: found in an office or public transport, worth less than 50 € (§ 978 II BGB)."))
    if sentimental or value_cents is None:
        return Reward(None, N_("To be agreed: the value is unknown, or only its owner values it (§ 971 I BGB)."))
    if public:
        return Reward(_share(value_cents, rates, animal=animal, part=2), N_("Half the reward (§ 978 II BGB)."))
    return Reward(
        _share(value_cents, rates, animal=animal),
        N_("5 per cent up to 500 €, 3 per cent beyond and for animals (§ 971 BGB)."),
    )


def _share(value: int, rates: Rates, *, animal: bool, part: int = 1) -> int:
    """Rounded once, half a cent up, after everything else."""
    if animal:
        hundredths = value * rates.animals
    else:
        hundredths = min(value, rates.step) * rates.first + max(value - rates.step, 0) * rates.beyond
    return (hundredths + 50 * part) // (100 * part)
