"""The bytes of feeds, read by others: Atom by feedparser and by an XML parser, JSON Feed by its own rules."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import defusedxml.ElementTree
import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.formats.feeds import Feed, FeedEntry, atom, json_feed, tag

FOUND = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHANGED = datetime(2026, 3, 4, 11, 0, tzinfo=timezone(timedelta(hours=1)))
FEED = Feed(
    id=tag("musterstadt.example", date(2026, 1, 1), "fundbuero"),
    title="Fundsachen in Musterstadt",
    url="https://musterstadt.example/fundbuero",
    feed_url="https://musterstadt.example/fundbuero/funde.atom",
    updated_at=CHANGED,
    author="Gemeinde Musterstadt",
)
BICYCLE = FeedEntry(
    id=tag("musterstadt.example", date(2026, 3, 2), "fundbuero", "2026-014"),
    title="Fahrrad, dunkel",
    url="https://musterstadt.example/fundbuero/2026-014?sprache=de&ort=anger",
    published_at=FOUND,
    updated_at=CHANGED,
    summary="Gefunden am Anger.\nAbholen bis 2. September.",
    categories=("Fahrräder", "Anger & Umgebung"),
)
ATOM = "{http://www.w3.org/2005/Atom}"
ANY_WORDS = st.text(max_size=40)  # control signs and half characters too: whatever a person may paste


def read(*entries: FeedEntry, feed: Feed = FEED):
    """The feed as feedparser, which knows nothing of us, reads it."""
    found = feedparser.parse(atom(feed, entries))
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_reader_finds_every_fact_of_a_record():
    found = read(BICYCLE)
    (entry,) = found.entries
    assert (found.feed.title, found.feed.author, found.feed.language) == (FEED.title, FEED.author, "de")
    assert (found.feed.updated, found.version) == ("2026-03-04T10:00:00Z", "atom10")
    assert (entry.id, entry.title, entry.link) == (BICYCLE.id, BICYCLE.title, BICYCLE.url)
    assert (entry.published, entry.updated) == ("2026-03-02T09:30:00Z", "2026-03-04T10:00:00Z")
    assert (entry.summary, entry.summary_detail.type) == (BICYCLE.summary, "text/plain")
    assert [one.term for one in entry.tags] == ["Fahrräder", "Anger & Umgebung"]


def test_the_feed_names_itself_and_the_page_it_stands_for():
    links = {link.rel: (link.href, link.type) for link in read().feed.links}
    assert links == {"self": (FEED.feed_url, "application/atom+xml"), "alternate": (FEED.url, "text/html")}


def test_the_json_twin_says_the_same():
    found = json.loads(json_feed(FEED, [BICYCLE]))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["title"], found["home_page_url"], found["feed_url"]) == (FEED.title, FEED.url, FEED.feed_url)
    assert found["authors"] == [{"name": FEED.author}]
    assert found["items"] == [
        {
            "id": BICYCLE.id,
            "url": BICYCLE.url,
            "title": BICYCLE.title,
            "content_text": BICYCLE.summary,
            "date_published": "2026-03-02T09:30:00Z",
            "date_modified": "2026-03-04T10:00:00Z",
            "tags": ["Fahrräder", "Anger & Umgebung"],
        }
    ]


@pytest.mark.parametrize("write", [atom, json_feed])
def test_the_newest_stands_first_and_the_bytes_do_not_depend_on_the_order_asked(write):
    later = replace(BICYCLE, id="tag:b", published_at=FOUND + timedelta(days=1))
    twin = replace(BICYCLE, id="tag:a")
    whole = write(FEED, [BICYCLE, later, twin])
    assert whole == write(FEED, [twin, BICYCLE, later])
    assert whole.index(b"tag:b") < whole.index(b"tag:a") < whole.index(BICYCLE.id.encode())


def test_an_empty_feed_is_a_feed():
    assert read().entries == []
    assert json.loads(json_feed(FEED, []))["items"] == []


def test_an_item_without_summary_still_has_content_in_json():
    bare = replace(BICYCLE, summary="", categories=())
    (item,) = json.loads(json_feed(FEED, [bare]))["items"]
    assert (item["content_text"], "tags" in item) == (BICYCLE.title, False)


def test_what_looks_like_markup_stays_words():
    words = "<script>alert(1)</script> & ]]> \"'"
    root = defusedxml.ElementTree.fromstring(atom(FEED, [replace(BICYCLE, title=words, categories=(words,))]))
    assert root.find(f"{ATOM}entry/{ATOM}title").text == words
    assert root.find(f"{ATOM}entry/{ATOM}category").get("term") == words


@settings(max_examples=150)
@given(words=ANY_WORDS)
def test_whatever_people_paste_both_feeds_can_be_read(words):
    entry = replace(BICYCLE, title=words, summary=words, categories=(words,), url=f"{BICYCLE.url}{words}")
    root = defusedxml.ElementTree.fromstring(atom(FEED, [entry]))
    (item,) = json.loads(json_feed(FEED, [entry]))["items"]
    assert (root.find(f"{ATOM}entry/{ATOM}title").text or "") == item["title"]
    assert root.find(f"{ATOM}entry/{ATOM}category").get("term") == item["tags"][0]


def test_a_tag_is_what_rfc_4151_asks_for():
    assert (
        tag("Musterstadt.example", date(2026, 1, 5), "fundbuero", 7) == "tag:musterstadt.example,2026-01-05:fundbuero/7"
    )
    assert tag("a.example", date(2026, 1, 5), "Schlüssel/Bund #3") == (
        "tag:a.example,2026-01-05:Schl%C3%BCssel%2FBund%20%233"
    )


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        atom(replace(FEED, updated_at=datetime(2026, 3, 2)), [])
