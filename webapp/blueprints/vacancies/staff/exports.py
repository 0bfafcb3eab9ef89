"""The applications of a vacancy as a table, for whoever sits in the choosing round. It names no disability."""

from datetime import datetime

from flask import Response
from flask_babel import gettext

from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.models import JobApplication, Vacancy
from webapp.blueprints.vacancies.rules import applications as rules
from webapp.blueprints.vacancies.staff import CASES, bp
from webapp.blueprints.vacancies.staff.adverts import find
from webapp.blueprints.vacancies.staff.sheets import Sheets
from webapp.domain.localtime import local
from webapp.formats import exports
from webapp.web.access import staff
from webapp.web.i18n import translate
from webapp.web.looks import note_look
from webapp.web.town import the_session


@bp.get("/<int:vacancy_id>/bewerbungen.csv")
@staff(CASES)
def as_csv(vacancy_id: int) -> Response:
    """The list as text."""
    return _file(vacancy_id, "csv", "text/csv", exports.csv_bytes(_head(), _rows(find(vacancy_id))))


@bp.get("/<int:vacancy_id>/bewerbungen.xlsx")
@staff(CASES)
def as_xlsx(vacancy_id: int) -> Response:
    """The same as a spreadsheet."""
    it = find(vacancy_id)
    return _file(vacancy_id, "xlsx", exports.XLSX, exports.xlsx_bytes(it.title, _head(), _rows(it)))


def _head() -> list[str]:
    return [
        gettext("Number"), gettext("Name"), gettext("State"), gettext("Received"), gettext("Answered"),
        gettext("Documents"), gettext("Points"), gettext("Points possible"), gettext("Rating sheets"),
    ]  # fmt: skip


def _rows(it: Vacancy) -> list[tuple[str, ...]]:
    note_look(it, it.title, "exported")
    return [_row(one, Sheets.of(one)) for one in queries.applications_of(the_session(), it)]


def _row(it: JobApplication, sheets: Sheets) -> tuple[str, ...]:
    return (
        it.number, it.name, translate(rules.WORDS[it.state]), _moment(it.sent_at), _moment(it.answered_at),
        str(len(it.documents)), sheets.points, str(sheets.most) if sheets.points else "", str(sheets.count),
    )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return f"{local(at):%d.%m.%Y %H:%M}" if at else ""


def _file(vacancy_id: int, ending: str, kind: str, content: bytes) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="bewerbungen-{vacancy_id}.{ending}"'
    return answer
