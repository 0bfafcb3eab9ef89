"""Every page in every state: what the browser, the validator and the scales visit."""

from tests.tools.errors import CODES

CITIZEN = (
    "/", "/abfall", "/abfall?adresse=Ring", "/abfall?adresse=Quatschgasse", "/abfall?adresse=Lindnstrase",
    "/abfall/ort/lindenstrasse", "/abfall/ort/lindenstrasse?alle=1", "/abfall/ort/lindenstrasse?nur=paper",
    "/abfall/ort/hauptstrasse", "/abfall/ort/hauptstrasse?nummer=x", "/abfall/ort/hauptstrasse.7",
    "/abfall/ort/lindenstrasse/jahr/{year}", "/abfall/ort/lindenstrasse/abo",
    "/abfall/ort/lindenstrasse/abo?nur=paper&erinnerung=18", "/abfall/morgen/lindenstrasse", "/abfall/a-z",
    "/termine", "/termine?suche=pass", "/termine?suche=zzz", "/termine/reisepass", "/termine/zeiten?reisepass=2",
    "/termine/zeiten?reisepass=1&ab=24.12.", "/termine/zeiten?reisepass=99", "/termine/zeiten?eheschliessung=1&ab=x",
    "/termine/zeiten?bauberatung=1&reisepass=1", "/termine/warteliste?reisepass=1", "/abfall/a-z?wort=zzz", "/abfall/annahmestellen", "/impressum", "/datenschutz", "/barrierefreiheit",
    "/veranstaltungen", "/veranstaltungen?wann=wochenende&frei=1", "/veranstaltungen?art=quatsch&ort=999",
    "/veranstaltungen/monat/{year}-12", "/veranstaltungen/woche/{year}-12-01", "/veranstaltungen/1", "/veranstaltungen/11",
    "/veranstaltungen/abo?art=culture", "/veranstaltungen/vorschlagen", "/veranstaltungen/veranstalter",
    "/leichte-sprache", "/kontakt", "/seite/unser-freibad", "/gibt-es-nicht", "/verwaltung/anmelden",
)  # fmt: skip
DESK = (
    "/verwaltung", "/verwaltung/konto", "/verwaltung/personen", "/verwaltung/personen/neu", "/verwaltung/personen/1",
    "/verwaltung/protokoll", "/verwaltung/seiten", "/verwaltung/seiten/neu", "/verwaltung/seiten/1",
    "/verwaltung/seiten/1/verlauf", "/verwaltung/seiten/bilder", "/verwaltung/abfall", "/verwaltung/abfall/import",
    "/verwaltung/abfall/termine", "/verwaltung/abfall/termine/neu", "/verwaltung/abfall/termine/1",
    "/verwaltung/abfall/planung", "/verwaltung/abfall/planung/neu", "/verwaltung/abfall/planung/jahr/{year}",
    "/verwaltung/abfall/strassen", "/verwaltung/abfall/strassen/neu", "/verwaltung/abfall/strassen/21",
    "/verwaltung/abfall/strassen/import", "/verwaltung/abfall/bezirke", "/verwaltung/abfall/bezirke/1",
    "/verwaltung/briefe", "/verwaltung/briefe?zustand=refused",
    "/verwaltung/abfall/wegweiser", "/verwaltung/abfall/wegweiser/wort/neu", "/verwaltung/abfall/wegweiser/ort/1",
    "/verwaltung/termine/angebot", "/verwaltung/termine/angebot/leistung/neu", "/verwaltung/termine/angebot/leistung/1",
    "/verwaltung/termine/angebot/orte", "/verwaltung/termine/angebot/ort/neu", "/verwaltung/termine/angebot/ort/1",
    "/verwaltung/termine/angebot/schalter/neu", "/verwaltung/termine/angebot/schalter/1",
    "/verwaltung/termine/angebot/schalter/1/zeiten", "/verwaltung/termine/angebot/schalter/1/zeiten/neu",
    "/verwaltung/termine/angebot/schalter/1/zeiten/1", "/verwaltung/termine/angebot/schliessungen",
    "/verwaltung/termine/angebot/schliessungen/neu", "/verwaltung/termine/angebot/ausnahmen",
    "/verwaltung/termine/angebot/anrufe", "/verwaltung/termine/angebot/einstellungen",
    "/verwaltung/termine/halle", "/verwaltung/termine/halle/einrichten",
    "/verwaltung/veranstaltungen", "/verwaltung/veranstaltungen?wort=zzz", "/verwaltung/veranstaltungen/neu",
    "/verwaltung/veranstaltungen/1", "/verwaltung/veranstaltungen/1/bearbeiten", "/verwaltung/veranstaltungen/122",
    "/verwaltung/veranstaltungen/orte", "/verwaltung/veranstaltungen/ort/neu", "/verwaltung/veranstaltungen/ort/1",
    "/verwaltung/veranstaltungen/veranstalter", "/verwaltung/veranstaltungen/veranstalter/2",
    "/verwaltung/veranstaltungen/import",
    "/verwaltung/termine", "/verwaltung/termine/1", "/verwaltung/termine/1/verschieben", "/verwaltung/termine/suche",
    "/verwaltung/termine/neu", "/verwaltung/termine/neu/zeiten?reisepass=2", "/verwaltung/termine/neu/zeiten",
    "/verwaltung/termine/neu/angaben?eheschliessung=1&starts_at=2030-01-01T09:00Z",
    "/verwaltung/termine/liste?bis=31.12.", "/verwaltung/termine/kalender", "/verwaltung/termine/zahlen",
)  # fmt: skip
ERRORS = tuple(f"/fehler/{code}" for code in CODES)
LOCALES = ("", "/en", "/uk", "/ar")
