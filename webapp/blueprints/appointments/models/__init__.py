"""What the town remembers of its appointments: what is offered, who comes, who waits, who stands in the hall."""

from webapp.blueprints.appointments.models.hall import Ticket
from webapp.blueprints.appointments.models.offers import Closure, Counter, Opening, Place, Preferences, Service
from webapp.blueprints.appointments.models.visits import Appointment, Cell, Concern
from webapp.blueprints.appointments.models.waiting import Offer, WaitingEntry

__all__ = [
    "Appointment", "Cell", "Closure", "Concern", "Counter", "Offer", "Opening", "Place", "Preferences", "Service",
    "Ticket", "WaitingEntry",
]  # fmt: skip
