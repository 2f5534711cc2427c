"""An app of the demonstration stops once nobody holds the other end of its standard input."""

from __future__ import annotations

import os
import signal

import pytest

from cli import child


def test_closed_pipe_stops_the_app_as_ctrl_c_does(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append((process, number)))
    reading, writing = os.pipe()
    os.close(writing)

    child.stop_with_parent(reading)

    os.close(reading)
    assert sent == [(os.getpid(), signal.SIGINT)]


def test_app_is_served_without_core_dumps_while_the_pipe_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    reading, writing = os.pipe()
    monkeypatch.setattr(child.sys, "stdin", os.fdopen(reading))
    monkeypatch.setattr(child.resource, "setrlimit", lambda _which, limits: done.append(limits))
    monkeypatch.setattr(child, "stop_with_parent", lambda _pipe: None)
    monkeypatch.setattr(child, "run", lambda: done.append("served"))

    child.main()

    child.sys.stdin.close()
    os.close(writing)
    assert done == [(0, 0), "served"]
