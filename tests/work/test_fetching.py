"""A club gives the address of its calendar: whatever stands behind it, we get a calendar or a sentence, and soon."""

import gzip
import socket
import ssl
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
import trustme

from tests.work import hostile
from tests.work.hostile import CALENDAR, CHUNKED, OK, gives, says, sends_to, serving, without_end
from webapp.domain.internet import is_public
from webapp.domain.refusal import Refusal
from webapp.formats.ical_reader import read_calendar
from webapp.work import fetching
from webapp.work.fetching import Limits, Stamp, fetch

LIMITS = Limits(seconds=10, answer=5, most_bytes=100_000)
HURRIED = Limits(seconds=0.5, answer=0.3, most_bytes=100_000)  # for tricks that only time ends
SURELY = 20  # seconds after which a fetch that should end within one hangs
MOST_MEMORY = 4 * 2**20  # forty times the bytes allowed
LOOPBACK = ip_address("127.0.0.1")


def here(*ports: int):
    """The allowance of tests: these servers of this computer, and none else."""
    return lambda address, port: address == LOOPBACK and port in ports


def fetched(port: int, known=fetching.NEVER, *, scheme="http", host="localhost", path="/a.ics", limits=LIMITS):
    return fetch(f"{scheme}://{host}:{port}{path}", known, limits=limits, allowed=here(port))


def refused(call) -> str:
    """The sentence of a refusal, reached in bounded time and memory."""
    said: list[object] = []

    def ask() -> None:
        try:
            said.append(call())
        except Refusal as no:
            said.append((no.message, no.field))
        except BaseException as fault:
            said.append(fault)

    tracemalloc.start()
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(SURELY)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not thread.is_alive()
    assert memory <= MOST_MEMORY
    ((message, field),) = said
    assert field == "address"
    return message


def test_a_calendar_comes_with_its_stamp_and_is_asked_for_news_only():
    stamp = Stamp('"abc"', "Mon, 02 Mar 2026 10:00:00 GMT")
    heads = (f"ETag: {stamp.etag}", f"Last-Modified: {stamp.last_modified}", "Content-Type: text/calendar")
    with serving(gives(CALENDAR, *heads)) as server:
        found = fetched(server.port)
    assert (found.content, found.stamp) == (CALENDAR, stamp)
    assert [item.summary for item in read_calendar(found.content).items] == ["Maifest"]
    with serving(says(b"HTTP/1.1 304 Not Modified\r\n\r\n")) as server:
        assert fetched(server.port, stamp) is None
    (asked,) = server.asked
    assert b'If-None-Match: "abc"\r\n' in asked
    assert b"If-Modified-Since: Mon, 02 Mar 2026 10:00:00 GMT\r\n" in asked
    assert f"Host: localhost:{server.port}\r\n".encode() in asked


@pytest.mark.parametrize(
    "answer",
    [
        gives(gzip.compress(CALENDAR), "Content-Encoding: gzip"),
        says(CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(CALENDAR), CALENDAR)),
        says(b"HTTP/1.0 200 OK\r\n\r\n" + CALENDAR),
        gives(b"\xef\xbb\xbf" + CALENDAR, "Content-Type: text/html"),  # a clumsy server is no bad one
    ],
)
def test_honest_servers_pack_and_name_calendars_in_many_ways(answer):
    with serving(answer) as server:
        assert fetched(server.port).content.endswith(CALENDAR)


def test_an_address_that_has_moved_is_followed():
    with serving(gives(CALENDAR)) as new, serving(sends_to(f"http://127.0.0.1:{new.port}/neu.ics")) as old:
        found = fetch(f"http://localhost:{old.port}/", limits=LIMITS, allowed=here(old.port, new.port))
    assert found.content == CALENDAR
    assert new.asked[0].startswith(b"GET /neu.ics HTTP/1.1\r\n")


def test_blanks_and_umlauts_in_an_address_are_sent_as_the_web_wants_them():
    with serving(gives(CALENDAR)) as server:
        fetched(server.port, path="/Fußball 1.ics?q=ä&b=%20#teil")
    assert server.asked[0].startswith(b"GET /Fu%C3%9Fball%201.ics?q=%C3%A4&b=%20 HTTP/1.1\r\n")


