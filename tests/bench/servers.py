"""Starts the servers to be measured, each in a process of its own, and reads how much processor time they used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30
_TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
# Fields 14 to 17 of /proc/PID/stat: user and system time, own and of children that have ended (man 5 proc).
_CPU_FIELDS = slice(11, 15)
_PARENT_FIELD = 1


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running gunicorn on a port of this machine."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Give the processor time that the process and all its descendants have used so far."""
        return tree_cpu_seconds(self.pid)


@contextmanager
def served(app: str, environment: Mapping[str, str], *, path: Path = ROOT) -> Iterator[Server]:
    """Serve an app exactly as in production but on a free port, and stop it afterwards."""
    port = _free_port()
    configuration = str(ROOT / "config" / "gunicorn_conf.py")
    command = [sys.executable, "-m", "gunicorn", "--config", configuration, "--pythonpath", str(path), app]
    settings = {**os.environ, **environment, "AIGAQ_BIND": f"127.0.0.1:{port}", "AIGAQ_WORKERS": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        _wait_for(port, process)
        yield Server(port=port, pid=process.pid)
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def tree_cpu_seconds(root_pid: int) -> float:
    """Sum the processor time of a process and its living descendants."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            # The program's name stands in brackets and may hold spaces: the fields begin after the last bracket.
            fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        pid = int(folder.name)
        children.setdefault(int(fields[_PARENT_FIELD]), []).append(pid)
        seconds[pid] = sum(int(ticks) for ticks in fields[_CPU_FIELDS]) * _TICK_SECONDS
    total, waiting = 0.0, [root_pid]
    while waiting:
        pid = waiting.pop()
        total += seconds.get(pid, 0.0)
        waiting += children.get(pid, [])
    return total


def machine_cpu_seconds() -> float:
    """Give the processor time that the whole machine has used since it started, idling left out (man 5 proc)."""
    user, nice, system, _idle, _waiting, *rest = (
        int(ticks) for ticks in Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]
    )
    return (user + nice + system + sum(rest)) * _TICK_SECONDS


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the server ended by itself")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start in time")
