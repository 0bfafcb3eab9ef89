"""A citizen who books: opens pages, chooses, types, presses."""

from typing import Any

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.people import Visitor

TIMES = "/termine/zeiten?reisepass=1"
DETAILS = {"name": "Erika Muster", "email": "erika@example.org"}


class Booker(Visitor):
    """A visitor who knows the way to an appointment."""

    def __init__(self, app: Any, later: Any) -> None:
        super().__init__(app)
        self.later, self.address = later, ""

    def chooses(self, clock: str = "9:40 Uhr", path: str = TIMES, **typed: str) -> TestResponse:
        """Choose the first such time on the page and press the button."""
        return self.post(path, self.chosen(clock, path) | typed)

    def chosen(self, clock: str, path: str = TIMES) -> dict[str, str]:
        """What the form of times would send."""
        soup = BeautifulSoup(self.get(path).data, "html.parser")
        label = next(one for one in soup.select(".slots label") if one.get_text(strip=True) == clock)
        key = soup.select_one("[name=key]")
        return {"starts_at": label.input["value"]} | ({"key": key["value"]} if key else {})

    def holds(self, clock: str = "9:40 Uhr") -> str:
        """Hold a time; answers the address of the appointment."""
        self.address = self.chooses(clock).headers["Location"]
        return self.address

    def types(self, **details: Any) -> TestResponse:
        """Fill in the form as slowly as people do, and send it."""
        soup = BeautifulSoup(self.get(self.address).data, "html.parser")
        key = soup.select_one(f'form[action="{self.address}"] [name=key]')["value"]
        self.later(seconds=20)
        return self.post(self.address, {"key": key} | DETAILS | details)

    def books(self, clock: str = "9:40 Uhr", **details: Any) -> str:
        """The whole way; answers the address of the appointment."""
        self.holds(clock)
        self.types(**details)
        self.post(f"{self.address}/buchen")
        return self.address
