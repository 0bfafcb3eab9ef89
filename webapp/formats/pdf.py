"""PDF files from people: opened and looked through; one that does anything but show its pages is refused.

A reader of PDFs written in Python is slow where somebody wants it to be: 5 MB made for it took 90 seconds. So it works
in a process of its own that may take only so long and so much; what it says is a word, and its end harms nobody.
"""

import re
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

ROOT = Path(__file__).parents[2]
SECONDS = 5  # a thesis of 150 pages takes one
AT_ONCE = BoundedSemaphore(2)
PATIENCE = 2.0  # seconds to wait for one of them; then the person is asked, rather than a thread of the server kept
# Words too long to come by chance. Spelled otherwise or packed, the process finds them.
PLAIN = re.compile(rb"/(JavaScript|SubmitForm|ImportData|RichMedia|EmbeddedFiles?)\b")
END = re.compile(rb"%%EOF[\s\0]*\Z")

BROKEN, LOCKED, LIVELY, PACKED, HEAVY, BUSY = "broken", "locked", "lively", "packed", "heavy", "busy"
SENTENCES = {
    BROKEN: N_("This is no PDF we can read. Please save the document as PDF and choose that file."),
    LOCKED: N_("This PDF is locked with a password. Please save it without one."),
    LIVELY: N_("This PDF holds a program or a form. Please print it to a new PDF and choose that file."),
    PACKED: N_("This PDF holds other files inside. Please print it to a new PDF and choose that file."),
    HEAVY: N_("This PDF is built of too many parts. Please print it to a new PDF and choose that file."),
    BUSY: N_("We look through other files just now. Please press the button again in a moment."),
}


def ensure_plain(content: bytes, field: str) -> None:
    """Refuse whatever is no PDF from its first byte to its last, is locked, or would run, send or unpack something."""
    found = _first_look(content) or _looked_through(content)
    if found:
        raise Refusal(SENTENCES[found], field)


def _first_look(content: bytes) -> str:
    if not content.startswith(b"%PDF-") or not END.search(content[-1024:]):
        return BROKEN
    found = PLAIN.search(content)
    return "" if found is None else PACKED if found[1].startswith(b"Embedded") else LIVELY


def _looked_through(content: bytes) -> str:
    """What the process says; if it took too long or too much, that is an answer as well."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        return BUSY
    reader = [sys.executable, "-m", "webapp.formats.pdf_inside"]
    try:
        done = subprocess.run(reader, input=content, stdout=subprocess.PIPE, cwd=ROOT, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return HEAVY
    finally:
        AT_ONCE.release()
    return done.stdout.decode() if done.returncode == 0 else HEAVY
