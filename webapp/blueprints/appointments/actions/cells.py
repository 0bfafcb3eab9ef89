"""Taking five minutes and giving them back. The primary key of the cells is the last judge of who was first."""

from datetime import datetime

from sqlalchemy import and_, delete, insert, or_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.blueprints.appointments.models import Appointment, Cell
from webapp.blueprints.appointments.queries.free import dead_holds
from webapp.blueprints.appointments.rules.slots import quanta
from webapp.domain.i18n import N_
from webapp.domain.refusal import Refusal

TAKEN = N_("This time has just been taken, or it cannot be booked. Please choose another one.")


def take(session: Session, appointment: Appointment, now: datetime) -> None:
    """Give the appointment its cells, after its own old ones and those of dead holds are gone; else refuse."""
    session.flush()
    pieces, counter_id = quanta(appointment.starts_at, appointment.busy_until), appointment.counter_id
    here = and_(Cell.counter_id == counter_id, Cell.starts_at.in_(pieces))
    dead = and_(here, Cell.appointment_id.in_(dead_holds(counter_id, now)))
    session.execute(delete(Cell).where(or_(Cell.appointment_id == appointment.id, dead)))
    rows = [{"counter_id": counter_id, "starts_at": one, "appointment_id": appointment.id} for one in pieces]
    try:
        session.execute(insert(Cell), rows)
    except IntegrityError:
        raise Refusal(TAKEN, "starts_at") from None


def free(session: Session, appointment: Appointment) -> None:
    """Give the time of an appointment back."""
    session.execute(delete(Cell).where(Cell.appointment_id == appointment.id))
