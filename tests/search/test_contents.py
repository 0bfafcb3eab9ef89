"""All that is here, for people and for machines."""

from datetime import date
from xml.etree import ElementTree

from tests.search.test_finding import POOL, village  # noqa: F401 - one of everything is there
from webapp.blueprints.pages import actions as pages
from webapp.formats.sitemap import MOST, Address, to_xml

NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOME = "http://musterstadt.example"


def entries(answer) -> dict[str, str | None]:
    """The addresses of a sitemap, each with its last change."""
    root = ElementTree.fromstring(answer.data)
    return {
        one.findtext("loc", None, NAMES): one.findtext("lastmod", None, NAMES) for one in root.findall("url", NAMES)
    }


def test_robots_are_told_where_the_sitemap_is(erika):
    assert f"Sitemap: {HOME}/sitemap.xml\n" in erika.get("/robots.txt").text


def test_every_address_of_the_sitemap_is_a_page(erika):
    answer = erika.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    addresses = entries(answer)
    for address in addresses:
        assert erika.get(address.removeprefix(HOME)).status_code == 200, address
    assert {f"{HOME}{path}" for path in ("/", "/termine/reisepass", "/stellen/1", "/seite/unser-freibad")} <= set(
        addresses
    )
    assert addresses[f"{HOME}/veranstaltungen/1"] == "2026-11-23"
    assert not [one for one in addresses if "/fund/" in one or "verwaltung" in one]


def test_the_addresses_are_the_german_ones_in_every_language(erika):
    assert set(entries(erika.get("/ar/sitemap.xml"))) == set(entries(erika.get("/sitemap.xml")))


def test_a_sitemap_is_no_longer_than_the_protocol_allows():
    text = to_xml(Address(f"https://example.org/?a={number}&b", date(2026, 1, 5)) for number in range(MOST + 1))
    assert text.count("<loc>") == MOST
    assert "<loc>https://example.org/?a=7&amp;b</loc><lastmod>2026-01-05</lastmod>" in text


def test_the_contents_lead_everywhere(erika, town_session):
    with town_session() as session:
        pages.found(session, title="Entwurf", body="Geheim.", **POOL | {"publish": False})
    text = erika.get("/inhalt").text
    for path in ("/termine", "/fundbuero/verlust", "/abfall/annahmestellen", "/seite/unser-freibad", "/datenschutz"):
        assert f'href="{path}"' in text
    assert "Entwurf" not in text
    assert 'href="/inhalt"' in erika.get("/abfall").text
