"""Whatever a stranger sends gets a page, never a fault of ours."""

import itertools
from typing import ClassVar
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import ImmutableMultiDict

from tests.appointments.town_hall import furnish

NASTY = (
    "", "x" * 5000, "../../etc/passwd", "%00", "\u202e", "ﬀ", "𝔥", "'; DROP TABLE page; --", "<script>", "{{7*7}}", "-1", "0",
    "99999999999999999999", "1e9", "NaN", "²", "١٢", "a.b.c", "hauptstrasse.", ".5", "hauptstrasse.999999", "hauptstrasse.1_1~2",
    "%25s", "%(x)s", "\r\nSet-Cookie: a=b", "[]", "nur=paper", "\x00", "ort/../..", "💩", "--", "_", "%ff",
)  # fmt: skip
QUERY = (
    "adresse",
    "nummer",
    "nur",
    "erinnerung",
    "laden",
    "wort",
    "alle",
    "next",
    "seite",
    "sprache",
    "bezirk",
    "monat",
    "person",
    "tag",
    "art",
)
IN_DEPTH = (  # pages that ask more only where they know the place or the concern
    "/abfall/ort/hauptstrasse", "/abfall/ort/lindenstrasse", "/abfall/ort/lindenstrasse/abo",
    "/abfall/ort/lindenstrasse/abfall.ics", "/abfall/ort/alte-linde/abfall.ics",
    "/termine/zeiten?reisepass=1", "/termine/warteliste?reisepass=1",
)  # fmt: skip


@pytest.fixture
def routes(app, town_session):
    from tests.waste.town import plant

    with town_session() as session:
        plant(session)
        furnish(session)
    return [rule for rule in app.url_map.iter_rules() if app.view_functions[rule.endpoint].badge[0] != "staff"]


def sendable(word: str) -> str:
    return "".join(sign for sign in word if sign not in "\r\n\x00")


def test_no_address_of_ours_breaks(app, routes):
    client = app.test_client()
    for rule, word in itertools.product(routes, NASTY):
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(
                next((part for part in path.split("/") if f"{name}>" in part), "§"), sendable(word) or "x"
            )
        for method in rule.methods & {"GET", "POST"}:
            answer = client.open(
                path,
                method=method,
                base_url="http://musterstadt.example",
                data={"place": word, "login": word, "password": word, "code": word} if method == "POST" else None,
            )
            assert answer.status_code < 500, (method, path, answer.status_code)


class Overheard(ImmutableMultiDict):
    """The query of an address, which tells what it was asked for."""

    names: ClassVar[set[str]]

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.names.add(name)
        return super().__contains__(name)

    def getlist(self, name, type=None):
        self.names.add(name)
        return super().getlist(name, type)


@pytest.fixture
def overheard(app):
    """The set of names that pages look for in their addresses."""
    app.request_class = type("Request", (app.request_class,), {"parameter_storage_class": Overheard})
    Overheard.names = set()
    return Overheard.names


def test_no_question_breaks_a_page(app, routes, overheard):
    """Every word under every name a page asks for, and under one that it does not know."""
    client = app.test_client()
    pages = [rule.rule for rule in routes if "GET" in rule.methods and not rule.arguments]
    for path in [*pages, *IN_DEPTH]:
        tried, waiting = set(), {"unknown"}
        while waiting:
            name = waiting.pop()
            for word in NASTY:
                question = ("&" if "?" in path else "?") + urlencode({name: word})
                answer = client.get(path + question, base_url="http://musterstadt.example")
                assert answer.status_code < 500, (path, name, word)
                assert "evil" not in answer.headers.get("Location", "")
            tried.add(name)
            waiting |= overheard - tried
            overheard.clear()


@pytest.mark.parametrize(
    "header",
    [
        "Cookie",
        "If-None-Match",
        "If-Modified-Since",
        "HX-Target",
        "Accept",
        "Accept-Language",
        "Range",
        "Host",
        "X-Forwarded-For",
    ],
)
def test_no_header_breaks_a_page(app, header):
    client = app.test_client()
    for word in NASTY:
        plain = sendable(word).encode("latin-1", "ignore").decode("latin-1")
        headers = (
            {header: plain, "HX-Request": "true"} if header != "Cookie" else {"Cookie": f"sitzung={plain}; ort={plain}"}
        )
        answer = client.get("/", base_url="http://musterstadt.example", headers=headers)
        assert answer.status_code < 500, (header, word)
