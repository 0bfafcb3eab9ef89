"""``portal user`` for the first administrator."""

import pytest

from webapp.blueprints.accounts.commands import user


@pytest.fixture
def portal_user(app):
    """Run ``portal user …``."""
    return lambda *words: app.test_cli_runner(catch_exceptions=False).invoke(user, words)


def test_the_first_administrator_gets_a_link_that_works_once(portal_user, erika):
    answer = portal_user(
        "add", "--town", "musterstadt", "--login", "Chef", "--name", "Die Chefin", "--role", "administrator"
    )
    path = answer.output.strip().removeprefix("http://musterstadt.example")
    assert erika.submit(path, password="lauter frische worte").status_code == 303
    assert erika.get(path).status_code == 404
    assert "chef" in portal_user("list", "--town", "musterstadt").output


def test_a_forgotten_password_gets_a_new_link(portal_user, keller, erika):
    path = (
        portal_user("reset", "keller", "--town", "musterstadt")
        .output.strip()
        .removeprefix("http://musterstadt.example")
    )
    assert erika.get(path).status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        ("add", "--login", "x", "--name", "X"),
        ("add", "--town", "gibtsnicht", "--login", "x", "--name", "X"),
        ("add", "--town", "musterstadt", "--login", "a b", "--name", "X"),
        ("reset", "niemand", "--town", "musterstadt"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(portal_user, words):
    answer = portal_user(*words)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
