"""Fetching a calendar or a list from elsewhere: somebody we do not know says where, and somebody else answers.

Names are looked up once, every address is checked, and the connection goes to the checked address, so a name cannot
lead inside our network, not even by changing in between. Time, bytes and redirects are bounded from outside.
"""

import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, NamedTuple, Self
from urllib.parse import quote, urljoin, urlsplit

from webapp.domain.i18n import N_
from webapp.domain.internet import PORTS, is_public
from webapp.domain.refusal import Refusal
from webapp.formats.ical_reader import MOST_BYTES, looks_like_calendar

FIELD = "address"
NO_ADDRESS = N_("Please give the whole address. It begins with https:// or http://.")
UNKNOWN = N_("We do not find this address on the internet. Please check it letter by letter.")
NOT_PUBLIC = N_("This address does not lead to a public website. We do not fetch it.")
NO_ANSWER = N_("The other server gives no proper answer. Please try again later or ask whoever runs it.")
TOO_SLOW = N_("The other server takes too long. Please try again later or ask whoever runs it.")
NOT_SECURE = N_("The other server cannot prove who it is: its certificate is not valid. Please ask whoever runs it.")
SENT_AROUND = N_("The other server sends us from address to address. Please give the last one.")
SAYS_NO = N_("The other server does not give this out (answer %(status)s). Please check the address.")
TOO_LARGE = N_("This file is too large. Please check the address.")
NO_CALENDAR = N_("At this address lies no calendar. Please copy the address of the calendar file (.ics).")

