"""The rules of the door, without a database."""

from datetime import UTC, datetime

import pyotp
import pytest

from webapp.blueprints.accounts import keys, rules
from webapp.domain.refusal import Refusal

AT = datetime(2026, 11, 23, 9, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0/24"),
        ("2001:db8:1:2ff:3:4:5:6", "2001:db8:1:200::/56"),
        ("2001:db8::1", "2001:db8::/56"),
        ("::1", "::/56"),
        ("::ffff:198.51.100.77", "198.51.100.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", "unknown"),
        ("quark", "unknown"),
    ],
)
def test_a_network_says_little_about_a_person(address, network):
    assert rules.network_of(address) == network


@pytest.mark.parametrize(
    "password",
    [
        "kurz",
        "x" * 257,
        "aaaabbbbaaaa",
        "Musterstadt2026!",
        "frau keller",
        "Keller!!!!!!",
        "passwort123",
        "12345678901",
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(Refusal) as no:
        rules.ensure_good_password(password, ("keller", "Frau Keller", "Musterstadt"))
    assert no.value.field == "password"


@pytest.mark.parametrize(
    "password", ["x" * 10 + "abcd", "vier kurze worte hier", "Ü" * 6 + "äöß-1", "a1" * 120 + "bcdef"]
)
def test_a_password_may_be_anything_else(password):
    rules.ensure_good_password(password, ("keller", "Frau Keller", "Musterstadt"))


@pytest.mark.parametrize("login", ["", "a b", "ä" * 121, "x/y", "a\nb"])
def test_a_login_is_one_word(login):
    with pytest.raises(Refusal):
        rules.ensure_login(login)


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("/verwaltung/abfall?x=1", "/verwaltung/abfall?x=1"),
        ("//evil", "/"),
        ("/\\evil", "/"),
        ("evil", "/"),
        (None, "/"),
        ("/a\r\nb", "/"),
    ],
)
def test_after_the_door_only_local_paths(target, where):
    assert rules.local_path(target, "/") == where


@pytest.mark.parametrize(("role", "permissions", "yes"), [
    ("clerk", [], set()), ("clerk", ["waste.edit"], {"waste.edit"}),
    ("editor", [], {"waste.edit", "pages.edit"}), ("administrator", [], {"waste.edit", "pages.edit", "people.manage", "audit.read"}),
    ("nonsense", [], set()),
])  # fmt: skip
def test_four_intents(role, permissions, yes):
    every = {"waste.edit", "pages.edit", "people.manage", "audit.read"}
    assert {one for one in every if rules.may(role, permissions, one)} == yes


def test_a_code_is_good_for_half_a_minute_around_and_never_twice():
    step = int(AT.timestamp()) // 30
    code = pyotp.TOTP(SECRET).at(AT)
    assert keys.matching_step(SECRET, f"{code[:3]} {code[3:]}", AT, 0) == step
    assert keys.matching_step(SECRET, code, AT, step) == 0
    assert keys.matching_step(SECRET, pyotp.TOTP(SECRET).at(int(AT.timestamp()) - 90), AT, 0) == 0


def test_without_a_secret_no_code_is_right():
    assert keys.matching_step("", "123456", AT, 0) == 0