PRIVATE = ["10.0.0.1", "169.254.169.254", "192.168.178.1:80", "[::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
           "2130706433", "0x7f.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost"]  # fmt: skip
ELSEWHERE = ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/calendar,x",
             "http://erika:geheim@127.0.0.1/", "http://[::1", "http://127.0.0.1:99999/", "http://a..b/", "//@/"]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_no_server_sends_us_into_our_own_network(host):
    with serving(sends_to(f"http://{host}/")) as server:
        assert refused(lambda: fetched(server.port)) == fetching.NOT_PUBLIC


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_server_sends_us_out_of_the_web(address):
    with serving(sends_to(address)) as server:
        assert refused(lambda: fetched(server.port)) == fetching.NO_ADDRESS
    assert len(server.asked) == 1


def test_a_service_beside_us_hears_nothing_of_a_redirect_to_it():
    with serving(gives(CALENDAR)) as canary, serving(sends_to(f"http://127.0.0.1:{canary.port}/")) as server:
        assert refused(lambda: fetched(server.port)) == fetching.NOT_PUBLIC
    assert canary.asked == []
    assert canary.lines == []


TRICKS = {
    "a redirect to itself": (sends_to("/a.ics"), fetching.SENT_AROUND),
    "a redirect to nowhere": (says(b"HTTP/1.1 301 Moved\r\n\r\n"), fetching.SENT_AROUND),
    "a redirect of 60 kB": (sends_to("/" + "a" * 60_000), fetching.SENT_AROUND),
    "an endless body": (without_end(OK + b"\r\n" + CALENDAR, b"X" * 65_536), fetching.TOO_LARGE),
    "an endless body that is no calendar": (without_end(OK + b"\r\n", b"X" * 65_536), fetching.NO_CALENDAR),
    "endless chunks": (without_end(CHUNKED, b"F000\r\n" + CALENDAR.ljust(0xF000) + b"\r\n"), fetching.TOO_LARGE),
    "endless chunks of one byte": (without_end(CHUNKED, b"1\r\nB\r\n" * 999), fetching.NO_CALENDAR),
    "a chunk of a terabyte": (without_end(CHUNKED + b"FFFFFFFFFF\r\n" + CALENDAR, b"X" * 65_536), fetching.TOO_LARGE),
    "a chunk of less than nothing": (without_end(CHUNKED + b"-1\r\n" + CALENDAR, b"X" * 65_536), fetching.NO_ANSWER),
    "a chunk of no size": (says(CHUNKED + b"zz\r\n" + CALENDAR), fetching.NO_ANSWER),
    "an endless size of a chunk": (without_end(CHUNKED, b"0" * 65_536), fetching.NO_ANSWER),
    "endless lines behind the chunks": (without_end(CHUNKED + b"0\r\n", b"a: b\r\n" * 999), fetching.TOO_SLOW),
    "a body that drips": (without_end(OK + b"\r\n" + CALENDAR, b"X", pause=0.05), fetching.TOO_SLOW),
    "a body that drips with a length": (
        without_end(OK + b"Content-Length: 9999\r\n\r\n" + CALENDAR, b"X", pause=0.05), fetching.TOO_SLOW),
    "a head that drips": (without_end(OK, b"a", pause=0.05), fetching.TOO_SLOW),
    "a gzip bomb": (gives(hostile.bomb(64), "Content-Encoding: gzip"), fetching.TOO_LARGE),
    "a gzip bomb in chunks": (
        says(CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(hostile.bomb(8)), hostile.bomb(8))), fetching.NO_CALENDAR),
    "a packed bomb in a bomb": (gives(gzip.compress(hostile.bomb(64)), "Content-Encoding: gzip"), fetching.NO_CALENDAR),
    "gzip that is none": (gives(CALENDAR, "Content-Encoding: gzip"), fetching.NO_ANSWER),
    "gzip cut off": (gives(gzip.compress(CALENDAR)[:-20], "Content-Encoding: gzip"), fetching.NO_ANSWER),
    "a packing we do not know": (gives(CALENDAR, "Content-Encoding: zstd"), fetching.NO_ANSWER),
    "packed twice, it says": (gives(CALENDAR, "Content-Encoding: gzip, gzip"), fetching.NO_ANSWER),
    "a huge length": (says(OK + b"Content-Length: 99999999999999\r\n\r\n" + CALENDAR), fetching.TOO_LARGE),
    "a length it does not keep": (says(OK + b"Content-Length: 9999\r\n\r\n" + CALENDAR), fetching.NO_ANSWER),
    "a length below nothing": (without_end(OK + b"Content-Length: -1\r\n\r\n" + CALENDAR, b"X" * 9999), fetching.TOO_LARGE),
    "a web page": (gives(b"<!DOCTYPE html><title>Verein</title>", "Content-Type: text/html"), fetching.NO_CALENDAR),
    "a picture that says it is a calendar": (gives(b"\x89PNG" + bytes(9_000), "Content-Type: text/calendar"), fetching.NO_CALENDAR),
    "nothing": (gives(b""), fetching.NO_CALENDAR),
    "a flood of heads": (without_end(OK, b"a: b\r\n" * 999), fetching.NO_ANSWER),
    "one head without end": (without_end(OK + b"a: ", b"b" * 65_536), fetching.NO_ANSWER),
    "wait, wait, wait": (without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), fetching.TOO_SLOW),
    "another language": (says(b"SSH-2.0-OpenSSH_9.2\r\n"), fetching.NO_ANSWER),
    "a status that is none": (says(b"HTTP/1.1 99999 Huh\r\n\r\n"), fetching.NO_ANSWER),
    "zeros": (without_end(b"", bytes(65_536)), fetching.NO_ANSWER),
    "a closed door": (says(b""), fetching.NO_ANSWER),
    "silence": (hostile.silent, fetching.TOO_SLOW),
    "gone": (gives(b"gone", status="410 Gone"), fetching.SAYS_NO),
    "broken": (gives(CALENDAR, status="500 Oops"), fetching.SAYS_NO),
    "a part of it": (gives(CALENDAR, status="206 Partial Content"), fetching.SAYS_NO),
    "no news, though we never asked": (says(b"HTTP/1.1 304 Not Modified\r\n\r\n"), fetching.SAYS_NO),
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_every_trick_ends_with_a_sentence(trick):
    play, sentence = TRICKS[trick]
    with serving(play) as server:
        limits = HURRIED if sentence == fetching.TOO_SLOW else LIMITS
        assert refused(lambda: fetched(server.port, limits=limits)) == sentence


