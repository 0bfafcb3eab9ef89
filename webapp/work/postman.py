"""The postman carries what waits in the outboxes of all towns: at least once, never twice under different names.

He claims a letter for as long as a conversation may last, writes it, and talks to the mail server while no
transaction is open. If he dies, the claim ends by itself and the next one goes, with the same Message-ID.
"""

import logging
import os
import random
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from webapp.domain.town import Town
from webapp.formats.mail import Mail, to_message
from webapp.store import outbox
from webapp.store.outbox import Letter
from webapp.web import clock, letters
from webapp.work.relay import Deferred, Refused, Relay, hand_over

if TYPE_CHECKING:
    from webapp.app import Portal

log = logging.getLogger("portal.post")


@dataclass(frozen=True, slots=True)
class Pace:
    """How quickly he goes, and when he gives up."""

    hands: int = 4  # letters on their way at once: one that hangs does not hold up the others
    lease: timedelta = timedelta(minutes=2)  # longer than any conversation
    pauses: tuple[float, ...] = (30, 60, 120, 300, 600, 1800, 3600)  # seconds after a failed try; the last for the rest
    patience: timedelta = timedelta(days=2)
    jitter: float = 0.2  # so that a hundred letters do not come back in the same second


class Postman:
    """Carries due letters with a few hands."""

    def __init__(self, app: "Portal", *, pace: Pace | None = None, relay: Relay | None = None) -> None:
        self.app, self.pace, self.relay = app, pace or Pace(), relay or Relay.of(app.settings)
        self.holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"
        self.pool = ThreadPoolExecutor(self.pace.hands, "postman")
        self.hands = threading.Semaphore(self.pace.hands)

    def round(self) -> int:
        """Set out with one due letter of each town, as soon as a hand is free; answers how many set out."""
        return sum(self._set_out(town) for town in self.app.towns.by_slug.values())

    def rest(self) -> None:
        """Wait until every letter on its way has arrived or come back."""
        for _ in range(self.pace.hands):
            self.hands.acquire()
        self.hands.release(self.pace.hands)

    def retire(self) -> None:
        """Finish what is on its way, take nothing new."""
        self.pool.shutdown()

    def _set_out(self, town: Town) -> bool:
        """Claim only what a free hand carries at once: the lease runs already. One town failing stops no other."""
        self.hands.acquire()
        try:
            letter = self._claim(town)
            if letter is not None:
                self.pool.submit(self._carry, town, letter)
                return True
        except Exception:
            log.exception("the outbox of %s does not open", town.slug)
        self.hands.release()
        return False

    def _claim(self, town: Town) -> Letter | None:
        database, now = self.app.database(town), self._now()
        if not is_ready(self.app, town):
            return None
        with database.reading() as session:  # a look costs nobody the place in the writers' queue
            if not outbox.is_due(session, now):
                return None
        with database.writing() as session:
            return outbox.claim(session, self.holder, now, self.pace.lease)

    def _carry(self, town: Town, letter: Letter) -> None:
        try:
            note = self._try(town, letter)
            with self.app.database(town).writing() as session:
                note(session, letter)
        except Exception:
            log.exception("letter %s of %s: its end could not be noted; the lease will end", letter.id, town.slug)
        finally:
            self.hands.release()

    def _try(self, town: Town, letter: Letter) -> Callable[..., bool]:
        """Write and hand over, outside of any transaction; answers what is to be noted."""
        try:
            self._deliver(town, letters.write(self.app, town, letter))
        except Refused as no:
            return _noting(outbox.note_refused, str(no))
        except Deferred as fault:
            return self._again(letter, str(fault))
        except Exception as fault:
            log.exception("letter %s of %s (%s) cannot be written", letter.id, town.slug, letter.kind)
            return _noting(outbox.note_refused, f"could not be written: {type(fault).__name__}")
        return _noting(outbox.note_sent, self._now())

    def _deliver(self, town: Town, mail: Mail) -> None:
        """A demo town sends nothing: its letters are read at the desk."""
        message = to_message(mail, self._now())
        if not town.demo:
            hand_over(message, self.relay)

    def _again(self, letter: Letter, fault: str) -> Callable[..., bool]:
        pauses, now = self.pace.pauses, self._now()
        if letter.tries > len(pauses) and now - letter.due_at > self.pace.patience:
            return _noting(outbox.note_refused, f"given up: {fault}")
        pause = pauses[min(letter.tries, len(pauses)) - 1]
        spread = random.uniform(1 - self.pace.jitter, 1 + self.pace.jitter)
        return _noting(outbox.put_off, now + timedelta(seconds=pause * spread), fault)

    def _now(self) -> datetime:
        return clock.now_of(self.app)


def is_ready(app: "Portal", town: Town) -> bool:
    """Whether letters of this town can leave: somebody takes them, and somebody sends them."""
    return town.demo or bool(app.settings.smtp_host and letters.sender(app, town))


def _noting(note: Callable[..., bool], *details: object) -> Callable[..., bool]:
    return lambda session, letter: note(session, letter, *details)
