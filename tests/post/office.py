"""A real mail server with moods: the name before the @ says how it treats a letter."""

import asyncio
import socket
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Keeps what it accepted, in order."""

    def __init__(self, **options) -> None:
        self.accepted: list[tuple[str, EmailMessage]] = []
        self.tried: Counter[str] = Counter()
        self.hanging, self.hung_up = 0, False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.options = options

    def open(self) -> None:
        self.counter = Controller(self, "127.0.0.1", self.port, **self.options)
        self.counter.start()

    def close(self) -> None:
        self.counter.stop(no_assert=True)

    @property
    def copies(self) -> Counter[str]:
        """How often each recipient got each letter."""
        return Counter(f"{to} {mail['Message-ID']}" for to, mail in self.accepted)

    async def handle_MAIL(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options) -> str:  # noqa: N802
        if address.startswith("stranger"):
            return "553 we do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options) -> str:  # noqa: N802
        self.tried[address] += 1
        mood = address.partition("@")[0].partition("-")[0]
        if mood == "refused":
            return "550 no such person"
        if mood == "busy" and self.tried[address] == 1:
            return "451 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        mood = address.partition("@")[0].partition("-")[0]
        if mood == "stalls" and self.tried[address] == 1:
            await self._dawdle(server, b"")
        if mood == "drips" and self.tried[address] == 1:
            await self._dawdle(server, b"2")
        self.accepted.append((address, message_from_bytes(envelope.original_content, policy=policy.default)))
        if mood == "drops" and self.tried[address] == 1:
            server.transport.abort()
        return "250 OK"

    async def _dawdle(self, server: SMTP, drop: bytes) -> None:
        """Say nothing, or one byte at a time, until one of the two sides hangs up; then nobody listens here any more."""
        self.hanging += 1
        while True:
            server.transport.abort() if self.hung_up else server.transport.write(drop)
            await asyncio.sleep(0.05)
