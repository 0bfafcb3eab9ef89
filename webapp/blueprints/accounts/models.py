"""People of the town hall, their second factor, their tries and invitations."""

import hashlib
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.blueprints.accounts import rules
from webapp.store.base import Model, Versioned


class Person(Versioned, Model):
    """Somebody who works at the desk. Flask-Login asks for the three ``is_…`` and ``get_id``."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("role IN ('clerk', 'editor', 'administrator')", name="role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    login: Mapped[str] = mapped_column(String(120), unique=True)
    office: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(20), default=rules.CLERK)
    permissions: Mapped[list[str]] = mapped_column(JSON, default=list)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_on: Mapped[bool] = mapped_column(default=False)
    totp_last_step: Mapped[int] = mapped_column(default=0)  # a code opens once (RFC 6238 5.2)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    is_anonymous = False
    is_authenticated = True

    @property
    def is_active(self) -> bool:
        """Whether the person still works here."""
        return self.active

    def get_id(self) -> str:
        """What the session remembers."""
        return str(self.id)

    @property
    def seal(self) -> str:
        """What a session is sealed with: with a new password, phone or role, older sessions open nothing any more.

        Deleting their rows is not enough, because a page that is still loading may write its row back.
        """
        secret = self.totp_secret if self.totp_on else ""
        return hashlib.sha256(
            "\n".join((self.password_hash, secret, self.role, *sorted(self.permissions))).encode()
        ).hexdigest()

    def may(self, permission: str) -> bool:
        """Whether the person may do this."""
        return rules.may(self.role, self.permissions, permission)


class RecoveryCode(Model):
    """A code on paper for the day the phone is lost; only its hash is kept."""

    __tablename__ = "recovery_code"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class LoginTry(Model):
    """A try to sign in that failed; the account is kept as a keyed hash, the network coarsely."""

    __tablename__ = "login_try"
    __table_args__ = (Index("ix_login_try_account", "account", "at"), Index("ix_login_try_network", "network", "at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    network: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]


class Invitation(Model):
    """An address that lets a person choose a password, once."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
