"""How gunicorn serves either app: threads, no log of requests, nothing on disk."""

import os
import resource
from pathlib import Path

import gunicorn.http.wsgi

bind = os.environ.get("AIGAQ_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("AIGAQ_WORKERS", "1"))
# A sync worker is held by one slow sender and killed at its time-out; threads wait cheaply, and are made when needed.
# Each slow sender holds one: with 32 of them, 50 senders of a letter now and then kept everybody else out.
worker_class = "gthread"
threads = 256
timeout = 120
keepalive = 5
# The heartbeat file, and nothing else: request bodies are never spooled.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn makes its own file in it
accesslog = None
logger_class = "config.gunicorn_logger.QuietLogger"
control_socket_disable = True
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 4096
# No Server header: which software answers, in which version, is nobody's business.
gunicorn.http.wsgi.SERVER = ""


def post_fork(_server: object, _worker: object) -> None:
    """Let no crash write this process's memory to a disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
