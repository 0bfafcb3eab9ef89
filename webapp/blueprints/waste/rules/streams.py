"""The waste streams every town knows, and which of them a company's title names.

Colours alone name nothing: the green bin is organic waste in one county, paper in the next. Only the yellow sack means
packaging everywhere, because the law made it so (Verpackungsgesetz).
"""

import re
from functools import lru_cache
from types import MappingProxyType

from webapp.domain.i18n import N_
from webapp.domain.words import folded

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
        r"schadstoff|sonderm(ue|u)ll|sonderabf(a|ae)ll|problem-?\s*(stoff|m(ue|u)ll|abf)|(umwelt|oeko|gift)-?mobil|giftm(ue|u)ll|gefahrstoff",
    ),
    (
        "electronics",
        r"elektro|elektrik|kuehl(ger|schr)|bildschirmger|weisse ware|e-schrott|\be-?ger(ae|a)t|altger(ae|a)t|(gross|klein|haushalts)ger(ae|a)te",
    ),
    ("bulky", r"sperr-?\s?(m(ue|u)ll|gut|abf)|sperrig|\bsperr\b|altmetall|alteisen|altholz|schrott|metallsammlung"),
    ("textile", r"altkleid|textil|kleidersammlung|altschuh"),
    ("glass", r"\bglas|altglas|(weiss|bunt|braun|gruen|flach|hohl)glas|weiss(e|er|en)? s(a|ae)ck"),
    (
        "green",
        r"gruen-?\s?(schnitt|abf|gut|annahme|sammlung|zeug)|garten-?\s?(abf|gut|m(ue|u)ll|tonne)|strauch|\bast(schnitt|werk|gut|abf|sammlung)|baum-?\s*(und|u\.|/|schnitt)"
        r"|baeume|\blaub(?!e)|herbstlaub|haecksel|hackgut|hecken|rasenschnitt|gehoelz|pflanzenabf",
    ),
    ("paper", r"papier|\bppk\b|\bpappe|karton|zeitung"),
    (
        "recyclable",
        r"\blvp\b|leichtverp|leichtstoff|leicht- und|verpackung|\bdsd\b|gruener punkt|duale|wertstoff(?!hof|-hof|zentrum|mobil|insel|markt|annahme)"
        r"|gelb(e|er|en|es|em)?(\(r\)|/r|/n|/s)?[\s-]*(tonne|sack|saeck|s(a|ae)cke|container|beh(ae|a)lter)|\bgelbsack|gelbersack|\(gelb\)|^gelb$|(tonne|sack):?\s+gelb\b"
        r"|plastik|kunststoff",
    ),
    ("bio", r"\bbio(?!top|graph|log|energ|gas)|kompost(?!platz|werk|anlage|verkauf)|saisonbio|kuechenabf|speiserest"),
    (
        "residual",
        r"rest-?\s?(m(ue|u)ll|abf|stoff|tonne|gef|s(a|ae)ck|beh(ae|a)lter)|\brest\b|hausm(ue|u)ll|haus(halts)?abf|siedlungsabf"
        r"|m(ue|u)lltonne(?!nservice|nreinigung)|m(ue|u)ll(s(a|ae)ck|gef(ae|a)ss)|restcontainer|grossm(ue|u)ll",
    ),
)
COMPILED = tuple((stream, re.compile(pattern)) for stream, pattern in NAMED)
LAST_RESORT = re.compile(r"\b1\.?100\b|m(ue|u)llgrossbeh|m(ue|u)llcontainer")
# Notices of the kind "fee due", "sacks are handed out", "yard closed": about a stream perhaps, but no collection of it.
NOTICE = re.compile(
    r"f(ae|a)llig|gebuehr(?!enpflicht|enfrei|enmarke)|wertstoff-?hof|recyclinghof|bauhof geschlossen|troedel|flohmarkt|saubere landschaft"
    r"|endet bald|geschlossen|geoeffnet|oeffnungszeit|tonnenreinigung|(sack|saecke|tonnen)-?ausgabe|ausgabe|verteilung"
)
YARD = frozenset({"hazardous", "electronics", "xmas_tree"})  # these are collected at a yard as well
BRACKETS = re.compile(r"\([^()]*\)")


def label(stream: str) -> str:
    """The msgid of a stream's name."""
    return LABELS[stream]


def order(stream: str) -> int:
    """Where a stream stands in lists."""
    return STREAMS.index(stream)


@lru_cache(maxsize=4_000)
def classify(title: str) -> str | None:
    """The stream a title names, none if it names none (a colour, a notice, a fee).

    What stands in brackets only explains, so it counts where the rest says nothing: ``LVP (ohne Glas)`` is packaging.
    """
    words = folded(title).strip(" .,:;-")
    named = _named(BRACKETS.sub(" ", words).strip(" .,:;-")) or _named(words)
    if NOTICE.search(words) and named not in YARD:
        return None
    if named is None and LAST_RESORT.search(words):
        return "residual"
    return named


def _named(words: str) -> str | None:
    return next((stream for stream, pattern in COMPILED if pattern.search(words)), None)
