"""What the office decides: its deadlines and its text blocks."""

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.blueprints.lostfound.actions import office as actions
from webapp.blueprints.lostfound.queries import office as queries
from webapp.blueprints.lostfound.rules.blocks import BLOCKS, PLACES
from webapp.blueprints.lostfound.rules.deadlines import notice_of
from webapp.blueprints.lostfound.staff import SETTINGS, bp
from webapp.blueprints.lostfound.staff.forms import PreferencesForm, TextsForm
from webapp.domain.town import LANGUAGES
from webapp.web import clock, letters
from webapp.web.access import person, staff
from webapp.web.i18n import translate
from webapp.web.pages import page
from webapp.web.town import find_town, portal, the_session


@bp.get("/einstellungen")
@staff(SETTINGS)
def preferences() -> Response:
    """The deadlines the town sets itself."""
    return _show(PreferencesForm(obj=queries.preferences(the_session())))


@bp.post("/einstellungen")
@staff(SETTINGS)
def set_preferences() -> Response:
    """Keep them."""
    form = PreferencesForm()
    if form.attempt(actions.set_preferences, by=person(), now=clock.now()) is None:
        return _show(form, status=form.status)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".preferences"), 303)  # type: ignore[return-value]


@bp.get("/texte")
@staff(SETTINGS)
def texts() -> Response:
    """The text blocks in one language."""
    code = _language()
    return _ask(code, TextsForm.of(_delivered(code) | queries.own_texts(the_session(), code)))


@bp.post("/texte")
@staff(SETTINGS)
def keep_texts() -> Response:
    """Keep what is not as delivered; what is empty is as delivered again."""
    code = _language()
    form = TextsForm.of({})
    if (
        form.attempt(actions.keep_texts, language=code, delivered=_delivered(code), by=person(), now=clock.now())
        is None
    ):
        return _ask(code, form, status=form.status)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".texts", sprache=code), 303)  # type: ignore[return-value]


def _show(form: PreferencesForm, *, status: int = 200) -> Response:
    notice = notice_of(find_town().land, clock.today())
    return page("lostfound/staff/preferences.html", form=form, notice=notice, status=status)


def _language() -> str:
    code = request.args.get("sprache", "de")
    return code if code in LANGUAGES else "de"


def _delivered(code: str) -> dict[str, str]:
    with letters.room(portal(), find_town(), code):
        return {key: translate(one.text) for key, one in BLOCKS.items()}


def _ask(code: str, form: TextsForm, *, status: int = 200) -> Response:
    about = {"code": code, "languages_here": LANGUAGES, "places": PLACES}
    return page("lostfound/staff/texts.html", form=form, status=status, **about)
