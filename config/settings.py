"""Reads each app's settings from the environment once, complete and typed; a missing secret stops the start by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from config.errors import SettingMissing, SettingWrong

LANGUAGES = ("en", "ru", "kk")
DEFAULT_VAR = "var"
DEFAULT_LEAVE_URL = "https://www.wikipedia.org/"
MIN_SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class IntakeSettings:
    """What the intake app is told; `demonstration` comes from the roster, which can't change it."""

    host: str
    port: int
    database_url: str
    roster_path: Path
    roster_pin_path: Path
    salt: bytes
    spool_dir: Path
    leave_url: str
    organisation: str
    languages: tuple[str, ...] = LANGUAGES
    secure: bool = False
    demonstration: bool = False

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> IntakeSettings:
        """Read the settings; raises SettingMissing, SettingWrong."""
        var = _var(environment)
        return cls(
            host=_host(environment, "INTAKE_HOST"),
            port=_port(environment, "INTAKE_PORT", 8000),
            database_url=_secret(environment, "INTAKE_DATABASE_URL", f"sqlite:///{var}/intake/intake.sqlite"),
            roster_path=Path(environment.get("INTAKE_ROSTER", f"{var}/roster/roster.json")),
            roster_pin_path=Path(environment.get("INTAKE_ROSTER_PIN", f"{var}/roster/pin")),
            salt=_salt(environment, Path(f"{var}/intake/salt")),
            spool_dir=_memory_dir(environment, "INTAKE_SPOOL_DIR", var, "spool"),
            leave_url=environment.get("INTAKE_LEAVE_URL", DEFAULT_LEAVE_URL),
            organisation=environment.get("AIGAQ_ORGANISATION", ""),
            secure=_flag(environment, "INTAKE_SECURE"),
        )


@dataclass(frozen=True, kw_only=True)
class ReviewSettings:
    """What the review app, the hand-over and the command line are told."""

    host: str
    port: int
    database_url: str
    keys_url: str | None
    roster_path: Path
    roster_pin_path: Path
    session_dir: Path
    handover_seed_path: Path
    leave_url: str
    organisation: str
    languages: tuple[str, ...] = LANGUAGES
    secure: bool = False
    demonstration: bool = False

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> ReviewSettings:
        """Read the settings; raises SettingMissing, SettingWrong."""
        var = _var(environment)
        database_url = _secret(environment, "REVIEW_DATABASE_URL", f"sqlite:///{var}/review/review.sqlite")
        keys_url = environment.get("REVIEW_KEYS_URL", f"sqlite:///{var}/keys/keys.sqlite")
        return cls(
            host=_host(environment, "REVIEW_HOST"),
            port=_port(environment, "REVIEW_PORT", 8001),
            database_url=database_url,
            keys_url=keys_url if database_url.startswith("sqlite") else None,
            roster_path=Path(environment.get("REVIEW_ROSTER", f"{var}/roster/roster.json")),
            roster_pin_path=Path(environment.get("REVIEW_ROSTER_PIN", f"{var}/roster/pin")),
            session_dir=_memory_dir(environment, "REVIEW_SESSION_DIR", var, "sessions"),
            handover_seed_path=Path(environment.get("REVIEW_HANDOVER_SEED_FILE", f"{var}/review/handover.seed")),
            leave_url=environment.get("REVIEW_LEAVE_URL", DEFAULT_LEAVE_URL),
            organisation=environment.get("AIGAQ_ORGANISATION", ""),
            secure=_flag(environment, "REVIEW_SECURE"),
        )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address; a Unix socket counts as this machine."""
    if host == "localhost" or host.startswith("unix:"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _var(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("AIGAQ_VAR", DEFAULT_VAR)).absolute()


def _host(environment: Mapping[str, str], name: str) -> str:
    # Where gunicorn was told to listen counts: what we say about an address must be true of the one in use.
    bind = environment.get("AIGAQ_BIND")
    if bind is None:
        return environment.get(name, "127.0.0.1")
    return bind if bind.startswith("unix:") else bind.rpartition(":")[0].strip("[]")


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, str(default))
    if not (value.isascii() and value.isdigit()) or not 0 < int(value) < 65536:
        raise SettingWrong(f"{name}: not a port from 1 to 65535")
    return int(value)


def _flag(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "no")
    if value not in {"yes", "no"}:
        raise SettingWrong(f"{name}: yes or no")
    return value == "yes"


def _secret(environment: Mapping[str, str], name: str, default: str) -> str:
    # A database URL may hold a password, and environments are seen by neighbours: such a one comes by file.
    file_name = environment.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise SettingMissing(f"{name}_FILE: can't be read as text") from error
    value = environment.get(name, default)
    try:
        parts = urlsplit(value)
    except ValueError:
        raise SettingWrong(f"{name}: not a URL") from None  # the parser's error quotes it
    if parts.password is not None or "password" in parse_qs(parts.query):
        raise SettingWrong(f"{name}: a URL with a password is given as {name}_FILE")
    return value


def _salt(environment: Mapping[str, str], default: Path) -> bytes:
    path = Path(environment.get("INTAKE_SALT_FILE", default))
    try:
        salt = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise SettingMissing("INTAKE_SALT_FILE: can't be read as hex; `aigaq init` makes it") from error
    if len(salt) < MIN_SALT_BYTES:
        raise SettingWrong("INTAKE_SALT_FILE: shorter than 16 bytes")
    return salt


def _memory_dir(environment: Mapping[str, str], name: str, var: Path, default: str) -> Path:
    # What rests there is sealed; memory-backed, so that a power cut takes it too. `aigaq doctor` warns otherwise.
    given = environment.get(name)
    if given:
        return Path(given)
    shared_memory = Path("/dev/shm")  # noqa: S108 - not a shared temporary file: a private folder is made in it
    if shared_memory.is_dir():
        return shared_memory / f"aigaq{str(var).replace('/', '-')}" / default
    return var / "run" / default
