"""Walks a source's way over HTTP: alone for the bytes, several at once for the load, beside slow senders."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from narrative import ENGLISH
from servers import Server
from visitor import Visitor

FORM, RECEIPT = "/en/testimony", "/en/receipt"
SLOW_SENDERS = 50
SLOW_PAUSE_SECONDS = 0.2
MS = 1000.0
_STYLESHEET = re.compile(r'rel="stylesheet" href="([^"]+)"')


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a number of equal visits took: processor time of the server each, and how many a second were answered."""

    cpu_ms: float
    per_second: float


async def whole_visit(port: int) -> None:
    """Open the form, send a testimony, see that it is stored."""
    async with Visitor(port=port) as visitor:
        page = await visitor.get(FORM)
        await visitor.post(FORM, _answers(page.token))


async def receipt_visit(port: int) -> None:
    """Send a testimony and take the code; raises ValueError unless the code is shown."""
    async with Visitor(port=port) as visitor:
        page = await visitor.get(FORM)
        stored = await visitor.post(FORM, _answers(page.token))
        shown = await visitor.post(RECEIPT, {"csrf_token": stored.token, "show": "1"})
        if 'id="receipt-code"' not in shown.text:
            raise ValueError("receipt: no code")


async def form_only(port: int) -> None:
    """Open the form and leave."""
    async with Visitor(port=port) as visitor:
        await visitor.get(FORM)


def poster(path: str, body: bytes) -> Callable[[int], Awaitable[None]]:
    """Give a visit that sends bytes to one address of the bare app."""

    async def visit(port: int) -> None:
        async with Visitor(port=port) as visitor:
            await visitor.post_bytes(path, body)

    return visit


async def load(server: Server, visit: Callable[[int], Awaitable[None]], *, times: int, at_once: int) -> Load:
    """Make visits, so many at once, and tell what they took of the server."""
    left = iter(range(times))

    async def one_after_another() -> None:
        for _ in left:
            await visit(server.port)

    cpu, began = server.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    seconds = time.perf_counter() - began
    return Load(cpu_ms=(server.cpu_seconds() - cpu) / times * MS, per_second=times / seconds)


async def bytes_beyond_the_text(port: int) -> int:
    """Count what goes down and up from the welcome page to the page that says "stored", less the text as it is sent."""
    async with Visitor(port=port) as visitor:
        welcome = await visitor.get("/")
        for address in sorted(set(_STYLESHEET.findall(welcome.text))):
            await visitor.get(address)
        await visitor.ask("/favicon.ico")
        page = await visitor.get(FORM)
        await visitor.post(FORM, _answers(page.token))
        text = len(urlencode({"narrative": ENGLISH})) - len("narrative=")
        return visitor.sent + visitor.received - text


async def seconds_alone(port: int) -> float:
    """Time a visitor who wants a receipt."""
    began = time.perf_counter()
    await receipt_visit(port)
    return time.perf_counter() - began


async def seconds_beside_slow_senders(port: int) -> float:
    """Keep connections that send a letter now and then, and time a visitor who wants a receipt meanwhile."""
    stop = asyncio.Event()
    slow = [asyncio.create_task(_send_slowly(port, stop)) for _ in range(SLOW_SENDERS)]
    await asyncio.sleep(1.0)
    try:
        return await asyncio.wait_for(seconds_alone(port), timeout=60)
    finally:
        stop.set()
        await asyncio.gather(*slow)


async def _send_slowly(port: int, stop: asyncio.Event) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {FORM} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    writer.write(f"{head}Content-Length: 100000\r\n\r\n".encode("ascii"))
    while not stop.is_set():
        writer.write(b"a")
        try:
            await asyncio.wait_for(stop.wait(), SLOW_PAUSE_SECONDS)
        except TimeoutError:
            continue
    writer.close()


def _answers(token: str) -> dict[str, str]:
    return {
        "csrf_token": token,
        "narrative": ENGLISH,
        "use": "keep",
        "relationship": "relative",
        "under_18": "no",
        "contact": "",
        "contact_safe": "",
        "send": "1",
    }
