"""Who may do what, which password is good enough, when to stop counting tries."""

import re
from collections.abc import Collection, Iterable
from datetime import timedelta
from ipaddress import ip_address, ip_network

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

CLERK, EDITOR, ADMINISTRATOR = "clerk", "editor", "administrator"
ROLES = (
    (CLERK, N_("Clerk: only what is ticked below")),
    (EDITOR, N_("Editor: all contents")),
    (ADMINISTRATOR, N_("Administrator: everything, also people")),
)
PEOPLE, AUDIT = "people.manage", "audit.read"
ADMINISTRATION = frozenset({PEOPLE, AUDIT})

SHORTEST, LONGEST = 10, 256  # ASVS 5, 6.2.1 and 6.2.9; the upper end keeps hashing quick
WORN_OUT = ("passwort", "password", "qwertz", "rathaus", "gemeinde", "verwaltung", "hallo", "willkommen")

PER_ACCOUNT, ACCOUNT_SPAN = 5, timedelta(minutes=15)
PER_ACCOUNT_DAY, DAY = 10, timedelta(days=1)
PER_NETWORK, NETWORK_SPAN = 20, timedelta(hours=1)
INVITATION = timedelta(days=7)
HALFWAY = timedelta(minutes=10)  # between the password and the code: time to find the phone
RECOVERY_CODES = 10
SIGNED_IN = N_("signed in")


def may(role: str, permissions: Collection[str], permission: str) -> bool:
    """Whether a person of this role, with these ticked permissions, may do something."""
    if role == ADMINISTRATOR:
        return True
    if role == EDITOR:
        return permission not in ADMINISTRATION
    return permission in permissions


def ensure_login(login: str) -> None:
    """Refuse a login that is not one word of letters, digits, dot, hyphen, plus and @."""
    if not re.fullmatch(r"[\w.@+-]{1,120}", login):
        raise Refusal(N_("Please use letters, digits, dot, hyphen and @ only."), "login")


def ensure_good_password(password: str, own_words: Iterable[str]) -> None:
    """Refuse passwords that are short, endless, worn out, or made of the person's own words (ASVS 5, 6.2)."""
    if len(password) < SHORTEST:
        raise Refusal(
            N_("Please choose at least %(count)s signs. Four short words are a good password."),
            "password",
            count=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Refusal(N_("Please choose at most %(count)s signs."), "password", count=LONGEST)
    known = {_letters(word) for word in (*WORN_OUT, *own_words) if len(word) > 2}
    if _letters(password) in known or password.isdecimal() or len(set(password)) < 4:
        raise Refusal(N_("This password is easy to guess. Please choose another one."), "password")


def _letters(word: str) -> str:
    return re.sub(r"[\W\d_]", "", word.casefold())


def is_locked(account_tries: int, account_day: int, network_tries: int) -> bool:
    """Whether the tries so far are too many: 5 in 15 minutes or 10 a day for an account, 20 an hour for a network."""
    return account_tries >= PER_ACCOUNT or account_day >= PER_ACCOUNT_DAY or network_tries >= PER_NETWORK


def network_of(address: str) -> str:
    """The network of an address, coarse enough to say little about a person: /24 or /56; ``unknown`` without one."""
    try:
        here = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if here.version == 6 and here.ipv4_mapped:
        here = here.ipv4_mapped
    return str(ip_network(f"{here}/{24 if here.version == 4 else 56}", strict=False))


def local_path(target: str | None, fallback: str) -> str:
    """The address to go on to after signing in, only if it is one of ours."""
    good = bool(target) and re.fullmatch(r"/[^/\\\x00-\x1f][^\\\x00-\x1f]*", target or "") is not None
    return target if good and target else fallback
