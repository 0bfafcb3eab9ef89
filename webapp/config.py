"""Settings of the portal: ``instance/portal.toml``, overridden by ``PORTAL_*`` from the environment.

A wrong key or value stops the start with the file, the key and the reason.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

SECRET_BYTES = 32
CRON_KEY = 20  # letters of a cron_key nobody guesses
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LEAST = {"port": 1, "threads": 1, "trusted_proxies": 0, "free_space_mb": 0}
MOST = {"port": 65_535}


class ConfigError(Exception):
    """A file, a key and a reason, in one sentence for the administrator."""

    def __init__(self, source: str, key: str, reason: str) -> None:
        super().__init__(f"{source}: {key}: {reason}")


def setting(default: Any, about: str, among: tuple[str, ...] = ()) -> Any:
    """One key of a configuration file with its default, its explanation and, if there are few, its values."""
    return field(default=default, metadata={"about": about, "among": among})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the administrator may set for all towns together."""

    secret_key: str = setting("", "Key for signatures and sealed papers. Empty: made once, in instance/secret.key.")
    host: str = setting("127.0.0.1", "Address the server listens on.")
    port: int = setting(8000, "Port the server listens on. PORT in the environment wins as well.")
    threads: int = setting(8, "Requests answered at the same time.")
    trusted_proxies: int = setting(0, "Number of reverse proxies in front whose X-Forwarded-For is believed.")
    page_cache: bool = setting(True, "Keep finished public pages in memory; an edit shows at once all the same.")
    free_space_mb: int = setting(100, "Below this much free disk space /bereit reports trouble.")
    log_level: str = setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    smtp_host: str = setting("", "Mail server that takes our letters. Empty: letters wait, except in a demo town.")
    smtp_port: int = setting(587, "Port of the mail server: 587 with starttls, 465 with tls, 25 with none.")
    smtp_security: str = setting("starttls", "How the way there is protected.", among=("starttls", "tls", "none"))
    smtp_user: str = setting("", "Login at the mail server. Empty: it takes letters without.")
    smtp_password: str = setting("", "Password at the mail server.")
    mail_from: str = setting("", "Sender of all letters. Empty: the town's mail_from, else its e-mail.")
    worker: str = setting("inside", "Who does what is due, see handbook/operate.", among=("inside", "apart", "cron"))
    cron_key: str = setting("", "With worker = cron: the secret end of /nacht/<key>, 20 letters or more.")


def read_toml(path: Path) -> dict[str, Any]:
    """The keys of a TOML file; an absent file has none."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(str(path), "file", f"is not readable as TOML ({fault})") from fault


def checked(kind: type[Any], values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The values, each of the type its key asks for; raises ConfigError for the first that is not."""
    known = {one.name: one for one in fields(kind)}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(source, key, f"is not a key we know. Known keys: {', '.join(sorted(known))}.")
        wanted = str(known[key].type)
        if not _fits(wanted, value):
            raise ConfigError(source, key, f"must be {_in_words(wanted)}, not {value!r}")
        among = known[key].metadata.get("among")
        if among and value not in among:
            raise ConfigError(source, key, f"must be one of {', '.join(among)}, not {value!r}")
    return dict(values)


def load(instance: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``instance/portal.toml`` and the environment, which wins."""
    path = instance / "portal.toml"
    values = checked(Settings, read_toml(path), str(path))
    values |= _from_environment(os.environ if environment is None else environment)
    if not values.get("secret_key"):
        values["secret_key"] = _kept_secret(instance / "secret.key")
    settings = Settings(**values)
    _ensure_possible(settings, str(path))
    return settings


def _ensure_possible(settings: Settings, source: str) -> None:
    """Refuse numbers no machine can keep and levels nobody logs at, whether the file or the environment set them."""
    if settings.log_level not in LOG_LEVELS:
        raise ConfigError(source, "log_level", f"must be one of {', '.join(LOG_LEVELS)}, not {settings.log_level!r}")
    for key, least in LEAST.items():
        value = getattr(settings, key)
        if not least <= value <= MOST.get(key, value):
            limits = f"from {least} to {MOST[key]}" if key in MOST else f"{least} or more"
            raise ConfigError(source, key, f"must be {limits}, not {value}")


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    types = {one.name: str(one.type) for one in fields(Settings)}
    for name, text in environment.items():
        key = name.removeprefix("PORTAL_").lower() if name.startswith("PORTAL_") else "port" if name == "PORT" else None
        if key is None or key == "instance":
            continue
        if key not in types:
            raise ConfigError("environment", name, "is not a setting of the portal. See instance/README.md.")
        values |= checked(Settings, {key: _parsed(types[key], text, name)}, f"environment: {name}")
    return values


def _parsed(wanted: str, text: str, name: str) -> Any:
    if "int" in wanted:
        try:
            return int(text)
        except ValueError:
            raise ConfigError("environment", name, f"must be a whole number, not {text!r}") from None
    if "bool" in wanted:
        if text.lower() not in {"1", "0", "true", "false", "yes", "no"}:
            raise ConfigError("environment", name, f"must be true or false, not {text!r}")
        return text.lower() in {"1", "true", "yes"}
    return text


def _fits(wanted: str, value: Any) -> bool:
    if "bool" in wanted:
        return isinstance(value, bool)
    if "int" in wanted:
        return isinstance(value, int) and not isinstance(value, bool)
    if "list" in wanted:
        return isinstance(value, list) and all(isinstance(one, list if "list[list" in wanted else str) for one in value)
    return isinstance(value, str)


def _in_words(wanted: str) -> str:
    kinds = {
        "bool": "true or false",
        "int": "a whole number",
        "list[list": "a list of pairs",
        "list": "a list of texts",
    }
    for part, words in kinds.items():
        if part in wanted:
            return words
    return "text in quotes"


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
    return path.read_text(encoding="ascii").strip()
