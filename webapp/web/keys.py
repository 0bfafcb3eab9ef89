"""Keys of forms and the addresses made from them.

A form carries a random key, signed with the moment it was shown: whoever sends it twice has done one deed, a forged key
is no key, and a form that comes back after a blink was filled in by a machine. The unguessable address of what the form
made is derived from the key with the portal's secret: the database alone opens nothing.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from webapp.web import clock

LONGEST = timedelta(hours=6)  # a form that lay open longer is shown again, with everything typed
TOKEN_BYTES = 24  # 192 bits


class TooQuick(Exception):
    """Nobody fills in a form that fast."""


class Signer(TimestampSigner):
    """Signs with the clock of the portal."""

    def get_timestamp(self) -> int:
        """Seconds since 1970."""
        return int(clock.now().timestamp())


def new_key() -> str:
    """A key for a form about to be shown."""
    return _signer().sign(secrets.token_urlsafe(TOKEN_BYTES)).decode()


def read_key(text: str, *, soonest: timedelta) -> str | None:
    """The random part of a key of ours; none if it is forged or lay too long. Raises TooQuick."""
    try:
        key, shown_at = _signer().unsign(text, max_age=int(LONGEST.total_seconds()), return_timestamp=True)
    except (BadSignature, SignatureExpired):
        return None
    if clock.now() - shown_at < soonest:
        raise TooQuick
    return key.decode()


def leave_for(deed: str) -> str:
    """A leave to do this, for as long as a form may lie open; whoever gives it has looked at who asks."""
    return _signer("leave").sign(deed).decode()


def is_leave(text: str, deed: str) -> bool:
    """Whether this is a leave of ours to do this, and not an old one."""
    try:
        return _signer("leave").unsign(text, max_age=int(LONGEST.total_seconds())) == deed.encode()
    except (BadSignature, SignatureExpired):
        return False


def token_of(key: str, purpose: str = "") -> str:
    """The token of an address for what was made with this key; another purpose is another token."""
    secret = str(current_app.secret_key).encode()
    digest = hmac.new(secret, f"token:{purpose}:{key}".encode(), sha256).digest()
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def _signer(use: str = "form") -> Signer:
    return Signer(str(current_app.secret_key), salt=use)
