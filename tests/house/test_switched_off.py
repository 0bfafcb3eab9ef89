"""A town chooses its features: what is switched off has no page, no menu, no desk and no night."""

import pytest

from tests.people import Visitor, hire
from webapp.app import create_app
from webapp.config import Settings


@pytest.fixture
def waste_only(instance):
    path = instance / "towns" / "musterstadt" / "town.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'features = ["waste"]\n', encoding="utf-8")
    app = create_app(instance, settings=Settings(secret_key="test", log_level="WARNING"), TESTING=True)
    yield app
    for town in app.towns.by_slug.values():
        app.database(town).close()


def test_a_feature_that_is_off_is_nowhere(waste_only):
    erika = Visitor(waste_only)
    text = erika.get("/").text
    assert "/abfall" in text
    assert "/termine" not in text
    assert erika.get("/termine").status_code == 404
    assert erika.get("/impressum").status_code == 200
    for path in ("/inhalt", "/sitemap.xml", "/suche?suche=termin", "/suche?suche=zzz"):
        text = erika.get(path).text
        assert "/abfall" in text
        assert not any(word in text for word in ("/termine", "/fundbuero", "/stellen", "/veranstaltungen")), path
    assert Visitor(waste_only, host="nebenan.example").get("/termine").status_code == 200


def test_its_desk_is_off_too(waste_only):
    admin = hire(waste_only, "admin", "Verwaltung", role="administrator")
    desk = admin.get("/verwaltung/konto").text
    assert "/verwaltung/abfall" in desk
    assert "/verwaltung/termine" not in desk


def test_its_chapter_of_the_handbook_is_off_too(waste_only):
    keller = hire(waste_only, "keller", "Frau Keller", role="clerk")
    text = keller.get("/verwaltung/hilfe").text
    assert "/verwaltung/hilfe/waste" in text
    assert "/verwaltung/hilfe/vacancies" not in text
    assert keller.get("/verwaltung/hilfe/vacancies").status_code == 404
