"""How often something happened on a day: a name and a number, nothing about anybody."""

from datetime import date

from sqlalchemy import Date, String, bindparam, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.store.base import Model

ONCE_MORE = text(
    "INSERT INTO tally (day, name, count) VALUES (:day, :name, 1)"
    " ON CONFLICT (day, name) DO UPDATE SET count = tally.count + 1"
).bindparams(bindparam("day", type_=Date))


class Tally(Model):
    """A count of a day, such as ``refused:appointments.hold``."""

    __tablename__ = "tally"
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]


def note(session: Session, name: str, day: date) -> None:
    """It happened once more."""
    session.execute(ONCE_MORE, {"name": name[:80], "day": day})
