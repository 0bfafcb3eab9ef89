"""However people spell it, it is found; and nothing else is."""

import pytest

from webapp.domain.words import INSIDE, MEANT, NAMED, NOT, SAID, VERY, Sought, folded, key, words_of


@pytest.mark.parametrize("spelling", ["Mühle", "muehle", "MUHLE", "Muhle", "mühle", "Mu\u0308hle"])
def test_all_spellings_of_a_word_are_one(spelling):
    assert key(spelling) == " muhle"


@pytest.mark.parametrize(
    ("text", "plain"), [("Straße", "strasse"), ("Crème", "creme"), ("ÖPNV", "oepnv"), ("їжа", "іжа")]
)
def test_folded_names_compare(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize("word", ["Feuerwehr", "Mueller", "blaue", "Israel", "Museum", "neuer"])
def test_every_beginning_of_a_word_still_begins_it(word):
    for letters in range(1, len(word) + 1):
        assert key(word).startswith(key(word[:letters])), word[:letters]


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("reisepass", VERY), ("reise", NAMED), ("ausweise reise", SAID), ("pass", SAID), ("sepa", INSIDE), ("ass", NOT),
        ("resiepass", MEANT), ("Reisepas ausweize", MEANT), ("eisepass", INSIDE), ("reisespass", MEANT), ("pazs", NOT),
        ("reisepass hund", NOT), ("", NOT), ("x", NOT), ("%%%", NOT),
    ],
)  # fmt: skip
def test_what_was_typed_fits_well_or_badly(typed, fit):
    assert Sought.read(typed).fits("Reisepass", "Ausweise und Pässe") == fit


def test_a_word_of_the_text_is_better_than_a_piece_of_the_title():
    assert Sought.read("pass").fits("Reisepass", "Pass, Ausweis") == SAID


def test_the_best_come_first_and_equals_keep_their_order():
    rows = ["Altpapierhof", "Papierhaus", "Papier", "Papierkorb", "Glas"]
    found = Sought.read("papier").best(rows, lambda one: (one, ""), 3)
    assert [one for one, _ in found] == ["Papier", "Papierhaus", "Papierkorb"]


def test_an_endless_question_is_cut_and_says_so():
    sought = Sought.read("wort1 wort2 wort3 wort4 wort5 wort6 wort7")
    assert (len(sought.words), sought.cut) == (6, True)
    assert len(Sought.read("a" * 10_000).typed) == 100


def test_a_stored_word_fits_its_column():
    assert words_of("Ö" * 100 + " x") == ["o" * 40]
