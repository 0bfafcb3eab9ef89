"""One address, one number, and nothing that could become a second one."""

import pytest

from webapp.domain.contact import ensure_email, ensure_phone
from webapp.domain.refusal import Refusal

GOOD = {
    " Erika.Muster@Example.ORG ": "Erika.Muster@example.org",
    "paul+abfall@example.org": "paul+abfall@example.org",
    "o'brien@mail.example.org": "o'brien@mail.example.org",
    "erika@müller.de": "erika@xn--mller-kva.de",
}
BAD = ("", "erika", "@example.org", "erika@", "erika@localhost", "erika@example..org", "erika@-example.org",
       "a@example.org,b@example.org", "a@example.org;b@example.org", "a@example.org b@example.org", "a@b@example.org",
       "erika@example.org\r\nBcc: all@example.org", "erika\n@example.org", "Erika <erika@example.org>",
       '"er ika"@example.org', "erika(x)@example.org", "erika@[127.0.0.1]", ".erika@example.org", "er..ika@example.org",
       "erikä@example.org", "erika@straße.de", "e" * 65 + "@example.org", "e@" + "a." * 130 + "org", "erika@example.org\0")  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), GOOD.items())
def test_an_address_is_kept_as_mail_servers_know_it(typed, kept):
    assert ensure_email(typed, "email") == kept


@pytest.mark.parametrize("typed", BAD)
def test_anything_but_one_address_is_refused_at_its_field(typed):
    with pytest.raises(Refusal) as no:
        ensure_email(typed, "email")
    assert no.value.field == "email"


@pytest.mark.parametrize("typed", ["01234 567-0", "+49 (0)1234 / 5670", " 0151  2345678 "])
def test_a_number_may_be_written_as_people_do(typed):
    assert ensure_phone(typed, "phone") == " ".join(typed.split())


@pytest.mark.parametrize("typed", ["", "110", "call me", "0123\n45678x", "1" * 16, "++49 1234 567"])
def test_a_number_nobody_can_dial_is_refused(typed):
    with pytest.raises(Refusal):
        ensure_phone(typed, "phone")
