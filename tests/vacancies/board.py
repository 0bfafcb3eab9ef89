"""A furnished notice board for stories: the building yard seeks somebody, Erika applies."""

from datetime import date, timedelta

from tests.conftest import NOW
from tests.people import Visitor
from webapp.blueprints.vacancies import queries
from webapp.blueprints.vacancies.actions import adverts
from webapp.blueprints.vacancies.models import Employer, JobApplication, Vacancy
from webapp.blueprints.vacancies.rules.adverts import FULL, JOB

TODAY = date(2026, 11, 23)
DEADLINE = date(2026, 12, 12)
YARD = "Fachkraft für den Bauhof (m/w/d)"
CLOSING = "Alle sind willkommen, gleich welchen Geschlechts. Schwerbehinderte Menschen laden wir ein."
ADVERT = {
    "kind": JOB, "field": "yard", "title": YARD, "hours": FULL, "weekly_hours": "39", "pay_group": "E 5 TVöD",
    "pay_from": 2950, "pay_to": 3600, "starts_on": None, "limited_until": None, "intro": "Wir halten Wege in Ordnung.",
    "duties": "Rasen mähen\nSchnee räumen", "wishes": "Führerschein", "benefits": "Dienstrad", "closing": CLOSING,
    "criteria": "Handwerk\nFührerschein", "contact_name": "", "contact_phone": "", "contact_email": "", "online": True,
    "publish_on": None, "until_on": None, "deadline_on": DEADLINE, "alt": "",
}  # fmt: skip
ERIKA = {"name": "Erika Muster", "email": "erika@example.org"}


def office(session, name: str = "Bauhof", **more) -> Employer:
    """An office of the town."""
    it = Employer(name=name, street="Marktplatz 1", postcode="99999", place="Musterstadt", **more)
    session.add(it)
    session.flush()
    return it


def offered(session, *, publish: bool = True, now=NOW, employer: Employer | None = None, **more) -> int:
    """The number of a vacancy of the building yard."""
    known = employer or session.query(Employer).first() or office(session)
    typed = ADVERT | {"employer_id": known.id} | more
    return adverts.keep(session, vacancy=None, seen=0, publish=publish, by=None, now=now, **typed).id


def later(app, **span: float) -> None:
    """The clock goes on."""
    app.config["PORTAL_NOW"] = app.config["PORTAL_NOW"] + timedelta(**span)


def pdf(inside: bytes = b"", catalog: bytes = b"") -> bytes:
    """A page as PDF by hand; ``inside`` joins as one object more, ``catalog`` as entries of the catalogue."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", inside or b"<<>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    tail = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + tail


def begin(app, person: Visitor, vacancy_id: int, **typed) -> str:
    """The address of an application this person has begun."""
    path = f"/stellen/{vacancy_id}/bewerben"
    key = person.get(path).text.split('name="key" type="hidden" value="')[1].split('"')[0]
    later(app, seconds=20)
    answer = person.post(path, ERIKA | {"key": key} | typed)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def add(person: Visitor, address: str, content: bytes | None = None, name: str = "Lebenslauf.pdf"):
    """Add a paper; the body is made by hand, because the test client leaves its large files open."""
    head = f'--x\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\n\r\n'
    body = head.encode() + (pdf() if content is None else content) + b"\r\n--x--\r\n"
    return person.post(f"{address}/unterlagen", body, content_type="multipart/form-data; boundary=x")


def applied(app, person: Visitor, vacancy_id: int, **typed) -> str:
    """The address of an application this person has sent, with one paper."""
    address = begin(app, person, vacancy_id, **typed)
    assert add(person, address).status_code == 303
    assert person.post(f"{address}/senden").status_code == 303
    return address


def only(session) -> JobApplication:
    """The one application there is."""
    return session.query(JobApplication).one()


def vacancy(session, vacancy_id: int) -> Vacancy:
    """A vacancy as the town remembers it."""
    return queries.vacancy(session, vacancy_id)
