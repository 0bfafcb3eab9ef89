"""The way to the mail server: encrypted, its certificate checked, with a login."""

import ssl

import pytest
import trustme
from aiosmtpd.smtp import AuthResult

from tests.conftest import NOW
from tests.post.office import PostOffice
from webapp.formats.mail import Mail, to_message
from webapp.work.relay import Deferred, Refused, Relay, hand_over


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def certificate(authority, monkeypatch, tmp_path) -> ssl.SSLContext:
    """A server certificate for localhost; this computer trusts who signed it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def opened():
    """``opened(tls_context=…)``: an office with these habits."""
    offices = []

    def opened(**options) -> PostOffice:
        offices.append(PostOffice(**options))
        offices[-1].open()
        return offices[-1]

    yield opened
    for one in offices:
        one.close()


def letter(to="erika@example.org"):
    sender = "portal@musterstadt.example"
    return to_message(Mail("1@musterstadt.example", "Musterstadt", sender, sender, to, "Hello", "Hello", "<p>"), NOW)


def knows_us(_server, _session, _envelope, _mechanism, told) -> AuthResult:
    return AuthResult(success=(told.login, told.password) == (b"portal", b"secret"), handled=False)


def test_starttls_and_a_login(opened, certificate):
    office = opened(tls_context=certificate, require_starttls=True, authenticator=knows_us, auth_required=True)
    relay = {"host": "localhost", "port": office.port, "security": "starttls", "timeout": 2}
    hand_over(letter(), Relay(**relay, user="portal", password="secret"))
    assert len(office.accepted) == 1
    with pytest.raises(Deferred, match="535"):
        hand_over(letter(), Relay(**relay, user="portal", password="wrong"))


def test_tls_from_the_first_byte(opened, certificate):
    office = opened(ssl_context=certificate)
    hand_over(letter(), Relay("localhost", office.port, "tls", timeout=2))
    assert len(office.accepted) == 1


def test_a_certificate_nobody_signed_gets_no_letter(opened, certificate, monkeypatch, tmp_path):
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    office = opened(tls_context=certificate)
    with pytest.raises(Deferred, match="CERTIFICATE_VERIFY_FAILED"):
        hand_over(letter(), Relay("localhost", office.port, "starttls", timeout=2))
    assert office.accepted == []


def test_a_server_without_encryption_gets_no_letter(opened):
    office = opened()
    with pytest.raises(Deferred, match="STARTTLS"):
        hand_over(letter(), Relay("localhost", office.port, "starttls", timeout=2))


def test_a_refused_content_is_final(opened):
    office = opened(data_size_limit=100)
    with pytest.raises(Refused, match="552"):
        hand_over(letter(), Relay("127.0.0.1", office.port, timeout=2))
