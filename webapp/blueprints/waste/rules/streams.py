"""The waste streams every town knows, and which of them a company's title names.

Colours alone name nothing: the green bin is organic waste in one county, paper in the next. Only the yellow sack means
packaging everywhere, because the law made it so (Verpackungsgesetz).
"""

import re
import unicodedata
from types import MappingProxyType

from webapp.domain.i18n import N_

LABELS = MappingProxyType(
    {
        "residual": N_("Residual waste"),
        "bio": N_("Organic waste"),
        "paper": N_("Paper"),
        "recyclable": N_("Packaging"),
        "glass": N_("Glass"),
        "green": N_("Garden waste"),
        "bulky": N_("Bulky waste"),
        "hazardous": N_("Hazardous waste"),
        "electronics": N_("Electronics"),
        "textile": N_("Textiles"),
        "xmas_tree": N_("Christmas trees"),
    }
)
STREAMS = tuple(LABELS)

# In this order: what is rarer and says more comes first. Folded: small letters, ae oe ue ss.
NAMED = (
    ("xmas_tree", r"weihnachtsb(a|ae)um|tannenb(a|ae)um|christb(a|ae)um|nadelb(a|ae)um"),
    (
        "hazardous",
        r"schadstoff|sonderm(ue|u)ll|sonderabf(a|ae)ll|problem-?\s*(stoff|m(ue|u)ll|abf)|umweltmobil|giftmobil|gefahrstoff",
    ),
    ("electronics", r"elektro|elektrik|kuehlger|bildschirmger|weisse ware|e-schrott|altger(ae|a)t"),
    ("bulky", r"sperr(m(ue|u)ll|gut|abf)|\bsperr\b|altmetall|altholz|schrott|metallsammlung"),
    ("textile", r"altkleid|textil|kleidersammlung|altschuh"),
    ("glass", r"\bglas|altglas|weiss(e|er|en)? s(a|ae)ck|flaschen"),
    (
        "green",
        r"gruen-?(schnitt|abf|gut|annahme|sammlung|zeug)|garten(abf|gut|m(ue|u)ll)|strauch|ast(schnitt|werk|gut|abf|sammlung)|baum-?\s*(und|u\.|/|schnitt)"
        r"|baeume|\blaub(?!e)|haecksel|hackgut|hecken|rasenschnitt|gehoelz|pflanzenabf",
    ),
    ("paper", r"papier|\bppk\b|pappe|karton|zeitung"),
    (
        "recyclable",
        r"\blvp\b|leichtverp|leichtstoff|leicht- und|verpackung|\bdsd\b|gruener punkt|duale|wertstoff(?!hof|zentrum|mobil|insel|markt|annahme)"
        r"|gelb(e|er|en|es|em)?(\(r\)|/r|/n|/s)?[\s-]*(tonne|sack|saeck|s(a|ae)cke|container|beh(ae|a)lter)|\bgelbsack|gelbersack|\(gelb\)|^gelb$"
        r"|plastik|kunststoff",
    ),
    ("bio", r"\bbio|kompost|saisonbio|kuechenabf"),
    (
        "residual",
        r"rest-?(m(ue|u)ll|abf|stoff|tonne|gef)|\brest\b|reststoff|hausm(ue|u)ll|m(ue|u)lltonne(?!nservice|nreinigung)|\bm(ue|u)llabfuhr|restcontainer|grossm(ue|u)ll",
    ),
)
LAST_RESORT = re.compile(r"\b1\.?100\b|m(ue|u)llgrossbeh|m(ue|u)llcontainer")
NOT_COLLECTED = re.compile(
    r"f(ae|a)lligkeit|gebuehr|feiertag|wertstoffhof|recyclinghof|troedel|saubere landschaft|endet bald|geschlossen|tonnenreinigung|flohmarkt|ausgabe"
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def label(stream: str) -> str:
    """The msgid of a stream's name."""
    return LABELS[stream]


def order(stream: str) -> int:
    """Where a stream stands in lists."""
    return STREAMS.index(stream)


def folded(text: str) -> str:
    """Small letters, umlauts written out, accents gone: the form in which titles are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(UMLAUTS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def classify(title: str) -> str | None:
    """The stream a title names, none if it names none (a colour, a notice, a fee)."""
    words = folded(title).strip(" .,:;-")
    named = next((stream for stream, pattern in NAMED if re.search(pattern, words)), None)
    if NOT_COLLECTED.search(words) and named not in {"hazardous", "electronics", "xmas_tree"}:
        return None
    if named is None and LAST_RESORT.search(words):
        return "residual"
    return named
