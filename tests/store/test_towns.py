"""Towns: found by host, refused with file, key and reason."""

from pathlib import Path

import pytest

from webapp.app import create_app
from webapp.config import ConfigError, Settings, load
from webapp.store.towns import Towns, read_town

GOOD = 'name = "Musterdorf"\naddress = "https://musterdorf.example"\nland = "BY"\n'


def write(folder: Path, text: str, slug: str = "musterdorf") -> Path:
    path = folder / slug / "town.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_host_finds_its_town_whatever_its_case_and_port(tmp_path):
    write(tmp_path, GOOD + 'hosts = ["www.musterdorf.example"]\n')
    towns = Towns(tmp_path)
    assert towns.find("WWW.musterdorf.example:8443").slug == "musterdorf"
    assert towns.find("elsewhere.example") is None


def test_two_towns_cannot_share_a_host(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "zweitdorf")
    with pytest.raises(ConfigError, match=r"hosts: musterdorf\.example belongs to musterdorf already"):
        Towns(tmp_path)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('color = "#000000"', "color: is not a key we know"),
        ('colour = "#ffff00"', r"colour: contrast on #fbf8f1 is 1\.\d:1"),
        ('colour = "green"', "colour: 'green' is not a colour like"),
        ("phone = 5", "phone: must be text in quotes"),
        ('languages = ["en"]', "languages: must begin with de"),
        ('crest = "missing.svg"', "crest: the file missing.svg is not in the town's folder"),
        ('hours = [["Mo"]]', "hours: must be pairs"),
        ("hosts = [5]", "hosts: must be a list of texts"),
        ('holidays = ["corpus_christi"]', "holidays: may name in this Land: assumption, augsburg"),
        ('skyline = "<script>"', "skyline: must be the d attribute of one SVG path"),
    ],
)
def test_a_wrong_key_is_refused_with_its_file_and_reason(tmp_path, line, reason):
    path = write(tmp_path, GOOD + line + "\n")
    with pytest.raises(ConfigError, match=reason) as refused:
        read_town(path)
    assert str(path) in str(refused.value)


def test_a_crest_with_a_script_is_refused(tmp_path):
    path = write(tmp_path, GOOD + 'crest = "w.svg"\n')
    (path.parent / "w.svg").write_text("<svg><script>alert(1)</script></svg>")
    with pytest.raises(ConfigError, match="plain SVG drawing"):
        read_town(path)


def test_the_environment_wins_and_is_checked(tmp_path):
    (tmp_path / "portal.toml").write_text("port = 9000\n")
    assert load(tmp_path, {"PORTAL_PORT": "9001"}).port == 9001
    with pytest.raises(ConfigError, match="environment: PORTAL_PORT: must be a whole number"):
        load(tmp_path, {"PORTAL_PORT": "abc"})
    with pytest.raises(ConfigError, match="PORTAL_PROT: is not a setting"):
        load(tmp_path, {"PORTAL_PROT": "1"})


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "99999", "port: must be from 1 to 65535, not 99999"),
        ("PORTAL_THREADS", "0", "threads: must be 1 or more, not 0"),
        ("PORTAL_LOG_LEVEL", "LOUD", "log_level: must be one of DEBUG, INFO, WARNING, ERROR, not 'LOUD'"),
    ],
)
def test_what_no_machine_can_do_is_refused_at_the_start(tmp_path, name, value, reason):
    with pytest.raises(ConfigError, match=reason):
        load(tmp_path, {name: value})


def test_a_feature_nobody_knows_is_refused(tmp_path):
    path = write(tmp_path / "towns", GOOD + 'features = ["wast"]\n')
    with pytest.raises(ConfigError, match=f"{path}: features: may name health, accounts"):
        create_app(tmp_path, settings=Settings(secret_key="test"))


def test_the_secret_is_made_once_and_kept_private(tmp_path):
    first = load(tmp_path, {}).secret_key
    assert load(tmp_path, {}).secret_key == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_every_key_is_documented():
    text = (Path(__file__).parents[2] / "instance/README.md").read_text(encoding="utf-8")
    from dataclasses import fields

    from webapp.store.towns import TownFile

    keys = [one.name for kind in (Settings, TownFile) for one in fields(kind)]
    assert [key for key in keys if f"`{key}`" not in text] == []
