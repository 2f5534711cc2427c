"""The server's own settings keep requests off the disk and out of the log."""

from __future__ import annotations

import os
import resource
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import gunicorn.http.wsgi
import pytest

MEMORY = "/dev/shm"  # noqa: S108 - a name to compare with, nothing is written
CONF = Path(__file__).parents[3] / "config" / "gunicorn_conf.py"


@pytest.fixture(autouse=True)
def server_name() -> Iterator[None]:
    """Put back the name that the settings take from gunicorn."""
    name = gunicorn.http.wsgi.SERVER
    yield
    gunicorn.http.wsgi.SERVER = name


def read(environment: dict[str, str] | None = None) -> dict[str, Any]:
    """Run the settings as gunicorn does."""
    with mock.patch.dict(os.environ, environment or {}, clear=True):
        return runpy.run_path(str(CONF))


def test_nothing_of_a_request_is_logged() -> None:
    conf = read()

    assert (conf["accesslog"], conf["logger_class"]) == (None, "config.gunicorn_logger.QuietLogger")


def test_threads_wait_for_slow_senders() -> None:
    conf = read()

    assert conf["worker_class"] == "gthread"
    assert conf["threads"] >= 16


def test_no_socket_takes_commands() -> None:
    assert read()["control_socket_disable"] is True


def test_server_does_not_say_its_name() -> None:
    read()

    assert gunicorn.http.wsgi.SERVER == ""


def test_only_this_machine_is_served_unless_told_otherwise() -> None:
    assert read()["bind"] == "127.0.0.1:8000"
    assert read({"AIGAQ_BIND": "unix:/run/aigaq/intake.sock"})["bind"] == "unix:/run/aigaq/intake.sock"


@pytest.mark.parametrize(("there", "expected"), [(True, MEMORY), (False, None)])
def test_heartbeat_rests_in_memory_where_there_is_some(
    monkeypatch: pytest.MonkeyPatch, there: bool, expected: str | None
) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: there)

    assert read()["worker_tmp_dir"] == expected


def test_workers_write_no_core_dump(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limit: limits.append((kind, limit)))

    read()["post_fork"](None, None)

    assert limits == [(resource.RLIMIT_CORE, (0, 0))]
