"""A letter as mail servers take it: plain text, its HTML twin, the files beside it (RFC 5322, 2045, 6047)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from typing import Any


class Unfolded(UnstructuredHeader):
    """A long address in a header, in one piece: Python would fold it into encoded words nobody can follow."""

    name: str

    def fold(self, *, policy: Any) -> str:
        """The whole line."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", Unfolded)  # type: ignore[arg-type]  # it is mixed with BaseHeader there
POLICY = policy.SMTP.clone(header_factory=HEADERS)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that rides along; its type in full, for example ``text/calendar; charset=utf-8; method=PUBLISH``."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A written letter. ``sender`` and ``reply_to`` are addresses, ``name`` is who writes."""

    id: str
    name: str
    sender: str
    reply_to: str
    to: str
    subject: str
    text: str
    html: str
    attachments: Sequence[Attachment] = ()
    unsubscribe: str = ""


def to_message(mail: Mail, at: datetime) -> EmailMessage:
    """The bytes-to-be of a letter. Raises ValueError if a line break would smuggle in a header."""
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = f"<{mail.id}>"
    message["Date"] = at
    message["From"] = Address(mail.name, addr_spec=mail.sender)
    message["To"] = Address(addr_spec=mail.to)
    if mail.reply_to and mail.reply_to != mail.sender:
        message["Reply-To"] = Address(mail.name, addr_spec=mail.reply_to)
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes in return
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for one in mail.attachments:
        _attach(message, one)
    return message


def _attach(message: EmailMessage, one: Attachment) -> None:
    """The type's parameters matter: without ``method`` Outlook takes an appointment for a mere file."""
    said = EmailMessage(policy=POLICY)
    said["Content-Type"] = one.media_type
    head = said["Content-Type"]
    message.add_attachment(
        one.content, maintype=head.maintype, subtype=head.subtype, filename=one.name, params=dict(head.params)
    )