def test_a_chain_of_five_is_followed_and_one_of_six_is_not():
    def links(count: int) -> str | bytes:
        def trick(line: socket.socket) -> None:
            rest = len(server.asked) <= count
            (sends_to(f"/{len(server.asked)}") if rest else gives(CALENDAR))(line)

        with serving(trick) as server:
            return fetched(server.port).content

    assert links(5) == CALENDAR
    assert refused(lambda: links(6)) == fetching.SENT_AROUND


def test_a_strange_stamp_is_not_kept():
    with serving(gives(CALENDAR, "ETag: " + "x" * 5_000, "Last-Modified: \x01 gestern")) as server:
        assert fetched(server.port).stamp == Stamp()


def test_nobody_at_home_is_told_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(lambda: fetched(port)) == fetching.NO_ANSWER
    assert refused(lambda: fetch("http://gibt-es-nicht.invalid/", limits=LIMITS)) == fetching.UNKNOWN


def test_the_name_is_looked_up_once_so_it_cannot_change_in_between(monkeypatch):
    """The resolver is a trickster here: public when checked, this computer when asked again."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def trickster(host, port, *rest, **more):
        asked.append(str(host))
        return real("127.0.0.1" if str(host) == "verein.example" and len(asked) == 1 else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", trickster)
    with serving(gives(CALENDAR)) as server:
        assert fetched(server.port, host="verein.example").content == CALENDAR
    assert asked == ["verein.example", "127.0.0.1"]
    assert f"Host: verein.example:{server.port}\r\n".encode() in server.asked[0]


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert refused(lambda: fetch("http://verein.example/", limits=LIMITS)) == fetching.NOT_PUBLIC


def test_a_resolver_that_never_answers_does_not_hold_us(monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait(SURELY) or [])
    assert refused(lambda: fetch("http://verein.example/", limits=HURRIED)) == fetching.TOO_SLOW
    never.set()


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def certified(authority, monkeypatch, tmp_path):
    """``certified("localhost")``: a server's side of TLS with such a certificate; we trust who signed it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    def certified(name: str, signer: trustme.CA = authority, **how) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        signer.issue_cert(name, **how).configure_cert(context)
        return context

    return certified


