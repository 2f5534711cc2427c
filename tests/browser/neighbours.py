"""Small servers of this machine beside Aigaq's own: a page from elsewhere, and a line that loses answers."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 30
_BROWSERS_OWN = frozenset({"host", "content-length", "connection", "transfer-encoding"})


class Careless(BaseHTTPRequestHandler):
    """Does what Aigaq must not do: answers a POST with the page itself, and lets the browser remember its fields."""

    def do_GET(self) -> None:
        """Show a form, on a page whose title says whether scripts run."""
        page = (
            b"<!doctype html><title>script off</title><form method=post><textarea name=narrative></textarea>"
            b"<button>Send</button></form><script>document.title = 'script on'</script>"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self) -> None:
        """Take a form and show it again, empty."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Write no log."""


class Line(BaseHTTPRequestHandler):
    """Passes requests on to one server; while it is cut, the server does its work and the answer is lost."""

    port: ClassVar[int]
    cut: ClassVar[bool] = False

    def do_GET(self) -> None:
        """Pass a request on."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_PATIENCE_SECONDS)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if type(self).cut and self.command == "POST":
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _BROWSERS_OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        """Pass a form on."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Write no log."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run a server on a free port and give its address."""
    server = ThreadingHTTPServer((HOST, 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
