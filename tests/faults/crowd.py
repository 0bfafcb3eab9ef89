"""People at home, as quick as the wire, with nothing but HTTP. Imports little: every process of the races begins here."""

import http.client
import random
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from itsdangerous import TimestampSigner

BROKEN = (OSError, http.client.HTTPException)
PATIENCE = 60.0  # seconds; an idle line is cut by the server after thirty
HOST, SECRET = "rennstadt.example", "races"


class Signer(TimestampSigner):
    """Keys of forms that were shown ten seconds ago."""

    def get_timestamp(self) -> int:
        """Seconds since 1970."""
        return int(time.time()) - 10


def form_key() -> str:
    """What the page would carry; saves fetching it ten thousand times."""
    return Signer(SECRET, salt="form").sign(secrets.token_urlsafe(24)).decode()


@dataclass
class Citizen:
    """Somebody at home, with an address of their own; remembers what the town acknowledged."""

    ports: list[int]
    dice: random.Random
    statuses: dict[int, int] = field(default_factory=dict)
    booked: dict[str, datetime] = field(default_factory=dict)  # address of the appointment -> its time
    cancelled: list[str] = field(default_factory=list)
    lines: dict[int, http.client.HTTPConnection] = field(default_factory=dict)

    def post(self, path: str, **typed: str) -> tuple[int, str]:
        """(status, where it leads). A line that broke is dialled anew and the same form sent again."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._sent(path, typed)
            except BROKEN:
                done(self)
                self.statuses[0] = self.statuses.get(0, 0) + 1
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _sent(self, path: str, typed: dict[str, str]) -> tuple[int, str]:
        port = self.dice.choice(self.ports)
        line = self.lines.setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=60))
        home = ".".join(str(self.dice.randrange(1, 250)) for _ in range(4))
        headers = {"Host": HOST, "X-Forwarded-For": home, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", path, urlencode(typed), headers)
        answer = line.getresponse()
        answer.read()
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        return answer.status, answer.headers.get("Location", "")

    def hold(self, at: datetime, key: str = "") -> str:
        """The address of a held time, or nothing."""
        typed = {"key": key or form_key(), "starts_at": f"{at:%Y-%m-%dT%H:%MZ}"}
        status, address = self.post("/termine/zeiten?reisepass=1&ort=rathaus", **typed)
        return address if status == 303 else ""

    def fill_in(self, address: str) -> bool:
        """Name and address."""
        mail = f"{secrets.token_hex(6)}@example.org"
        return self.post(address, key=form_key(), name="Erika Muster", email=mail)[0] == 303

    def book(self, at: datetime) -> str:
        """All the way; answers the address of the appointment, or nothing."""
        address = self.hold(at)
        if address and self.fill_in(address) and self.post(f"{address}/buchen")[0] == 303:
            self.booked[address] = at
            return address
        return ""

    def move(self, address: str, at: datetime) -> None:
        """Another time; the town says whether."""
        if self.post(f"{address}/verschieben", starts_at=f"{at:%Y-%m-%dT%H:%MZ}")[0] == 303:
            self.booked[address] = at

    def cancel(self, address: str) -> None:
        """Give it back."""
        if self.post(f"{address}/absagen", reason="")[0] == 303:
            del self.booked[address]
            self.cancelled.append(address)


def rush(ports: list[int], seed: int, attempts: int, times: list[datetime]) -> Citizen:
    """One process of people who all want the first of these times."""
    citizen = Citizen(ports, random.Random(seed))
    for _ in range(attempts):
        citizen.book(times[0])
    return done(citizen)


def storm(ports: list[int], seed: int, attempts: int, times: list[datetime]) -> Citizen:
    """One process of people who hold, book, move and cancel, in any order, on all these times."""
    citizen = Citizen(ports, random.Random(seed))
    for _ in range(attempts):
        dice, at = citizen.dice.random(), citizen.dice.choice(times)
        mine = list(citizen.booked)
        if dice < 0.5 or not mine:
            citizen.book(at)
        elif dice < 0.65:
            citizen.hold(at)
        elif dice < 0.85:
            citizen.move(citizen.dice.choice(mine), at)
        else:
            citizen.cancel(citizen.dice.choice(mine))
    return done(citizen)


def done(citizen: Citizen) -> Citizen:
    """What can be told to the others."""
    for line in citizen.lines.values():
        line.close()
    citizen.lines = {}
    return citizen
