"""How a person is reached: one e-mail address, one telephone number."""

import re
from email.errors import MessageError
from email.headerregistry import Address

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1.3, as corrected by erratum 1690
NAME = re.compile(r"[^\s\"(),:;<>@\[\\\]]{1,64}", re.ASCII)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
PHONE = re.compile(r"\+?[0-9 ()/.-]+")
PHONE_DIGITS = range(5, 16)  # the shortest in a village with its code; the longest of E.164


def ensure_email(text: str, field: str) -> str:
    """Exactly one address, fit for a letter's head: its host in small letters, umlauts there as mail servers know them.

    Refuses everything else: several addresses, line breaks, quotes, umlauts before the @.
    """
    name, _, host = text.strip().rpartition("@")
    address = f"{name}@{_known_to_servers(host.lower())}"
    try:
        whole = Address(addr_spec=address).addr_spec == address
    except (MessageError, ValueError, IndexError):
        whole = False
    if not whole or not name.isascii() or not NAME.fullmatch(name) or len(address) > EMAIL_LENGTH:
        raise Refusal(N_("Please enter one e-mail address, like name@example.org."), field)
    return address


def ensure_phone(text: str, field: str) -> str:
    """A telephone number as people write it; refuses what nobody could dial."""
    number = " ".join(text.split())
    if not PHONE.fullmatch(number) or sum(sign.isdecimal() for sign in number) not in PHONE_DIGITS:
        raise Refusal(N_("Please enter a telephone number, like 01234 567-0."), field)
    return number


def _known_to_servers(host: str) -> str:
    """The host in ASCII; empty if it is none, or if its letters would become another name on the way (ß)."""
    try:
        plain = host.encode("idna").decode("ascii")
        return plain if HOST.fullmatch(plain) and plain.encode().decode("idna") == host else ""
    except UnicodeError:
        return ""
