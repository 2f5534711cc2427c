"""The command line finds its command, and says in one line what went wrong."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from types import SimpleNamespace

import pytest

from cli import main as module
from cli.errors import CommandFailed
from testimony.roster.errors import RosterRefused


def raising(error: Exception | None) -> SimpleNamespace:
    """Give a command `act` that fails, or gives 0."""

    def run(_options: Namespace) -> int:
        if error is not None:
            raise error
        return 0

    def configure(subparsers: _SubParsersAction[ArgumentParser]) -> None:
        subparsers.add_parser("act").set_defaults(run=run)

    return SimpleNamespace(configure=configure)


def only(monkeypatch: pytest.MonkeyPatch, command: SimpleNamespace) -> None:
    """Let the house have one command, `act`."""
    monkeypatch.setattr(module, "COMMANDS", {"act": "cli.act"})
    monkeypatch.setitem(sys.modules, "cli.act", command)


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        pytest.param(None, 0, "", id="done"),
        pytest.param(CommandFailed("FILE: no"), 1, "aigaq: FILE: no\n", id="refused"),
        pytest.param(CommandFailed("a\x1b[2J\nb: no"), 1, "aigaq: a·[2J·b: no\n", id="hostile name"),
        pytest.param(RosterRefused("roster: no"), 1, "aigaq: roster: no\n", id="refused below"),
        pytest.param(PermissionError(13, "Permission denied", "/a"), 1, "aigaq: /a: Permission denied\n", id="file"),
        pytest.param(EOFError(), 1, "aigaq: stopped\n", id="no passphrase typed"),
        pytest.param(OSError(28, "No space left"), 1, "aigaq: file: No space left\n", id="no file named"),
    ],
)
def test_command_ends_with_a_status_and_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception | None,
    status: int,
    line: str,
) -> None:
    only(monkeypatch, raising(error))

    assert module.main(["act"]) == status

    assert capsys.readouterr().err == line


def test_mistake_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, raising(ZeroDivisionError()))

    with pytest.raises(ZeroDivisionError):
        module.main(["act"])


def test_unknown_command_is_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        module.main(["no-such-command"])

    assert refused.value.code == 2


def test_every_command_of_the_house_is_registered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        module.main(["--help"])

    output = capsys.readouterr().out
    words = (
        "init",
        "founding",
        "people",
        "handover",
        "custody",
        "records",
        "sweep",
        "ledger",
        "strip",
        "release",
        "doctor",
        "demo",
    )
    assert all(f"    {word} " in output for word in words)


def without(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """Let this process forget the release command and find no such library."""
    own = ("cli.release", "cli.counting", "testimony.release")
    for name in [name for name in sys.modules if name.startswith(own)]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)


def test_intake_machine_lists_its_commands_without_the_release_engines_libraries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "scipy")

    with pytest.raises(SystemExit):
        module.main(["--help"])

    output = capsys.readouterr().out
    assert "    sweep " in output
    assert "    release " not in output


def test_command_whose_libraries_are_missing_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "scipy")

    assert module.main(["release", "verify", "somewhere"]) == 1

    assert "release: its libraries are not installed here" in capsys.readouterr().err


def test_missing_module_of_our_own_is_a_mistake_and_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMMANDS", {"act": "cli.no_such_module"})

    with pytest.raises(ModuleNotFoundError):
        module.main(["act"])
