"""A whole booking on a bad line: how many bytes, how many exchanges."""

import re
import time
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from hpack import Encoder

from tests.house.test_weight import Phone

WHOLE, EXCHANGES = 20_000, 14  # bytes on the wire, answers to requests
FRAMES = 18  # RFC 9113 4.1: nine bytes before the headers, nine before the body


class Booker(Phone):
    """A phone that also sends forms, over one HTTP/2 connection as the servers in deploy/ speak it."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.squeezed, self.squeeze = 0, Encoder()

    def _get(self, path: str, body: str | None = None):
        answer, text = super()._get(path, body)
        fields = [(":status", str(answer.status)), *((name.lower(), value) for name, value in answer.getheaders())]
        self.squeezed += FRAMES + len(self.squeeze.encode(fields))
        return answer, text

    def send(self, soup: BeautifulSoup, path: str, **typed: str) -> str:
        """Send the last form of a page as a browser without script would; answers the text of what comes."""
        form = soup.select("main form[method=post]")[-1]
        known = {one["name"]: one.get("value", "") for one in form.select("input[name]:not([type=radio])")}
        _, text = self._get(form.get("action") or path, urlencode(known | typed))
        return text

    def follow(self) -> str:
        """Go where the last answer pointed."""
        return self.open(self.location)


def soup_of(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def test_a_whole_booking_with_an_error_and_a_week_change_fits_into_twenty_kilobytes(town):
    phone = Booker(town)
    phone.open("/termine")
    phone.open("/termine/reisepass")
    later = soup_of(phone.open("/termine/zeiten?reisepass=2")).select_one("#later")["href"]
    times = soup_of(phone.open(later))
    phone.send(times, later, starts_at=times.select_one("input[type=radio]")["value"])
    details = soup_of(phone.follow())
    time.sleep(3)  # what people need at least to type
    again = soup_of(phone.send(details, phone.location, name="Erika Muster", email=""))
    phone.send(again, phone.location, name="Erika Muster", email="erika@example.org")
    phone.send(soup_of(phone.follow()), phone.location)
    assert re.search(r"Ihre Nummer:.*[A-Z0-9]{3}-[A-Z0-9]{3}", phone.follow(), re.DOTALL)
    assert phone.requests <= EXCHANGES, phone.requests
    assert phone.body + phone.squeezed <= WHOLE, (phone.body, phone.squeezed)
