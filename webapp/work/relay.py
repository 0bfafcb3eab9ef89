"""One conversation with the mail server, bounded from outside: smtplib's own timeout starts anew with every byte."""

import smtplib
import socket
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage

from webapp.config import Settings

PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server that takes our letters, and how long we talk to it (in seconds)."""

    host: str
    port: int
    security: str = "none"
    user: str = ""
    password: str = ""
    timeout: float = 10  # for one answer
    deadline: float = 25  # for the whole conversation: others wait at most that long

    @classmethod
    def of(cls, settings: Settings) -> "Relay":
        """The mail server of the settings."""
        given = settings
        return cls(given.smtp_host, given.smtp_port, given.smtp_security, given.smtp_user, given.smtp_password)


class Refused(Exception):
    """The server will never take this letter (5xx for its recipient or its content)."""


class Deferred(Exception):
    """The server could not take it now: busy, gone, slow, or it does not know us."""


def hand_over(message: EmailMessage, relay: Relay) -> None:
    """Give the letter to the server; back only when it has said yes. Raises Refused or Deferred."""
    line = _Line(relay, message["From"].addresses[0].domain)
    guard = threading.Timer(relay.deadline, line.cut)
    guard.daemon = True
    guard.start()
    try:
        line.carry(message)
    except smtplib.SMTPRecipientsRefused as no:
        raise _judged(*next(iter(no.recipients.values()))) from no
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as no:
        raise _judged(no.smtp_code, no.smtp_error) from no
    except (smtplib.SMTPException, OSError) as fault:
        raise Deferred(f"no answer within {relay.deadline:g} s" if line.is_cut else str(fault)) from fault
    finally:
        guard.cancel()
        line.hang_up()


class _Line(smtplib.SMTP):
    """A conversation that can be cut at any moment, also in the middle of a TLS handshake."""

    def __init__(self, relay: Relay, name: str) -> None:
        super().__init__(local_hostname=name, timeout=relay.timeout)  # without host: nothing is dialled yet
        self.relay, self.is_cut = relay, False
        self._wire: socket.socket | None = None

    def carry(self, message: EmailMessage) -> None:
        """From the greeting to the server's yes."""
        self._host = self.relay.host  # whom STARTTLS checks
        self.connect(self.relay.host, self.relay.port)
        if self.relay.security == "starttls":
            self.starttls(context=ssl.create_default_context())
        if self.relay.user:
            self.login(self.relay.user, self.relay.password)
        self.send_message(message)

    def cut(self) -> None:
        """Wake whoever reads: shutdown does, close alone would not."""
        self.is_cut = True
        if self._wire is not None:
            try:
                self._wire.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # the other side was quicker

    def hang_up(self) -> None:
        """Say goodbye without waiting for the answer; the letter's fate is known already."""
        try:
            if self.sock is not None and not self.is_cut:
                self.putcmd("quit")
        except (smtplib.SMTPException, OSError):
            self.is_cut = True
        finally:
            self.close()
            if self._wire is not None:
                self._wire.close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Where smtplib.SMTP_SSL dials as well. The twin of the socket stays ours whatever TLS does to the first."""
        dialled = socket.create_connection((host, port), timeout)
        self._wire = dialled.dup()
        if self.is_cut:
            raise TimeoutError
        if self.relay.security != "tls":
            return dialled
        return ssl.create_default_context().wrap_socket(dialled, server_hostname=host)


def _judged(code: int, words: bytes | str) -> Exception:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return (Refused if code in PERMANENT else Deferred)(f"{code} {said}")
