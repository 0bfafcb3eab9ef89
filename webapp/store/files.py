"""Uploads live in the database, named by their content: one file is the whole backup."""

import hashlib
from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, Session, deferred, mapped_column

from webapp.store.base import Model


class StoredFile(Model):
    """The bytes of a file, kept once however often it is used."""

    __tablename__ = "stored_file"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(60))
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))


def keep(session: Session, content: bytes, *, media_type: str, width: int, height: int, now: datetime) -> StoredFile:
    """Keep the bytes; the same bytes twice are one row."""
    digest = hashlib.sha256(content).hexdigest()
    row = session.get(StoredFile, digest)
    if row is None:
        row = StoredFile(
            digest=digest, media_type=media_type, width=width, height=height, created_at=now, content=content
        )
        session.add(row)
        session.flush()
    return row
