"""First texts for the pages the law asks for, filled from town.toml. A beginning to be checked, not legal advice."""

from datetime import date

from webapp.domain.town import Town

IN_LAND = {
    "BB": "in Brandenburg", "BE": "in Berlin", "BW": "in Baden-Württemberg", "BY": "in Bayern", "HB": "in Bremen",
    "HE": "in Hessen", "HH": "in Hamburg", "MV": "in Mecklenburg-Vorpommern", "NI": "in Niedersachsen",
    "NW": "in Nordrhein-Westfalen", "RP": "in Rheinland-Pfalz", "SH": "in Schleswig-Holstein", "SL": "im Saarland",
    "SN": "in Sachsen", "ST": "in Sachsen-Anhalt", "TH": "in Thüringen",
}  # fmt: skip
# Whom the Land made enforce accessibility, where its own pages say so. The others are found in the list that Hessen
# keeps for all; offices are renamed now and then, so the clerk checks the name before publishing.
BODIES = {
    "BY": "die Durchsetzungs- und Überwachungsstelle beim Landesamt für Digitalisierung, Breitband und Vermessung",
    "HE": "die Durchsetzungs- und Überwachungsstelle des Landes Hessen",
    "NW": "die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
}
LIST_OF_BODIES = "https://lbit.hessen.de/buergerinnen-und-buerger/durchsetzungsstellen-der-laender"

IMPRINT = """## Wer wir sind

{kind} {name}
{street}
{postcode} {name}

Die {kind} ist eine Körperschaft des öffentlichen Rechts. Sie wird durch die Bürgermeisterin oder den Bürgermeister vertreten.

## So erreichen Sie uns

- Telefon: {phone}
- E-Mail: {email}

## Verantwortlich für den Inhalt

Die Bürgermeisterin oder der Bürgermeister, Anschrift wie oben (§ 18 Abs. 2 MStV).
"""
PRIVACY = """## Was wir über Sie speichern

Wenn Sie diese Seiten lesen: nichts. Es gibt keine Zählung von Besuchern, keine fremden Schriften, Karten oder Videos. Ihre Adresse im Internet schreiben wir nicht auf.

## Das eine Cookie

Sie können Ihre Straße merken lassen. Dann speichert Ihr Gerät ein Cookie mit dem Namen „ort“. Darin steht nur die Straße mit Hausnummer. Mit „Meine Straße vergessen“ ist es weg.

## Kalender

Ein abonnierter Kalender fragt bei uns nach neuen Terminen. Wir wissen nicht, wer fragt.

## Ihre Rechte

Sie dürfen fragen, was wir über Sie wissen, und es berichtigen oder löschen lassen (Art. 15 bis 21 DSGVO). Schreiben Sie an {email}. Sie können sich auch bei der Datenschutzaufsicht {land} beschweren.
"""
ACCESSIBILITY = """Diese Erklärung gilt für alle Seiten unter {address}. Wir wollen, dass alle sie benutzen können. Grundlage ist die Richtlinie (EU) 2016/2102 mit dem Behindertengleichstellungsrecht {land}. Maßstab ist die Norm EN 301 549.

## Wie weit wir sind

Die Seiten erfüllen die Anforderungen **teilweise**. Maschinen prüfen jede Seite bei jeder Änderung nach WCAG 2.2 AA.

## Was noch fehlt

- Menschen mit Behinderungen haben die Seiten noch nicht geprüft.
- Es gibt noch kein Video in Deutscher Gebärdensprache.

Rufen Sie uns an, wenn Sie etwas nicht lesen oder bedienen können: Wir helfen Ihnen am Telefon weiter.

## Sagen Sie uns, wo es hakt

Telefon {phone}, E-Mail {email}. Wir antworten innerhalb eines Monats.

## Wenn wir nicht helfen

Haben wir nicht geantwortet, oder hilft Ihnen die Antwort nicht? Dann wenden Sie sich an {body}. Das kostet nichts.

Diese Erklärung wurde am {today} geschrieben. Sie beruht auf unserer eigenen Prüfung.
"""
EASY = """Hier lesen Sie in Leichter Sprache, was Sie auf diesen Seiten finden.

## Was Sie hier machen können

Sie können sehen, wann die Müll-Abfuhr kommt.

Klicken Sie oben auf das Wort **Abfall**.

Schreiben Sie Ihre Straße in das Feld.

Dann sehen Sie den nächsten Tag.

Dann stellen Sie die Tonne am Abend vorher an die Straße.

## Hilfe

Sie haben eine Frage?

Rufen Sie uns an.

Die Telefon-Nummer ist: {phone}

## Barriere-Freiheit

Alle Menschen sollen diese Seiten gut lesen können.

Sie finden einen Fehler?

Dann sagen Sie uns das bitte.
"""
CONTACT = """## Rathaus

{street}
{postcode} {name}

- Telefon: {phone}
- E-Mail: {email}

## Öffnungszeiten

{hours}
"""
TEXTS = {
    "imprint": ("Impressum", IMPRINT), "privacy": ("Datenschutz", PRIVACY),
    "accessibility": ("Erklärung zur Barrierefreiheit", ACCESSIBILITY), "easy": ("Leichte Sprache", EASY),
    "contact": ("Kontakt", CONTACT),
}  # fmt: skip


def first_text(kind: str, town: Town, today: date) -> tuple[str, str]:
    """(title, Markdown) of a page the law asks for."""
    title, text = TEXTS[kind]
    hours = "\n".join(f"- {line.days}: {line.hours}" for line in town.hours) or "Bitte rufen Sie an."
    known = {name: getattr(town, name) or "…" for name in ("kind", "name", "street", "postcode", "phone", "email")}
    filled = text.format(
        **known, address=town.address, land=IN_LAND[town.land], body=_body(town), hours=hours, today=f"{today:%d.%m.%Y}"
    )
    return title, filled.replace(f"\n{known['postcode']} ", f"  \n{known['postcode']} ").replace(
        f"{known['kind']} {known['name']}\n", f"{known['kind']} {known['name']}  \n"
    )


def _body(town: Town) -> str:
    somebody = f"die Durchsetzungsstelle für Barrierefreiheit {IN_LAND[town.land]} ([Anschriften]({LIST_OF_BODIES}))"
    return BODIES.get(town.land, somebody)
