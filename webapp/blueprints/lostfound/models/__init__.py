"""What the town remembers of finds: the register, and apart from it the people, who are forgotten."""

from webapp.blueprints.lostfound.models.items import Expense, FoundItem, Handover, Sale, Word
from webapp.blueprints.lostfound.models.office import FoundNeighbour, FoundPreferences, FoundText, NeighbourFind
from webapp.blueprints.lostfound.models.people import Claim, LossReport, Match, Party

__all__ = [
    "Claim", "Expense", "FoundItem", "FoundNeighbour", "FoundPreferences", "FoundText", "Handover", "LossReport",
    "Match", "NeighbourFind", "Party", "Sale", "Word",
]  # fmt: skip
