"""Passwords, one-time codes and tokens: argon2id, TOTP and hashes, nothing of our own making."""

import hashlib
import hmac
import re
import secrets
import threading
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's first choice; 30 ms
AT_ONCE = threading.BoundedSemaphore(2)  # a flood of logins must not take all processors and memory
NOBODY = HASHER.hash("nobody has this password")
STEP = 30  # seconds, RFC 6238 5.2


def hashed_password(password: str) -> str:
    """The argon2id hash that is kept."""
    with AT_ONCE:
        return HASHER.hash(password)


def is_password(kept: str, password: str) -> bool:
    """Whether the password is right; takes as long for people who do not exist."""
    with AT_ONCE:
        try:
            return HASHER.verify(kept or NOBODY, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def token() -> str:
    """An unguessable word for an address, 192 bits."""
    return secrets.token_urlsafe(24)


def hashed(word: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(word.encode()).hexdigest()


def keyed(secret: str, word: str) -> str:
    """A keyed hash: recognises the account again, says nothing without the key."""
    return hmac.new(secret.encode(), word.strip().casefold().encode(), hashlib.sha256).hexdigest()


def recovery_code() -> str:
    """``k3f9-x2mp-7qta``: 60 bits, without signs one mixes up."""
    signs = "23456789abcdefghjkmnpqrstuvwxyz"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(3))


def hashed_code(code: str) -> str:
    """What the database keeps of a recovery code, however it is typed: capitals, blanks and hyphens do not matter."""
    return hashed(re.sub(r"[\W_]", "", code.casefold()))


def new_secret() -> str:
    """A secret for an authenticator app."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: datetime, last_step: int) -> int:
    """The time step this code belongs to, 0 if it is wrong or was used before (RFC 6238 5.2)."""
    if not secret:
        return 0  # an empty secret would make codes that anybody can work out
    here = int(now.timestamp()) // STEP
    plain = code.replace(" ", "").encode()
    for step in (here, here - 1, here + 1):
        if step > last_step and hmac.compare_digest(pyotp.TOTP(secret).at(step * STEP).encode(), plain):
            return step
    return 0


def app_address(secret: str, login: str, town: str) -> str:
    """The ``otpauth:`` address an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=town)