REDIRECTS = {301, 302, 303, 307, 308}
UNCHANGED, FINE = 304, 200
GZIP = {"gzip", "x-gzip"}
GZIP_BITS = 31  # as zlib counts: a gzip head, and the largest window
PIECE = 16_384
HEAD = 4_096  # where a file says what it is
MOST_TRIES = 3  # addresses of one name: the new and the old internet, and a spare
AT_ONCE = 0.001  # seconds: nought would mean not to wait for the connection at all
LONGEST_STAMP = 200
AS_IS = "%/:@!$&'()*+,;=~?[]"
IPAddress = IPv4Address | IPv6Address
Allowance = Callable[[IPAddress, int], bool]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience we have: seconds for everything and for one answer, bytes unpacked, redirects."""

    seconds: float = 20
    answer: float = 5
    most_bytes: int = MOST_BYTES
    redirects: int = 5


class Stamp(NamedTuple):
    """How the other server names the version it gave us, to ask for news only (RFC 9110 13.1)."""

    etag: str = ""
    last_modified: str = ""


class Fetched(NamedTuple):
    """The bytes that came, not read yet, and the stamp to send next time."""

    content: bytes
    stamp: Stamp


class Content(NamedTuple):
    """What is expected: how it is asked for, how its beginning is known, what is said if it is something else."""

    accept: str
    is_it: Callable[[bytes], bool]
    other: str


class _Place(NamedTuple):
    scheme: str
    host: str
    port: int
    target: str


NEVER = Stamp()
PATIENT = Limits()
CALENDAR = Content("text/calendar, */*;q=0.1", looks_like_calendar, NO_CALENDAR)


def fetch(
    address: str, known: Stamp = NEVER, *, content: Content = CALENDAR, limits: Limits = PATIENT,
    allowed: Allowance = is_public,
) -> Fetched | None:  # fmt: skip
    """What stands at this address, or None if it has not changed since ``known``. Raises Refusal with a sentence."""
    guard = _Guard(limits.seconds)
    try:
        with guard:
            return _followed(address, known, content, limits, allowed, guard)
    except (HTTPException, OSError, EOFError, zlib.error) as fault:
        raise Refusal(_sentence(fault, guard), FIELD) from fault


def _sentence(fault: Exception, guard: "_Guard") -> str:
    if guard.is_cut or isinstance(fault, TimeoutError):
        return TOO_SLOW
    return NOT_SECURE if isinstance(fault, ssl.SSLError) else NO_ANSWER


def _followed(
    address: str, known: Stamp, content: Content, limits: Limits, allowed: Allowance, guard: "_Guard"
) -> Fetched | None:
    """Ask, and ask again where we are sent; each place is checked like the first."""
    for _ in range(limits.redirects + 1):
        place = _place(address)
        addresses = _looked_up(place, guard.left, allowed)
        with closing(_Line(place, addresses, limits, guard)) as line:
            line.request("GET", place.target, headers=_headers(known, content.accept))
            with line.getresponse() as answer:
                if answer.status not in REDIRECTS:
                    return _taken(answer, known, content, limits.most_bytes, guard)
                address = _next(address, answer)
    raise Refusal(SENT_AROUND, FIELD)


def _place(address: str) -> _Place:
    """Where an address leads. Raises Refusal if it is none of the web, or carries a name and password."""
    try:
        parts = urlsplit(address.strip().replace("webcal://", "https://", 1))
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise Refusal(NO_ADDRESS, FIELD) from None
    if not host or "@" in parts.netloc:
        raise Refusal(NO_ADDRESS, FIELD)
    target = quote(parts.path or "/", safe=AS_IS) + (f"?{quote(parts.query, safe=AS_IS)}" if parts.query else "")
    return _Place(parts.scheme, host, port, target)


def _next(address: str, answer: HTTPResponse) -> str:
    try:
        return urljoin(address, answer.getheader("Location", ""))
    except ValueError:
        raise Refusal(NO_ADDRESS, FIELD) from None


def _looked_up(place: _Place, seconds: float, allowed: Allowance) -> Sequence[str]:
    """The addresses of a name, all of them allowed. Looking up knows no timeout, so it waits in a thread of its own."""
    answers: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()

    def ask() -> None:
        found: list[Any] = []
        with suppress(OSError, UnicodeError):
            found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        answers.put(found)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=max(seconds, 0))
    except queue.Empty:
        raise TimeoutError from None
    addresses = list(dict.fromkeys(one[4][0] for one in found))
    if not addresses:
        raise Refusal(UNKNOWN, FIELD)
    if not all(allowed(ip_address(one), place.port) for one in addresses):
        raise Refusal(NOT_PUBLIC, FIELD)
    return addresses


def _headers(known: Stamp, accept: str) -> dict[str, str]:
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    fixed = {"Accept": accept, "Accept-Encoding": "gzip", "User-Agent": "Dorfplatz"}
    return fixed | {"Connection": "close"} | {name: value for name, value in asked.items() if value}


def _taken(answer: HTTPResponse, known: Stamp, wanted: Content, most: int, guard: "_Guard") -> Fetched | None:
    if answer.status == UNCHANGED and any(known):
        return None
    if answer.status != FINE:
        raise Refusal(SAYS_NO, FIELD, status=answer.status)
    content = b""
    for piece in _unpacked(answer, most):
        content += piece
        if len(content) > most:
            raise Refusal(TOO_LARGE, FIELD)
        if len(content) > HEAD and not wanted.is_it(content):
            break
    if guard.is_cut:  # a body without length ends where the wire is cut
        raise TimeoutError
    if not wanted.is_it(content):
        raise Refusal(wanted.other, FIELD)
    return Fetched(content, Stamp(_kept(answer, "ETag"), _kept(answer, "Last-Modified")))


def _unpacked(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """The body piece by piece; unpacked, one piece is at most a little longer than all may be."""
    coding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if coding not in {*GZIP, "identity", ""}:
        raise HTTPException(coding)
    packed = zlib.decompressobj(GZIP_BITS) if coding in GZIP else None
    if (answer.length or 0) > most:
        raise Refusal(TOO_LARGE, FIELD)
    while piece := answer.read(PIECE):
        yield packed.decompress(piece, most + 1) if packed else piece
    if answer.length:
        raise IncompleteRead(b"", answer.length)
    if packed and not packed.eof:
        raise EOFError


def _kept(answer: HTTPResponse, name: str) -> str:
    """A stamp that can be stored and sent back as it is; a strange one is none."""
    value = answer.getheader(name, "")
    return value if len(value) <= LONGEST_STAMP and value.isascii() and value.isprintable() else ""


class _Guard:
    """Watches the time for everything and cuts the wire, whatever waits on it: timeouts start anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = time.monotonic() + seconds
        self.is_cut = False
        self._wire: socket.socket | None = None
        self._alarm = threading.Timer(seconds, self._cut)
        self._alarm.daemon = True

    @property
    def left(self) -> float:
        """Seconds until the cut."""
        return self.ends_at - time.monotonic()

    def watch(self, wire: socket.socket) -> None:
        """Mind this wire from now on, by a twin that stays ours whatever TLS does to the first."""
        self._drop()
        self._wire = wire.dup()
        if self.is_cut:
            raise TimeoutError

    def _cut(self) -> None:
        self.is_cut = True
        if self._wire is not None:
            with suppress(OSError):  # the other side was quicker
                self._wire.shutdown(socket.SHUT_RDWR)  # wakes whoever reads; close alone would not

    def _drop(self) -> None:
        if self._wire is not None:
            self._wire.close()

    def __enter__(self) -> Self:
        self._alarm.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._alarm.cancel()
        self._drop()


class _Answer(HTTPResponse):
    """An answer that cannot announce a piece of less than nothing, which Python 3.11 reads without end."""

    def _safe_read(self, amt: int) -> bytes:
        if amt < 0:
            raise HTTPException("negative chunk")
        read: bytes = super()._safe_read(amt)  # type: ignore[misc]
        return read


class _Line(HTTPConnection):
    """A conversation with one of the checked addresses; the name only says whom we expect there."""

    response_class = _Answer

    def __init__(self, place: _Place, addresses: Sequence[str], limits: Limits, guard: _Guard) -> None:
        super().__init__(place.host, place.port, timeout=limits.answer)
        self.default_port = PORTS[place.scheme]
        self.place, self.addresses, self.guard = place, addresses, guard

    def connect(self) -> None:
        """Dial a checked address instead of the name."""
        self.sock = self._dialled()
        self.guard.watch(self.sock)
        if self.place.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def _dialled(self) -> socket.socket:
        fault = OSError()
        for address in self.addresses[:MOST_TRIES]:
            patience = max(min(self.guard.left, self.timeout or 0), AT_ONCE)
            try:
                return socket.create_connection((address, self.port), patience)
            except OSError as no:
                fault = no
        raise fault
