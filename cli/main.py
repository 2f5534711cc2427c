"""`aigaq`: finds the command and runs it; what goes wrong is said in one line without anybody's words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from cli import custody, demo, founding, handover, init, ledger, people, records, release, strip, sweep
from cli.doctor import command as doctor
from cli.errors import SPEAKABLE

COMMANDS = (init, founding, people, handover, custody, records, sweep, ledger, strip, release, doctor, demo)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 refused or wrong, 2 not understood."""
    parser = argparse.ArgumentParser(prog="aigaq", description="Secure testimony intake: administration and custody.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.configure(subparsers)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except SPEAKABLE as error:
        print(f"aigaq: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("aigaq: stopped", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"aigaq: {error.filename or 'file'}: {error.strerror}", file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    raise SystemExit(main())
