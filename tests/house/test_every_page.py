"""What holds for every address of the house, read from the routes themselves."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.people import hire
from webapp.features import FEATURES
from webapp.web.headers import CSP

ROUTES = Path(__file__).parent / "routes.txt"
ERRORS = {"/gibt-es-nicht": 404, "/abfall/ort/gibt-es-nicht": 404}


def described(app) -> list[str]:
    """One line for each address: methods, path, badge."""
    lines = []
    for rule in app.url_map.iter_rules():
        kind, permission = app.view_functions[rule.endpoint].badge
        methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
        lines.append(f"{methods:9} {rule.rule:60} {kind} {permission}".rstrip())
    return sorted(lines, key=lambda line: line.split()[1])


def test_the_list_of_addresses_is_the_one_we_agreed_on(app):
    """A new address is a decision: run this file as a script to write the list anew."""
    assert described(app) == ROUTES.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("prefix", ["", "/en", "/uk", "/ar"])
def test_a_visitor_gets_no_cookie_and_a_strict_policy(app, erika, prefix):
    for rule in app.url_map.iter_rules():
        if rule.arguments or "GET" not in rule.methods or app.view_functions[rule.endpoint].badge[0] == "staff":
            continue
        answer = erika.get(prefix + rule.rule)
        assert answer.status_code < 500, rule.rule
        assert "Set-Cookie" not in answer.headers, rule.rule
        assert answer.headers.get("Content-Security-Policy") == (None if answer.mimetype == "text/css" else CSP)


def test_the_desk_sends_strangers_to_the_door(app, erika):
    for rule in app.url_map.iter_rules():
        if app.view_functions[rule.endpoint].badge[0] != "staff":
            continue
        path = rule.rule
        for name in rule.arguments:
            path = re.sub(rf"<[^>]*{name}>", "1", path)
        if "GET" in rule.methods:
            assert erika.get(path).headers["Location"].startswith("/verwaltung/anmelden"), path
        else:
            assert erika.post(path).status_code == 403, path


def permissions() -> list[str]:
    return sorted({name for feature in FEATURES for name, _ in feature.permissions})


@pytest.mark.parametrize("missing", permissions())
def test_each_door_opens_to_its_own_permission_only(app, missing):
    """Herr Vogt may do everything but one thing: just the doors of that one stay closed, whatever he sends."""
    others = tuple(name for name in permissions() if name != missing)
    vogt = hire(app, "vogt", "Herr Vogt", role="clerk", permissions=others)
    token = BeautifulSoup(vogt.get("/verwaltung/konto").data, "html.parser").select_one("[name=csrf_token]")["value"]
    closed = 0
    for rule in app.url_map.iter_rules():
        if app.view_functions[rule.endpoint].badge != ("staff", missing):
            continue
        path, closed = re.sub(r"<[^>]*>", "1", rule.rule), closed + 1
        for method in rule.methods & {"GET", "POST"}:
            answer = vogt.get(path) if method == "GET" else vogt.post(path, {"csrf_token": token})
            assert answer.status_code == 403, (method, path)
    assert closed, f"{missing} closes no door"


def test_a_post_from_another_site_is_refused_everywhere(app, erika):
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.arguments:
            continue
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ):
            assert erika.post(rule.rule, headers=headers).status_code == 403, (rule.rule, headers)


@pytest.mark.parametrize("prefix", ["", "/en", "/uk", "/ar"])
@pytest.mark.parametrize(("path", "code"), ERRORS.items())
def test_an_error_is_a_full_page_of_the_house(erika, prefix, path, code):
    answer = erika.get(prefix + path)
    assert answer.status_code == code
    assert "01234 567-0" in answer.text


def test_the_wrong_verb_and_the_too_large_file_are_pages_too(erika, app):
    assert erika.post("/").status_code == 405
    app.config["MAX_CONTENT_LENGTH"] = 10
    assert erika.post("/abfall/merken", {"place": "x" * 100}).status_code == 413


def test_a_fault_of_ours_is_a_page_with_a_number_and_no_details(app, erika, monkeypatch):
    app.config["PROPAGATE"] = False
    monkeypatch.setitem(app.view_functions, "home.robots", broken)
    answer = erika.get("/robots.txt")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def broken():
    raise LookupError("secret detail")


broken.badge = ("public", "")


def test_an_unknown_host_gets_a_plain_404(app):
    answer = app.test_client().get("/", base_url="http://unknown.example")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_a_revisit_costs_a_few_bytes(erika):
    first = erika.get("/abfall", headers={"Accept-Encoding": "br"})
    again = erika.get("/abfall", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_language_links_lead_to_the_same_page(erika):
    text = erika.get("/en/abfall?adresse=zz").text
    assert 'href="/abfall?adresse=zz"' in text
    assert 'href="/uk/abfall?adresse=zz"' in text


if __name__ == "__main__":
    import tempfile

    from webapp.app import create_app

    ROUTES.write_text("\n".join(described(create_app(tempfile.mkdtemp()))) + "\n", encoding="utf-8")
