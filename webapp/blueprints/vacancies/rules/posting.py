"""A vacancy for search engines: schema.org JobPosting."""

from datetime import date
from typing import Any

from webapp.blueprints.vacancies.rules import adverts
from webapp.blueprints.vacancies.rules.deadlines import LAST_MINUTE, last_day
from webapp.domain.localtime import at_local, local_date

TYPES = {adverts.FULL: ["FULL_TIME"], adverts.PART: ["PART_TIME"], adverts.EITHER: ["FULL_TIME", "PART_TIME"]}
LAENDER = {
    "BB": "Brandenburg", "BE": "Berlin", "BW": "Baden-Württemberg", "BY": "Bayern", "HB": "Bremen", "HE": "Hessen",
    "HH": "Hamburg", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz", "SH": "Schleswig-Holstein", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}  # fmt: skip


def job_posting(
    it: Any, *, land: str, url: str, host: str, description: str, direct: bool, picture: str = "", logo: str = ""
) -> dict[str, Any]:
    """JobPosting of a published vacancy: ``url`` its page, ``description`` its text as HTML.

    ``direct`` if people apply on that page, ``host`` who gave the number; ``picture`` and ``logo`` are
    addresses. The title goes without "(m/w/d)", pay is for
    a month, validThrough is the last minute it is shown.
    """
    ends = at_local(last_day(it.deadline_on, it.until_on), LAST_MINUTE)
    employer = it.employer
    found = {
        "@type": "JobPosting",
        "title": adverts.plain_title(it.title),
        "description": description,
        "identifier": {"@type": "PropertyValue", "name": host, "value": str(it.id)},
        "datePosted": (it.publish_on or local_date(it.published_at)).isoformat(),
        "validThrough": ends.isoformat(),
        "employmentType": employment(it.kind, it.hours, it.limited_until),
        "hiringOrganization": {
            "@type": "Organization",
            "name": employer.name,
            "sameAs": employer.homepage or url,
            "logo": logo,
        },
        "image": picture,
        "jobLocation": {"@type": "Place", "address": _address(employer, land)},
        "directApply": direct,
        "url": url,
    }
    if it.pay_from is not None:
        found["baseSalary"] = _salary(it.pay_from, it.pay_to)
    if it.starts_on:
        found["jobStartDate"] = it.starts_on.isoformat()
    return found


def employment(kind: str, hours: str, limited_until: date | None) -> list[str]:
    """The words of schema.org for how somebody is employed."""
    if kind == adverts.VOLUNTARY:
        return ["VOLUNTEER"]
    temporary = ["TEMPORARY"] if limited_until and kind == adverts.JOB else []
    return (["INTERN"] if kind == adverts.TRAINING else TYPES[hours]) + temporary


def _address(employer: Any, land: str) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": employer.street,
        "postalCode": employer.postcode,
        "addressLocality": employer.place,
        "addressRegion": LAENDER[land],
        "addressCountry": "DE",
    }


def _salary(lowest: int, highest: int | None) -> dict[str, Any]:
    value = {"@type": "QuantitativeValue", "minValue": lowest, "maxValue": highest or lowest, "unitText": "MONTH"}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}
