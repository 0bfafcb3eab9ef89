"""The rules every page of the house keeps, checked wherever a test goes."""

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from webapp.web.headers import CSP, HEADERS

NEED_LABEL = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([hidden]), select, textarea"


def check_page(answer: TestResponse, path: str, *, private: bool) -> None:
    """Raise AssertionError with the page's address if it breaks a rule."""
    if answer.headers.get("Content-Security-Policy") != CSP and answer.mimetype == "text/html":
        raise AssertionError(f"{path}: Content-Security-Policy is missing or loosened")
    for name in HEADERS if answer.mimetype == "text/html" else ():
        assert answer.headers.get(name), f"{path}: header {name} is missing"
    if private and "/static/" not in path:
        assert answer.headers["Cache-Control"] == "no-store", f"{path}: the desk must not be stored"
    if answer.mimetype != "text/html" or answer.status_code in {301, 302, 303, 304}:
        return
    soup = BeautifulSoup(answer.data, "html.parser")
    assert "Project-Id-Version" not in soup.text, f"{path}: the header of a catalogue is on the page"
    if soup.html is not None:
        _check_whole(soup, path)
    _check_parts(soup, path)


def _check_whole(soup: BeautifulSoup, path: str) -> None:
    headings = soup.select("h1")
    assert len(headings) == 1, f"{path}: {len(headings)} h1"
    title, heading = _words(soup.title), _words(headings[0])
    plain = title.split(": ", 1)[1] if soup.select('[role="alert"]') and ": " in title else title
    assert title.startswith(heading) or plain.startswith(heading), (
        f"{path}: title {title!r} does not begin with h1 {heading!r}"
    )
    assert soup.html["lang"], f"{path}: no lang"
    assert soup.select_one("main#main"), f"{path}: no main"
    assert soup.select_one("a[href='#main']"), f"{path}: no skip link"


def _check_parts(soup: BeautifulSoup, path: str) -> None:
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"{path}: ids twice: {sorted({one for one in ids if ids.count(one) > 1})}"
    for field in soup.select(NEED_LABEL):
        assert _is_labelled(soup, field), f"{path}: {field.get('name')} has no label"
    for tag in soup.find_all(True):
        loud = [name for name in tag.attrs if name == "style" or name.startswith(("on", "hx-on"))]
        assert not loud, f"{path}: {tag.name} carries {loud}"
    for button in soup.select("button"):
        assert _words(button) or button.get("aria-label"), f"{path}: a button without words"
    for image in soup.select("img"):
        assert image.has_attr("alt"), f"{path}: image without alt"
    for form in soup.select("form"):
        assert form.select("button, input[type=submit]"), f"{path}: form without a button"


def _is_labelled(soup: BeautifulSoup, field: Tag) -> bool:
    own = field.get("id")
    return bool(field.find_parent("label") or field.get("aria-label") or (own and soup.select(f'label[for="{own}"]')))


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split()) if tag else ""
