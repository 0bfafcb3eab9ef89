"""A town: who it is, where it answers, how it looks. Read from ``towns/<slug>/town.toml``."""

from dataclasses import dataclass

LANGUAGES = {"de": "Deutsch", "en": "English", "uk": "Українська", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
COLOUR, COLOUR_DARK = "#1d5b3f", "#8fcfae"
LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")


@dataclass(frozen=True, slots=True)
class Opening:
    """One line of opening hours: days and times in the town's own words."""

    days: str
    hours: str


@dataclass(frozen=True, slots=True)
class Town:
    """One municipality: its folder, its names and its looks."""

    slug: str
    name: str
    hosts: tuple[str, ...]
    address: str
    land: str
    kind: str = "Gemeinde"
    languages: tuple[str, ...] = ("de", "en", "uk", "ar")
    colour: str = COLOUR
    colour_dark: str = COLOUR_DARK
    crest: str = ""
    skyline: str = ""
    phone: str = ""
    email: str = ""
    mail_from: str = ""
    reply_to: str = ""
    street: str = ""
    postcode: str = ""
    hours: tuple[Opening, ...] = ()
    holidays: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    demo: bool = False

    @property
    def is_secure(self) -> bool:
        """Whether people reach the town by https."""
        return self.address.startswith("https://")

    @property
    def phone_link(self) -> str:
        """The number as a ``tel:`` address (RFC 3966)."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdecimal() or sign == "+")

    @property
    def has_colours(self) -> bool:
        """Whether the town brings colours of its own."""
        return (self.colour, self.colour_dark) != (COLOUR, COLOUR_DARK)
