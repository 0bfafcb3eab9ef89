"""Sealing what must not be read from the database or a backup alone: with a key made of the portal's secret."""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from flask import current_app

from webapp.web.town import find_town

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def seal(content: bytes) -> bytes:
    """The bytes so that only this portal opens them (AES-128-CBC with HMAC, fresh for every call)."""
    return _key().encrypt(content)


def opened(sealed: bytes) -> bytes:
    """The bytes again. Raises ``InvalidToken`` if a bit of them, the town or the portal's secret is another."""
    return _key().decrypt(sealed)


def _key() -> "Fernet":
    """A key of its own for each town and for this use alone (RFC 5869)."""
    from cryptography.fernet import Fernet  # 9 MB of memory for where somebody applies
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    about = f"seal:{find_town().slug}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=about).derive(str(current_app.secret_key).encode())
    return Fernet(urlsafe_b64encode(derived))
