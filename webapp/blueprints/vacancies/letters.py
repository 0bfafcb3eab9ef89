"""Letters to applicants and local employers, as people read them. The town's own texts stand in them as words."""

from collections.abc import Callable
from datetime import date

from webapp.blueprints.vacancies.views.applying import APPLICATION
from webapp.blueprints.vacancies.views.employers import EMPLOYER
from webapp.store.outbox import Letter
from webapp.web.feature import Draft
from webapp.web.keys import token_of
from webapp.web.links import outside


def to_applicant(name: str) -> Callable[[Letter], Draft]:
    """How letters of this name to applicants are written: template ``vacancies/mail/<name>.md``."""

    def write(letter: Letter) -> Draft:
        values = letter.values
        token, service = token_of(values["key"], APPLICATION), values.get("service", "")
        more = {
            "text": values.get("text", ""),
            "gone_on": date.fromisoformat(values["gone_on"]) if values.get("gone_on") else None,
            "url": outside("vacancies.application", token=token),
            "back_url": outside("vacancies.ask_to_take_back", token=token),
            "book_url": outside("vacancies.interview", token=token) if service else "",
        }
        return Draft(f"vacancies/mail/{name}.md", values | more)

    return write


def link(letter: Letter) -> Draft:
    """The address by which a local employer sends in vacancies."""
    url = outside("vacancies.employer", token=token_of(letter.values["key"], EMPLOYER))
    return Draft("vacancies/mail/link.md", letter.values | {"url": url})


def about_vacancy(name: str) -> Callable[[Letter], Draft]:
    """What became of a vacancy somebody sent in."""

    def write(letter: Letter) -> Draft:
        url = outside("vacancies.show", vacancy_id=letter.values["vacancy_id"])
        return Draft(f"vacancies/mail/{name}.md", letter.values | {"url": url})

    return write


LETTERS = {
    **{name: to_applicant(name) for name in ("received", "invited", "message", "rejected")},
    **{name: about_vacancy(name) for name in ("published", "declined")},
    "link": link,
}
