"""What an application is, what it may become, and how much of it one person may send."""

import re

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

DRAFT, RECEIVED, INVITED, REJECTED, HIRED, RETURNED = STATES = (
    "draft", "received", "invited", "rejected", "hired", "returned",
)  # fmt: skip
WORDS = {
    DRAFT: N_("not sent yet"), RECEIVED: N_("received"), INVITED: N_("invited"), REJECTED: N_("rejected"),
    HIRED: N_("hired"), RETURNED: N_("taken back by the applicant"),
}  # fmt: skip
NEXT = {
    DRAFT: {RECEIVED, RETURNED},
    RECEIVED: {INVITED, REJECTED, HIRED, RETURNED},
    INVITED: {RECEIVED, REJECTED, HIRED, RETURNED},
    REJECTED: {RECEIVED, INVITED},  # as long as the letter has not left
    HIRED: {RECEIVED, INVITED},
    RETURNED: set(),
}
WAITING = (RECEIVED, INVITED)  # somebody hopes for an answer
ANSWERED = (REJECTED, HIRED)
MOST_FILES, MOST_BYTES = 5, 5_000_000  # of one application, of one file
MOST_TRIES = 30  # files tried for one application, taken or not
PER_HOUR = 10  # applications one network begins: a school class at its computers fits
UNSENT_BYTES = 500_000_000  # papers of all applications nobody sent yet: what a small disk bears
UNSAFE = re.compile(r"[^\w .()+-]")


def ensure_next(state: str, wanted: str) -> None:
    """Refuse a change that makes no sense, such as inviting whoever took the application back."""
    if wanted not in NEXT[state]:
        raise Refusal(N_("This is no longer possible. Please look at the application again."))


def ensure_not_flooding(lately: int) -> None:
    """Refuse a network that begins more applications than its people can mean."""
    if lately >= PER_HOUR:
        raise Refusal(N_("Very many applications are being written just now. Please try again in an hour, or call us."))


def ensure_patience(tries: int) -> None:
    """Refuse to look through files for ever: each costs seconds of the machine."""
    if tries > MOST_TRIES:
        raise Refusal(N_("Very many files were tried here. Please send your papers by mail, or call us."))


def ensure_size(size: int) -> None:
    """Refuse a file larger than a scanned certificate needs to be."""
    if size > MOST_BYTES:
        raise Refusal(N_("This file is larger than %(most)s MB. Please scan it with fewer dots."), "document",
                      most=MOST_BYTES // 1_000_000)  # fmt: skip


def ensure_room(files: int, size: int, unsent: int) -> None:
    """Refuse one file more than fits beside the others of the application, or all unsent bytes of the town."""
    if files >= MOST_FILES:
        raise Refusal(N_("There are %(count)s files already. Please put several papers into one PDF."), "document",
                      count=MOST_FILES)  # fmt: skip
    if unsent + size > UNSENT_BYTES:
        raise Refusal(N_("We can take no files just now. Please try again tomorrow, or call us."), "document")


def file_name(typed: str) -> str:
    """A name to show and to save under; it never builds a path."""
    last = re.split(r"[/\\]", typed)[-1]
    stem = UNSAFE.sub("_", last.rsplit(".", 1)[0]).strip(" .")[:80]
    return f"{stem or 'Unterlage'}.pdf"
