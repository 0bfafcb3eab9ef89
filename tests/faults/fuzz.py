"""People who type anything anywhere. The same seed types the same again."""

import io
import random
import re
from collections.abc import Iterator
from typing import Any

from werkzeug.routing import Rule

from tests.faults.test_clumsy_clerk import FIELDS
from tests.faults.test_hostile_input import NASTY, QUERY, sendable
from webapp.app import Portal

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "get")
PREFIXES = ("",) * 8 + ("/en", "/uk", "/ar", "/xx", "/en/en", "/%2e%2e")
PLACES = ("hauptstrasse", "hauptstrasse.7", "lindenstrasse", "ringstrasse-oberdorf")
NUMBERS = ("1", "1", "2", "2", "3", "0", "-1", "2026", "9999", "2147483647", "2147483648", "9" * 40, "1.5", "²", "x")
PLAIN = (
    "1",
    "on",
    "paper",
    "24.11.2026",
    "2026-11-24",
    "31.12.9999",
    "0:00",
    "18",
    "Nord",
    "Hauptstraße 7",
    "de",
    "2-40",
)
CONTROL = ("\x00", "\x01\x1f\x7f\x85", "\u2028\u2029", "\ufeff", "a\u0301" * 99, "\ufffe")
LONG = ("ß" * 70_000, "a\n" * 20_000, "(" * 9_000, "[x](" * 3_000, "> " * 9_000, "9" * 9_000)
WORDS = (*NASTY, *NUMBERS, *PLAIN, *CONTROL)
HOSTS = ("", ":", "musterstadt.example:99999", "MUSTERSTADT.EXAMPLE.", "[::1", "a" * 300, "x y", "@", "ä.example")
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Content-Length", "HX-Request", "HX-Target", "HX-Current-URL",
    "If-Match", "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "Sec-Fetch-Site", "Transfer-Encoding",
    "User-Agent", "X-CSRF-Token", "X-Forwarded-Host", "X-HTTP-Method-Override",
)  # fmt: skip
PART = b'--x\r\nContent-Disposition: form-data; name="files"; filename="'
BODIES = (
    b"", b"\x00\xff\xfe", b"--x\r\n", PART, PART + b'\xff"\r\n\r\n\r\n--x--\r\n', b"a=%ff%00&&&=&=b", b'{"a":' * 500, b"&" * 3000,
)  # fmt: skip
TYPES = (
    "application/json", "text/plain", "text/xml", "multipart/form-data", "multipart/form-data; boundary=x", "x", "", 'a/b; c="',
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16",
)  # fmt: skip
FILES = (
    b"", b"\x00" * 99, b"PK\x03\x04rubbish", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"[[[[[1]]]]]", b"a;b\n" * 3000, b"32.13.2026;Bio\n",
    b"Datum;Abfuhrart\n05.01.2027;Restm\xfcll\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99999999\nSUMMARY:Bio\nEND:VEVENT\n",
    "Straße;Bezirk\nNeue Gasse;Nord\n".encode(),
)  # fmt: skip
NAMES = ("a.csv", "a.ics", "a.xlsx", "a.ods", "a.json", "a.png", "", "../../x", "\u202e.csv", "a" * 300)
RARE = {
    "accounts.logout",
    "accounts.enter",
    "accounts_desk.let_go",
    "accounts_desk.password",
    "accounts_desk.end_sessions",
}
ARGUMENT = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")
FORM = dict[str, Any]


class Fuzzer:
    """Thinks up what ``client.open`` takes; ``forms`` tells what a browser would send, by address.

    The token of the desk rides along nearly always: without it nobody gets far enough to break anything.
    """

    def __init__(self, app: Portal, seed: int, forms: dict[str, FORM]) -> None:
        self.dice, self.forms = random.Random(seed), forms
        self.token = next((form["csrf_token"] for form in forms.values() if "csrf_token" in form), "")
        self.rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))

    def requests(self, count: int) -> Iterator[dict[str, Any]]:
        """One after the other."""
        return (self._request() for _ in range(count))

    def _request(self) -> dict[str, Any]:
        rule = self._rule()
        path, usual = ARGUMENT.sub(self._argument, rule.rule), "POST" if "POST" in (rule.methods or ()) else "GET"
        method = self._pick(METHODS) if self._once_in(10) else usual
        asked: FORM = {"path": self._prefix() + path, "method": method, "base_url": "http://musterstadt.example"}
        if self._once_in(3):
            asked["headers"] = {self._pick(HEADERS): self._latin()}
        if self._once_in(3):
            asked["query_string"] = {self._pick(QUERY): sendable(self._pick(WORDS)) for _ in range(2)}
        if self._once_in(30):
            asked["environ_overrides"] = {"HTTP_HOST": self._pick(HOSTS)}
        return asked | ({} if method in {"GET", "HEAD"} else self._body(path))

    def _rule(self) -> Rule:
        """Some deeds end the story for everybody, or take their time on purpose: once in a while is enough."""
        rule = self._pick(self.rules)
        return self._pick(self.rules) if rule.endpoint in RARE and not self._once_in(20) else rule

    def _prefix(self) -> str:
        return self._pick(PREFIXES) if self._once_in(2) else ""

    def _argument(self, found: re.Match[str]) -> str:
        good = PLACES if found[1] == "place" else NUMBERS
        return sendable(self._pick(WORDS if self._once_in(4) else good)) or "x"

    def _body(self, path: str) -> dict[str, Any]:
        if self._once_in(8):
            return {"data": self._pick(BODIES), "content_type": self._pick(TYPES)}
        sent = dict(self.forms.get(path) or {name: self._word() for name in self.dice.sample(FIELDS, 6)})
        sent |= {name: self._word() for name in self.dice.sample(sorted(sent), min(len(sent), self.dice.randint(0, 3)))}
        sent |= {} if self._once_in(20) else {"csrf_token": self.token}
        if self._once_in(4):
            file = (io.BytesIO(self._pick(FILES)), self._pick(NAMES))
            sent |= {self._pick(("files", "file", "picture", "image")): file}
        return {"data": sent}

    def _word(self) -> str:
        return self._pick(LONG) if self._once_in(40) else self._pick(WORDS)

    def _latin(self) -> str:
        word = self._pick(("true", "1", "gzip, br", "bytes=0-5", "https://evil.example", "cross-site", *WORDS))
        return sendable(word).encode("latin-1", "ignore").decode("latin-1")

    def _pick(self, several: Any) -> Any:
        return self.dice.choice(several)

    def _once_in(self, times: int) -> bool:
        return self.dice.randrange(times) == 0