def test_a_calendar_comes_by_tls_whose_name_is_checked(certified):
    with serving(gives(CALENDAR), certified("localhost")) as server:
        assert fetched(server.port, scheme="https").content == CALENDAR
        assert fetch(f"webcal://localhost:{server.port}/", limits=LIMITS, allowed=here(server.port)).content == CALENDAR


@pytest.mark.parametrize("fault", ["another name", "a stranger signed", "too old"])
def test_a_certificate_that_proves_nothing_gets_no_question(certified, fault):
    past = {
        "not_before": datetime(2020, 1, 1, tzinfo=UTC),
        "not_after": datetime(2020, 1, 1, tzinfo=UTC) + timedelta(9),
    }
    context = {
        "another name": lambda: certified("verein.example"),
        "a stranger signed": lambda: certified("localhost", trustme.CA()),
        "too old": lambda: certified("localhost", **past),
    }[fault]()
    with serving(gives(CALENDAR), context) as server:
        assert refused(lambda: fetched(server.port, scheme="https")) == fetching.NOT_SECURE
    assert server.asked == []


def test_a_server_that_does_not_speak_tls_or_stops_in_the_middle(certified):
    with serving(gives(CALENDAR)) as server:
        assert refused(lambda: fetched(server.port, scheme="https")) == fetching.NOT_SECURE
    with serving(hostile.silent) as server:
        assert refused(lambda: fetched(server.port, scheme="https", limits=HURRIED)) == fetching.TOO_SLOW
    with serving(without_end(b"\x16\x03\x03\x40\x00", b"\x02", pause=0.05)) as server:
        assert refused(lambda: fetched(server.port, scheme="https", limits=HURRIED)) == fetching.TOO_SLOW


@pytest.mark.parametrize(
    "address", ["", "verein.de/a.ics", "http://", "https:///a", "ftp://verein.de", "http://a@b.de", "x" * 9_000]
)
def test_what_is_no_address_of_the_web_is_told_so(address):
    assert refused(lambda: fetch(address, limits=LIMITS)) == fetching.NO_ADDRESS


@pytest.mark.parametrize("host", PRIVATE)
def test_our_own_network_is_refused_at_once(host):
    assert refused(lambda: fetch(f"http://{host}/", limits=LIMITS)) == fetching.NOT_PUBLIC


@pytest.mark.parametrize("port", [22, 25, 8000, 5432])
def test_other_ports_are_no_websites(port):
    assert refused(lambda: fetch(f"http://93.184.216.34:{port}/", limits=LIMITS)) == fetching.NOT_PUBLIC


HIDDEN = """0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1
192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::10.0.0.1 ::8.8.8.8
::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:10::1 2001:20::1 2001:2::1 2001:db8::1
2002:7f00:1:: 2002:808:808::1 3fff::1 4000::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 ff0e::1"""
SEEN = "93.184.216.34 8.8.8.8 1.1.1.1 192.0.1.1 198.17.255.255 223.255.255.254 2606:4700::1111 2a01:4f8::1 2001:4860:4860::8888"


@pytest.mark.parametrize("address", HIDDEN.split())
def test_what_is_not_handed_out_to_the_public_is_not_public(address):
    assert not is_public(ip_address(address), 443)


@pytest.mark.parametrize("address", SEEN.split())
def test_the_public_internet_is_public_on_the_ports_of_the_web(address):
    assert is_public(ip_address(address), 443)
    assert is_public(ip_address(address), 80)
    assert not is_public(ip_address(address), 8080)
