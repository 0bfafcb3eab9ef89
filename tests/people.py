"""The cast. Every page a person visits in any test is checked against the rules of the house."""

import re
from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.page_rules import check_page
from webapp.app import Portal

QUERY_BUDGET = 6
SEARCH_BUDGET = 12  # one question for each thing that is searched (decision 14), four more when a process is new
SEARCH = re.compile(r"^(/\w\w)?/suche(\?|$)")


class Visitor:
    """A person with a browser that knows one town."""

    def __init__(self, app: Portal, host: str = "musterstadt.example") -> None:
        self.app, self.host = app, host
        self.client = app.test_client()
        self.queries: list[str] = []

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """Open a page."""
        return self._asked("GET", path, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Send a form."""
        return self._asked("POST", path, data=data or {}, **kwargs)

    def follow(self, answer: TestResponse) -> TestResponse:
        """Go where the answer points."""
        assert answer.status_code in {301, 302, 303, 307, 308}, answer.status_code
        return self.get(answer.headers["Location"])

    def submit(self, path: str, _form: int = -1, **typed: Any) -> TestResponse:
        """Open a page, fill in the form with these fields as a person would, and send it."""
        soup = BeautifulSoup(self.get(path).data, "html.parser")
        forms = [one for one in soup.select("main form") if one.get("method", "").lower() == "post"]
        wanted = [one for one in forms if all(one.select(f'[name="{name}"]') for name in typed)]
        form = (wanted or forms)[_form if wanted else 0]
        return self.post(form.get("action") or path, filled(form, typed))

    def _asked(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        database = self.app.database(self.app.towns.find(self.host))
        self.queries = []
        listener = event.listens_for(database.writer, "before_cursor_execute")(self._note)
        try:
            answer = self.client.open(path, method=method, base_url=f"http://{self.host}", **kwargs)
        finally:
            event.remove(database.writer, "before_cursor_execute", listener)
        check_page(answer, path, private=path.startswith("/verwaltung"))
        if method == "GET" and answer.mimetype == "text/html":
            most = SEARCH_BUDGET if SEARCH.match(path) else QUERY_BUDGET
            assert len(self.queries) <= most, (path, self.queries)
        return answer

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if (
            statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"))
            and "stored_session" not in statement
        ):
            self.queries.append(statement)


class Clerk(Visitor):
    """A person who works at the desk."""

    def signed_in(self, login: str, password: str) -> "Clerk":
        """Sign in as a person would."""
        answer = self.submit("/verwaltung/anmelden", login=login, password=password)
        assert answer.status_code == 303, answer.text
        return self


def hire(app: Portal, login: str, name: str, *, role: str, permissions: tuple[str, ...] = ()) -> Clerk:
    """Add a person to Musterstadt and sign them in; everybody is ``hired`` with the same made-up password."""
    from tests.accounts.hiring import PASSWORD, add_person

    with app.database(app.towns.by_slug["musterstadt"]).writing() as session:
        add_person(session, login=login, name=name, role=role, permissions=permissions)
    return Clerk(app).signed_in(login, PASSWORD)


def filled(form: Any, typed: dict[str, Any]) -> dict[str, Any]:
    """What a browser would send for this form after typing."""
    sent: dict[str, Any] = {}
    for field in form.select("input, textarea, select"):
        name, kind = field.get("name"), field.get("type", "text")
        if (
            not name
            or kind in {"submit", "button", "file"}
            or (kind in {"checkbox", "radio"} and not field.has_attr("checked"))
        ):
            continue
        value = _value(field)
        sent[name] = (
            [*sent[name], value] if isinstance(sent.get(name), list) else [sent[name], value] if name in sent else value
        )
    return sent | typed


def _value(field: Any) -> str:
    if field.name == "textarea":
        return field.text
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return chosen.get("value", chosen.text) if chosen else ""
    return field.get("value", "on" if field.get("type") == "checkbox" else "")
