"""A find is taken in, in a minute: choose the kind, type four lines, press."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import intake
from webapp.blueprints.lostfound.models import FoundItem
from webapp.blueprints.lostfound.models.people import FINDER
from webapp.blueprints.lostfound.queries import items as queries
from webapp.blueprints.lostfound.rules.categories import CATEGORIES
from webapp.blueprints.lostfound.staff import DESK, bp
from webapp.blueprints.lostfound.staff.forms import IDENTITIES, ItemForm
from webapp.blueprints.lostfound.staff.working import back, find
from webapp.blueprints.lostfound.words import place_words, state_words
from webapp.domain.money import euros
from webapp.formats import exports
from webapp.store.sessions import hashed
from webapp.web import clock
from webapp.web.access import person, staff
from webapp.web.i18n import translate
from webapp.web.keys import token_of
from webapp.web.looks import note_look
from webapp.web.pages import page
from webapp.web.town import the_session

FIRST_YEAR = 2000
PERSON = ("name", "email", "phone", "address")
OWN = {"key", "photo", "category"}  # not to be changed here


@bp.get("/neu")
@staff(DESK)
def new() -> Response:
    """The kinds of things, then the form of the one chosen."""
    if request.args.get("art") not in CATEGORIES:
        return page("lostfound/staff/kinds.html")
    return _ask(_form(clock.today()), None)


@bp.post("/neu")
@staff(DESK)
def take_in() -> Response:
    """Take it in; sent twice, it is the same find."""
    form = _form(None)
    facts: dict[str, Any] = {"category": _kind(), "by": person(), "now": clock.now()}
    facts["token_hash"] = hashed(token_of(form.key.data or ""))
    it = form.attempt(intake.take_in, **facts)
    if it is None:
        return _ask(form, None, status=form.status)
    flash(gettext("Number %(number)s. Please write it on the label.", number=it.label), "success")
    return redirect(url_for(".item", item_id=it.id), 303)  # type: ignore[return-value]


@bp.get("/<int:item_id>/aendern")
@staff(DESK)
def edit(item_id: int) -> Response:
    """What stands in the register, to be put right."""
    it = find(item_id)
    note_look(it, it.label)
    return _ask(ItemForm.of(it.category, **_known(it)), it)


@bp.post("/<int:item_id>/aendern")
@staff(DESK)
def revise(item_id: int) -> Response:
    """Keep it."""
    it = find(item_id)
    form = ItemForm.of(it.category)
    if form.attempt(_revise, item=it, by=person(), now=clock.now()) is None:
        return _ask(form, find(item_id), status=form.status)
    return back(it, gettext("Saved."))


@bp.get("/register.csv")
@staff(DESK)
def as_csv() -> Response:
    """The register of a year, as text."""
    return _file("csv", "text/csv", exports.csv_bytes(_head(), _rows()))


@bp.get("/register.xlsx")
@staff(DESK)
def as_xlsx() -> Response:
    """The same as a spreadsheet."""
    return _file("xlsx", exports.XLSX, exports.xlsx_bytes(gettext("Register"), _head(), _rows()))


def _revise(session: Any, *, key: str, publish: bool, **typed: Any) -> FoundItem:  # noqa: ARG001 - a find keeps both
    return intake.revise(session, **typed)


def _kind() -> str:
    kind = request.args.get("art", "")
    return kind if kind in CATEGORIES else abort(404)


def _form(today: Any) -> ItemForm:
    """Empty ticks of a form that was sent mean no; of a new one they stand as the kind wants."""
    return ItemForm.of(_kind(), found_on=today) if today else ItemForm.of(_kind())


def _known(it: FoundItem) -> dict[str, Any]:
    columns = {one.key: getattr(it, one.key) for one in FoundItem.__table__.columns if one.key not in OWN}
    finder = it.party(FINDER)
    return columns | {one: getattr(finder, one) if finder else "" for one in PERSON}


def _ask(form: ItemForm, it: FoundItem | None, *, status: int = 200) -> Response:
    kind = it.category if it else _kind()
    return page("lostfound/staff/form.html", form=form, it=it, kind=kind, status=status)


def _year() -> int:
    this_year = clock.today().year
    return min(max(request.args.get("jahr", this_year, int), FIRST_YEAR), this_year)


def _head() -> list[str]:
    return [
        gettext("Number"), gettext("Kind"), gettext("What is it?"), gettext("Found on"), gettext("Reported on"),
        gettext("Exact place"), gettext("Kind of place"), gettext("State"), gettext("Kept until"), gettext("Value"),
        gettext("Where is it kept?"), gettext("Closed"), gettext("Paper shown"), gettext("Proceeds"),
    ]  # fmt: skip


def _rows() -> list[tuple[str, ...]]:
    note_look("found_item", str(_year()), "exported")
    return [_row(one) for one in queries.register_of(the_session(), _year())]


def _row(it: FoundItem) -> tuple[str, ...]:
    paper = translate(IDENTITIES.get(it.handover.identity, "")) if it.handover else ""
    return (
        it.label, translate(CATEGORIES[it.category].name), it.title,
        f"{it.found_on:%d.%m.%Y}", f"{it.notified_on:%d.%m.%Y}", it.place or it.area, place_words(it.place_kind),
        state_words(it.state), f"{it.kept_until:%d.%m.%Y}", _euros(it.value_cents), it.storage,
        f"{it.closed_on:%d.%m.%Y}" if it.closed_on else "", paper, _euros(it.proceeds_cents),
    )  # fmt: skip


def _euros(cents: int | None) -> str:
    return "" if cents is None else euros(cents)


def _file(ending: str, kind: str, content: bytes) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="fundregister-{_year()}.{ending}"'
    return answer
