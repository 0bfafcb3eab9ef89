"""What a page weighs on the wire: the bytes of answers as a browser that reads brotli gets them."""

import datetime
import http.client
import re

import pytest

from tests.house.pages import CITIZEN, LOCALES

HOME, PAGE, EVERYTHING, FINDING = 6_000, 14_600, 20_000, 8_000  # bytes; RFC 6928: 14.6 kB arrive in one flight
YEAR = datetime.datetime.now(datetime.UTC).year


class Phone:
    """A browser with an empty cache on its first visit."""

    def __init__(self, host: str) -> None:
        self.host = host.removeprefix("http://")
        self.kept, self.body, self.head, self.requests, self.location = set(), 0, 0, 0, "/"

    def open(self, path: str, *, scripts: bool = False) -> str:
        """Open a page with its stylesheets (and scripts), following redirects; answers its text."""
        answer, text = self._get(path)
        if 300 <= answer.status < 304:
            return self.open(answer.getheader("Location"), scripts=scripts)
        pattern = (
            r'(?:href|src)="(/(?:static|farben)[^"]+\.(?:css|js))"'
            if scripts
            else r'href="(/(?:static|farben)[^"]+\.css)"'
        )
        for file in re.findall(pattern, text):
            if file not in self.kept:
                self.kept.add(file)
                self._get(file)
        return text

    def _get(self, path: str, body: str | None = None):
        import brotli

        connection = http.client.HTTPConnection(self.host, timeout=10)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        connection.request("POST" if form else "GET", path, body, {"Accept-Encoding": "br"} | form)
        answer = connection.getresponse()
        self.location = answer.getheader("Location") or self.location
        raw = answer.read()
        connection.close()
        self.requests += 1
        self.body += len(raw)
        self.head += len(f"HTTP/1.1 {answer.status} OK\r\n") + sum(
            len(f"{name}: {value}\r\n") for name, value in answer.getheaders()
        )
        return answer, (brotli.decompress(raw) if answer.getheader("Content-Encoding") == "br" else raw).decode()


def test_the_home_page_is_light(town):
    for locale in LOCALES:
        phone = Phone(town)
        phone.open(f"{locale}/")
        assert phone.requests <= 2
        assert phone.body + phone.head <= HOME, (locale, phone.body, phone.head)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_arrives_in_one_flight(town, locale):
    for path in CITIZEN:
        bare, whole = Phone(town), Phone(town)
        bare.open(locale + path.format(year=YEAR))
        whole.open(locale + path.format(year=YEAR), scripts=True)
        assert bare.body + bare.head <= PAGE, (path, bare.body, bare.head)
        assert whole.body + whole.head <= EVERYTHING, (path, whole.body, whole.head)


def test_finding_a_street_and_its_dates_is_light(town):
    phone = Phone(town)
    phone.open("/abfall")
    assert "Restmüll" in phone.open("/abfall?adresse=Lindenstr.%205")
    assert phone.body <= FINDING, phone.body
