"""The files of the page: kept for good by their address, and nothing beside them can be had."""

import pytest

from webapp.web.assets import asset


def test_a_file_is_kept_for_good_and_an_old_address_still_answers(app):
    client = app.test_client()
    with app.test_request_context(base_url="http://musterstadt.example"):
        address = asset("css/portal.css")
    new, old = (client.get(one, base_url="http://musterstadt.example") for one in (address, "/static/0/css/portal.css"))
    assert new.data == old.data
    assert ("immutable" in new.headers["Cache-Control"], old.headers["Cache-Control"]) == (True, "no-cache")


@pytest.mark.parametrize(
    "name", ["a" * 400 + ".css", "css/../../app.py", "..%2fapp.py", "css/portal.css%00", "css", "%00", "js/ALL.js"]
)
def test_what_is_no_file_of_the_page_is_not_there(erika, name):
    assert erika.get(f"/static/0/{name}").status_code == 404
