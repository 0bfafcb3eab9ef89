"""Kinds of things people lose, what is asked about each, and what of it may be published.

Whoever owns a thing must be able to prove it, so what tells it apart is a challenge unless the clerk opens it for one
find; what others could misuse (numbers, names, contents, money) is never published at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from webapp.domain.i18n import N_

PUBLIC, CHALLENGE, NEVER = "public", "challenge", "never"
TRAITS = MappingProxyType(
    {
        "kind": (N_("Kind"), PUBLIC),
        "colour": (N_("Colour"), PUBLIC),
        "size": (N_("Size"), CHALLENGE),
        "brand": (N_("Brand"), CHALLENGE),
        "material": (N_("Material"), CHALLENGE),
        "marks": (N_("Marks, damage or stickers"), CHALLENGE),
        "attached": (N_("What hangs on it or belongs to it"), CHALLENGE),
        "contents": (N_("What is in it"), NEVER),
        "amount": (N_("How much money, in which notes"), NEVER),
        "engraving": (N_("Engraving or name"), NEVER),
        "serial": (N_("Serial, frame or chip number"), NEVER),
        "screen": (N_("Picture on the locked screen"), NEVER),
        "count": (N_("How many, and which"), NEVER),
    }
)


@dataclass(frozen=True, slots=True)
class Category:
    """``words`` are other German words people search with; ``forwarded`` goes back to the authority that issued it."""

    name: str
    traits: tuple[str, ...]
    words: str = ""
    animal: bool = False
    photo: bool = True  # whether a photo shows nothing an owner has to prove
    forwarded: bool = False


CATEGORIES = MappingProxyType(
    {
        "bicycle": Category(N_("Bicycle"), ("kind", "colour", "brand", "marks", "attached", "serial"),
                            "Fahrrad Rad Bike Roller Velo E-Bike"),
        "keys": Category(N_("Keys"), ("attached", "brand", "count", "marks"), "Schlüssel Schlüsselbund", photo=False),
        "wallet": Category(N_("Purse or wallet"), ("kind", "colour", "brand", "contents", "amount", "engraving"),
                           "Geldbörse Geldbeutel Portemonnaie Brieftasche", photo=False),
        "phone": Category(N_("Mobile phone"), ("colour", "brand", "attached", "screen", "marks", "serial"),
                          "Handy Smartphone Telefon iPhone", photo=False),
        "cash": Category(N_("Cash"), ("amount", "contents"), "Geld Bargeld Münzen Scheine", photo=False),
        "documents": Category(N_("Papers and cards"), ("kind", "engraving", "serial"),
                              "Ausweis Pass Führerschein Karte Dokumente", photo=False, forwarded=True),
        "bag": Category(N_("Bag or rucksack"), ("kind", "colour", "brand", "contents", "marks"),
                        "Tasche Rucksack Koffer Beutel Handtasche"),
        "clothing": Category(N_("Clothing and shoes"), ("kind", "colour", "size", "brand", "marks"),
                             "Kleidung Jacke Mantel Mütze Schal Handschuhe Schuhe Pullover Schirm"),
        "jewellery": Category(N_("Jewellery and watches"), ("kind", "material", "brand", "engraving", "marks"),
                              "Schmuck Ring Kette Uhr Armband Ohrring", photo=False),
        "glasses": Category(N_("Glasses and aids"), ("kind", "colour", "brand", "marks"),
                            "Brille Sonnenbrille Hörgerät Gehstock"),
        "electronics": Category(N_("Electronic devices"), ("kind", "colour", "brand", "marks", "serial"),
                                "Laptop Tablet Kamera Kopfhörer USB-Stick", photo=False),
        "toy": Category(N_("Toys and things of children"), ("kind", "colour", "size", "marks"),
                        "Spielzeug Kuscheltier Puppe Kinderwagen Ball"),
        "animal": Category(N_("Animal"), ("kind", "colour", "size", "marks", "serial"),
                           "Tier Hund Katze Vogel Schildkröte", animal=True),
        "other": Category(N_("Something else"), ("kind", "colour", "size", "brand", "material", "marks"),
                          "Werkzeug Sportgerät Instrument"),
    }
)  # fmt: skip


def may_show(trait: str) -> bool:
    """Whether the switch of a trait may stand on public at all."""
    return trait in TRAITS and TRAITS[trait][1] != NEVER


def shown_at_first(category: str) -> list[str]:
    """The traits that are public unless somebody decides otherwise."""
    return [one for one in CATEGORIES[category].traits if TRAITS[one][1] == PUBLIC]


def published(traits: Mapping[str, str], shown: Iterable[str]) -> dict[str, str]:
    """What everybody may read of the traits of a find."""
    open_to_all = {one for one in shown if may_show(one)}
    return {one: words for one, words in traits.items() if one in open_to_all and words}


def challenges(category: str) -> Sequence[str]:
    """What a claimant is asked: all that is not public at first, whether or not the desk knows it of this find."""
    return [one for one in CATEGORIES[category].traits if TRAITS[one][1] != PUBLIC]
