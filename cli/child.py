"""Serves one app for `aigaq demo`, and stops when the process that started it is gone, even killed without a word."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading

from gunicorn.app.wsgiapp import run


def stop_with_parent(pipe: int) -> None:
    """Wait until nobody holds the pipe's other end any more, then stop as on Ctrl-C."""
    # The parent never writes. A read that returns says that it is gone: the kernel closes a dead process's files.
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGINT)


def main() -> None:
    """Watch standard input and hand over to gunicorn, which reads its own arguments."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash writes no memory to disk
    threading.Thread(target=stop_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    run()


if __name__ == "__main__":
    main()
