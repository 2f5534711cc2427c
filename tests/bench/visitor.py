"""A visitor without script, as small as a load test needs: one connection, one cookie, every byte counted."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

# What Tor Browser sends with each page, so that bytes are counted as a source pays for them.
_BROWSER = (
    "User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: en-US,en;q=0.5",
    "Accept-Encoding: gzip, deflate, br, zstd",
    "Connection: keep-alive",
    "Upgrade-Insecure-Requests: 1",
    "Sec-Fetch-Dest: document",
    "Sec-Fetch-Mode: navigate",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-User: ?1",
    "Priority: u=0, i",
)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_SEE_OTHER = 303
_OK = 200


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A response: its status, its headers by small letters, its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the page."""
        return self.body.decode("utf-8")

    @property
    def token(self) -> str:
        """Give the form token on the page; raises ValueError on a page without a form."""
        found = _TOKEN.search(self.text)
        if found is None:
            raise ValueError("page: no form token")
        return found[1]


@dataclass(kw_only=True)
class Visitor:
    """One browser; `sent` and `received` count the bytes on the wire."""

    port: int
    cookie: str = ""
    sent: int = 0
    received: int = 0
    _reader: asyncio.StreamReader | None = field(default=None, repr=False)
    _writer: asyncio.StreamWriter | None = field(default=None, repr=False)

    async def __aenter__(self) -> Visitor:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()

    async def get(self, path: str) -> Answer:
        """Open a page; raises ValueError unless it is shown."""
        answer = await self._exchange("GET", path, b"")
        if answer.status != _OK:
            raise ValueError(f"page: answered {answer.status}")
        return answer

    async def ask(self, path: str) -> Answer:
        """Ask for something that is no page."""
        return await self._exchange("GET", path, b"")

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form and open the page it leads to; raises ValueError unless it leads to one."""
        answer = await self._exchange("POST", path, urlencode(fields).encode("ascii"))
        if answer.status != _SEE_OTHER:
            raise ValueError(f"form: answered {answer.status}")
        return await self.get(answer.headers["location"])

    async def post_bytes(self, path: str, body: bytes) -> Answer:
        """Send bytes and stay."""
        return await self._exchange("POST", path, body)

    async def _exchange(self, method: str, path: str, body: bytes) -> Answer:
        if self._reader is None or self._writer is None:
            raise RuntimeError("visitor: not connected")
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}", *_BROWSER]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if method == "POST":
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                "Origin: null",
            ]
        blob = "\r\n".join([*lines, "", ""]).encode("ascii") + body
        self._writer.write(blob)
        await self._writer.drain()
        self.sent += len(blob)
        return await self._answer(self._reader)

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.received += len(head) + len(body)
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return Answer(status=int(first.split()[1]), headers=headers, body=body)
