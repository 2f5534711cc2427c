"""Settings are complete, typed, and refused by name, never by value."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import settings
from config.errors import SettingMissing, SettingsError, SettingWrong
from config.settings import IntakeSettings, ReviewSettings, is_loopback

SALT = "ab" * 16
MEMORY = "/dev/shm"  # noqa: S108 - a name to compare with, nothing is written
EVERYWHERE = "0.0.0.0"  # noqa: S104 - told apart from this machine's own addresses, never listened on
Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """Give the least that both apps need."""
    (tmp_path / "intake").mkdir()
    (tmp_path / "intake" / "salt").write_text(SALT + "\n", "ascii")
    return {"AIGAQ_VAR": str(tmp_path)}


def test_intake_has_defaults_for_all_but_the_salt(environment: Environment, tmp_path: Path) -> None:
    read = IntakeSettings.from_env(environment)

    assert (read.host, read.port, read.secure, read.demonstration) == ("127.0.0.1", 8000, False, False)
    assert read.database_url == f"sqlite:///{tmp_path}/intake/intake.sqlite"
    assert (read.roster_path, read.roster_pin_path) == (
        tmp_path / "roster" / "roster.json",
        tmp_path / "roster" / "pin",
    )
    assert (read.salt, read.organisation, read.leave_url) == (bytes.fromhex(SALT), "", settings.DEFAULT_LEAVE_URL)


def test_review_has_defaults(environment: Environment, tmp_path: Path) -> None:
    read = ReviewSettings.from_env(environment)

    assert (read.host, read.port, read.secure, read.demonstration) == ("127.0.0.1", 8001, False, False)
    assert read.database_url == f"sqlite:///{tmp_path}/review/review.sqlite"
    assert read.keys_url == f"sqlite:///{tmp_path}/keys/keys.sqlite"
    assert read.handover_seed_path == tmp_path / "review" / "handover.seed"


def test_every_intake_setting_is_taken(environment: Environment, tmp_path: Path) -> None:
    salt = tmp_path / "other-salt"
    salt.write_text("cd" * 32, "ascii")
    read = IntakeSettings.from_env(
        environment
        | {
            "INTAKE_HOST": "10.0.0.5",
            "INTAKE_PORT": "9000",
            "INTAKE_DATABASE_URL": "postgresql+psycopg://intake@/intake?host=/run/postgresql",
            "INTAKE_ROSTER": "/etc/aigaq/roster.json",
            "INTAKE_ROSTER_PIN": "/etc/aigaq/pin",
            "INTAKE_SALT_FILE": str(salt),
            "INTAKE_SPOOL_DIR": "/run/aigaq/spool",
            "INTAKE_LEAVE_URL": "https://example.org/",
            "AIGAQ_ORGANISATION": "Example",
            "INTAKE_SECURE": "yes",
        }
    )

    assert read == IntakeSettings(
        host="10.0.0.5",
        port=9000,
        database_url="postgresql+psycopg://intake@/intake?host=/run/postgresql",
        roster_path=Path("/etc/aigaq/roster.json"),
        roster_pin_path=Path("/etc/aigaq/pin"),
        salt=bytes.fromhex("cd" * 32),
        spool_dir=Path("/run/aigaq/spool"),
        leave_url="https://example.org/",
        organisation="Example",
        secure=True,
    )


def test_every_review_setting_is_taken(environment: Environment) -> None:
    read = ReviewSettings.from_env(
        environment
        | {
            "REVIEW_HOST": "10.0.0.6",
            "REVIEW_PORT": "9001",
            "REVIEW_DATABASE_URL": "sqlite:////srv/review.sqlite",
            "REVIEW_KEYS_URL": "sqlite:////srv/keys.sqlite",
            "REVIEW_ROSTER": "/etc/aigaq/roster.json",
            "REVIEW_ROSTER_PIN": "/etc/aigaq/pin",
            "REVIEW_SESSION_DIR": "/run/aigaq/sessions",
            "REVIEW_HANDOVER_SEED_FILE": "/etc/aigaq/handover.seed",
            "REVIEW_LEAVE_URL": "https://example.org/",
            "AIGAQ_ORGANISATION": "Example",
            "REVIEW_SECURE": "no",
        }
    )

    assert read == ReviewSettings(
        host="10.0.0.6",
        port=9001,
        database_url="sqlite:////srv/review.sqlite",
        keys_url="sqlite:////srv/keys.sqlite",
        roster_path=Path("/etc/aigaq/roster.json"),
        roster_pin_path=Path("/etc/aigaq/pin"),
        session_dir=Path("/run/aigaq/sessions"),
        handover_seed_path=Path("/etc/aigaq/handover.seed"),
        leave_url="https://example.org/",
        organisation="Example",
        secure=False,
    )


def test_keys_of_postgresql_stand_in_a_schema_of_its_own(environment: Environment) -> None:
    read = ReviewSettings.from_env(environment | {"REVIEW_DATABASE_URL": "postgresql+psycopg://review@/review"})

    assert read.keys_url is None


def test_settings_do_not_change(environment: Environment) -> None:
    with pytest.raises(AttributeError):
        IntakeSettings.from_env(environment).port = 1  # type: ignore[misc]  # the refusal is what is tested


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "80.5", "http", "²", "٨٠"])
@pytest.mark.parametrize(("app", "name"), [(IntakeSettings, "INTAKE_PORT"), (ReviewSettings, "REVIEW_PORT")])
def test_port_out_of_bounds_is_refused(
    environment: Environment, app: type[IntakeSettings] | type[ReviewSettings], name: str, port: str
) -> None:
    with pytest.raises(SettingWrong, match=name):
        app.from_env(environment | {name: port})


@pytest.mark.parametrize("flag", ["", "true", "1", "Yes"])
@pytest.mark.parametrize(("app", "name"), [(IntakeSettings, "INTAKE_SECURE"), (ReviewSettings, "REVIEW_SECURE")])
def test_flag_that_is_neither_yes_nor_no_is_refused(
    environment: Environment, app: type[IntakeSettings] | type[ReviewSettings], name: str, flag: str
) -> None:
    with pytest.raises(SettingWrong, match=name):
        app.from_env(environment | {name: flag})


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://intake:hunter2@db/intake",
        "postgresql+psycopg://intake:hunter2@/intake?host=/run",
        "postgresql://intake@db/intake?password=hunter2",
        "postgresql://intake@db/intake?sslmode=require&password=hunter2",
    ],
)
@pytest.mark.parametrize(
    ("app", "name"), [(IntakeSettings, "INTAKE_DATABASE_URL"), (ReviewSettings, "REVIEW_DATABASE_URL")]
)
def test_password_in_the_environment_is_refused_and_not_repeated(
    environment: Environment, app: type[IntakeSettings] | type[ReviewSettings], name: str, url: str
) -> None:
    with pytest.raises(SettingWrong, match=f"{name}_FILE") as refused:
        app.from_env(environment | {name: url})

    assert "hunter2" not in str(refused.value)


def test_url_that_is_none_is_refused_and_not_repeated(environment: Environment) -> None:
    with pytest.raises(SettingWrong) as refused:
        IntakeSettings.from_env(environment | {"INTAKE_DATABASE_URL": "postgresql://[hunter2/intake"})

    assert "hunter2" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("url", ["sqlite:////srv/a:b@c/intake.sqlite", "postgresql://intake@db:5432/intake"])
def test_url_without_a_password_is_taken(environment: Environment, url: str) -> None:
    assert IntakeSettings.from_env(environment | {"INTAKE_DATABASE_URL": url}).database_url == url


def test_password_comes_by_file(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://intake:hunter2@db/intake\n", "utf-8")

    read = IntakeSettings.from_env(environment | {"INTAKE_DATABASE_URL_FILE": str(tmp_path / "url")})

    assert read.database_url == "postgresql://intake:hunter2@db/intake"


def test_absent_secret_file_is_named(environment: Environment, tmp_path: Path) -> None:
    with pytest.raises(SettingMissing, match="INTAKE_DATABASE_URL_FILE"):
        IntakeSettings.from_env(environment | {"INTAKE_DATABASE_URL_FILE": str(tmp_path / "none")})


def test_secret_file_that_is_no_text_is_named(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "url").write_bytes(b"\xff")

    with pytest.raises(SettingMissing, match="INTAKE_DATABASE_URL_FILE"):
        IntakeSettings.from_env(environment | {"INTAKE_DATABASE_URL_FILE": str(tmp_path / "url")})


def test_missing_salt_stops_the_start_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingMissing, match="INTAKE_SALT_FILE"):
        IntakeSettings.from_env({"AIGAQ_VAR": str(tmp_path)})


@pytest.mark.parametrize("salt", ["xyz", "соль", "a"])
def test_salt_that_is_no_hex_stops_the_start(environment: Environment, tmp_path: Path, salt: str) -> None:
    (tmp_path / "intake" / "salt").write_text(salt, "utf-8")

    with pytest.raises(SettingMissing, match="INTAKE_SALT_FILE"):
        IntakeSettings.from_env(environment)


@pytest.mark.parametrize("salt", ["", "ab" * 15])
def test_short_salt_stops_the_start(environment: Environment, tmp_path: Path, salt: str) -> None:
    (tmp_path / "intake" / "salt").write_text(salt, "ascii")

    with pytest.raises(SettingWrong, match="INTAKE_SALT_FILE"):
        IntakeSettings.from_env(environment)


def test_every_refusal_has_one_base() -> None:
    assert issubclass(SettingMissing, SettingsError)
    assert issubclass(SettingWrong, SettingsError)


def test_drafts_and_sessions_rest_in_memory_where_there_is_some(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda path: str(path) == MEMORY)

    assert IntakeSettings.from_env(environment).spool_dir.is_relative_to(MEMORY)
    assert ReviewSettings.from_env(environment).session_dir.is_relative_to(MEMORY)


def test_drafts_and_sessions_rest_beside_the_rest_where_there_is_none(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: False)

    assert IntakeSettings.from_env(environment).spool_dir == tmp_path / "run" / "spool"
    assert ReviewSettings.from_env(environment).session_dir == tmp_path / "run" / "sessions"


BINDS = {
    "127.0.0.1:8000": "127.0.0.1",
    f"{EVERYWHERE}:8000": EVERYWHERE,
    "[::1]:8000": "::1",
    "unix:/run/aigaq/intake.sock": "unix:/run/aigaq/intake.sock",
    ":8000": "",
    "8000": "",
}


@pytest.mark.parametrize(("bind", "host"), BINDS.items())
def test_address_that_is_listened_on_is_the_host(environment: Environment, bind: str, host: str) -> None:
    told = environment | {"AIGAQ_BIND": bind, "INTAKE_HOST": "127.0.0.1", "REVIEW_HOST": "127.0.0.1"}

    assert IntakeSettings.from_env(told).host == host
    assert ReviewSettings.from_env(told).host == host


LOOPBACK = {
    "127.0.0.1": True,
    "127.8.8.8": True,
    "::1": True,
    "localhost": True,
    "unix:/run/aigaq/intake.sock": True,
    EVERYWHERE: False,
    "::": False,
    "10.0.0.5": False,
    "": False,
    "localhost.example.org": False,
    "0.0.0.0:8000,127.0.0.1": False,
}


@pytest.mark.parametrize(("host", "expected"), LOOPBACK.items())
def test_only_this_machines_own_addresses_are_loopback(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected
