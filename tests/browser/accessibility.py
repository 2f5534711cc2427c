"""Runs axe-core on pages, where the npm package is installed as the lock beside this file names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

NO_AXE = "axe-core is not installed: `npm ci --prefix tests/browser/npm --ignore-scripts`, as .ci/run does"
_SCRIPT = Path(__file__).parent / "npm" / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA and axe's own best practice.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "tags => window.axe.run(document, {runOnly: tags})"
_ID = re.compile(r"[0-9a-f]{16,}|[A-Za-z0-9_-]{40,}")


def axe_source() -> str | None:
    """Return axe-core's script, or None where it isn't installed."""
    return _SCRIPT.read_text("utf-8") if _SCRIPT.is_file() else None


@dataclass(kw_only=True)
class Inspector:
    """Looks at each kind of page once per width, and keeps what axe finds wrong."""

    source: str | None
    sites: tuple[str, ...] = ()
    seen: set[tuple[str, str, int]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Inspect a page that was reached; pages that differ in an id or in what waits on them are one kind."""
        address = urlsplit(page.url)
        width = (page.viewport_size or {"width": 0})["width"]
        kind = (_ID.sub("ID", address.path), page.title(), width)
        if self.source is None or not page.url.startswith(self.sites) or kind in self.seen:
            return
        self.seen.add(kind)
        # By the debugger, which the page's policy against scripts does not bind.
        page.evaluate(self.source)
        for violation in page.evaluate(_RUN, _TAGS)["violations"]:
            targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
            self.wrong.append(f"{kind[0]} at {width}: {violation['id']}: {violation['help']}: {targets}")
