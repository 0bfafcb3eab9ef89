"""The waste streams every town knows, under their standard keys."""

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


def label(stream: str) -> str:
    """The msgid of a stream's name."""
    return LABELS[stream]


def order(stream: str) -> int:
    """Where a stream stands in lists."""
    return STREAMS.index(stream)
