"""The pages of the demo town, and the drafts of a new one."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.blueprints.pages import rules
from webapp.blueprints.pages.models import Page, PageVersion
from webapp.blueprints.pages.texts import first_text, languages_of
from webapp.domain.town import Town

POOL = """Unser Freibad ist klein, kühl und von Linden umgeben.

## Wann es offen ist

Von Mai bis September, jeden Tag von 10 bis 19 Uhr. Bei Gewitter schließen wir.

## Was es kostet

| Wer | Eintritt |
|---|---|
| Erwachsene | 3 Euro |
| Kinder bis 16 | 1 Euro |
"""


def plant(session: Session, town: Town, today: date, now: datetime) -> None:
    """The five pages, published, and one of the town's own."""
    plant_fixed(session, town, today=today, now=now, state=rules.PUBLISHED)
    page = Page(slug="unser-freibad", kind="own", in_menu=True, review_on=today + rules.REVIEW_AFTER)
    page.versions = [_version("Unser Freibad", POOL, rules.PUBLISHED, now)]
    session.add(page)


def plant_fixed(session: Session, town: Town, *, today: date, now: datetime, state: str) -> None:
    """The pages the law asks for; a new town gets them as drafts to be checked and published."""
    for kind, slug, _ in rules.FIXED:
        page = Page(slug=slug, kind=kind, review_on=today + rules.REVIEW_AFTER)
        spoken = [code for code in languages_of(kind) if code in town.languages]
        page.versions = [
            _version(*first_text(kind, town, today, code), state, now, language=code, number=number)
            for number, code in enumerate(spoken, start=1)
        ]
        session.add(page)


def _version(title: str, body: str, state: str, now: datetime, *, language: str = "de", number: int = 1) -> PageVersion:
    published = now if state == rules.PUBLISHED else None
    return PageVersion(
        number=number, language=language, title=title, body=body, state=state, publish_at=published, created_at=now
    )
