"""The expected no."""

from typing import Any


class Refusal(Exception):
    """A rule says no: a sentence for the person, the field it belongs to, and values for its placeholders.

    The message is an English msgid with ``%(name)s`` placeholders; the web floor translates it and fills it in.
    """

    def __init__(self, message: str, field: str | None = None, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values
