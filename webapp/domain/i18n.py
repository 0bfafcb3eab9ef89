"""Marking words for translation where no request is at hand."""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for the catalogue and hand it on untouched; it is translated where it is shown."""
    return message
