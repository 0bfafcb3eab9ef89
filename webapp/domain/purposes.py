"""Why something is asked: purpose, legal basis, how long it is kept, who gets it. Said once, shown everywhere.

From it come the help beside a field and the list on the privacy page (Art. 13 GDPR).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Purpose:
    """``what`` people give, ``why``, on which legal ``basis``, how long it is ``kept``, ``who`` gets it: msgids."""

    what: str
    why: str
    basis: str
    kept: str
    who: str
