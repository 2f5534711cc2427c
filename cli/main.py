"""`aigaq`: finds the command and runs it; what goes wrong is said in one line without anybody's words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from cli.errors import SPEAKABLE, CommandFailed
from cli.printable import printable

# Named, not imported: only the asked one is loaded, so that an intake machine needs no library of the release engine.
COMMANDS = {
    "init": "cli.init",
    "founding": "cli.founding",
    "people": "cli.people",
    "handover": "cli.handover",
    "custody": "cli.custody",
    "records": "cli.records",
    "sweep": "cli.sweep",
    "ledger": "cli.ledger",
    "strip": "cli.strip",
    "release": "cli.release",
    "doctor": "cli.doctor.command",
    "demo": "cli.demo",
}
_OWN = ("cli", "config", "crypto", "intake", "review", "testimony", "web")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 refused or wrong, 2 not understood."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="aigaq", description="Secure testimony intake: administration and custody.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    try:
        for command in _commands(words):
            command.configure(subparsers)
        options = parser.parse_args(words)
        status: int = options.run(options)
    except SPEAKABLE as error:
        return _failed(str(error))
    except (KeyboardInterrupt, EOFError):
        return _failed("stopped")
    except OSError as error:
        return _failed(f"{error.filename or 'file'}: {error.strerror}")
    return status


def _failed(why: str) -> int:
    # The name of somebody else's file may hold signs that move a terminal's cursor or rewrite what stands above.
    print(f"aigaq: {printable(why)}", file=sys.stderr)
    return 1


def _commands(words: Sequence[str]) -> list[Any]:
    """Load the command that is asked for; without one, all that this machine has the libraries for."""
    named = [name for name in COMMANDS if [name] == list(words[:1])]
    loaded = {name: _load(COMMANDS[name]) for name in named or COMMANDS}
    if named and loaded[named[0]] is None:
        message = f"{named[0]}: its libraries are not installed here; they come with requirements-review.txt"
        raise CommandFailed(message)
    return [command for command in loaded.values() if command is not None]


def _load(module: str) -> Any:
    """Give the module, or None where a library of others that it needs is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in _OWN:
            raise
        return None


if __name__ == "__main__":
    raise SystemExit(main())
