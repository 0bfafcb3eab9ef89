"""Every page in every state: what the browser, the validator and the scales visit."""

CITIZEN = (
    "/", "/abfall", "/abfall?adresse=Ring", "/abfall?adresse=Quatschgasse", "/abfall?adresse=Lindnstrase",
    "/abfall/ort/lindenstrasse", "/abfall/ort/lindenstrasse?alle=1", "/abfall/ort/lindenstrasse?nur=paper",
    "/abfall/ort/hauptstrasse", "/abfall/ort/hauptstrasse?nummer=x", "/abfall/ort/hauptstrasse.7",
    "/abfall/ort/lindenstrasse/jahr/{year}", "/abfall/ort/lindenstrasse/abo",
    "/abfall/ort/lindenstrasse/abo?nur=paper&erinnerung=18", "/abfall/morgen/lindenstrasse", "/abfall/a-z",
    "/termine", "/termine?suche=pass", "/termine?suche=zzz", "/termine/reisepass", "/termine/zeiten?reisepass=2",
    "/termine/zeiten?reisepass=1&ab=24.12.", "/termine/zeiten?reisepass=99", "/termine/zeiten?eheschliessung=1&ab=x",
    "/termine/zeiten?bauberatung=1&reisepass=1", "/termine/warteliste?reisepass=1", "/abfall/a-z?wort=zzz", "/abfall/annahmestellen", "/impressum", "/datenschutz", "/barrierefreiheit",
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
    "/verwaltung/abfall/wegweiser", "/verwaltung/abfall/wegweiser/wort/neu", "/verwaltung/abfall/wegweiser/ort/1",
)  # fmt: skip
LOCALES = ("", "/en", "/uk", "/ar")
