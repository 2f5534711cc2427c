"""Writes and reads the plain JSON that stands inside a seal, which needs no single spelling of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from testimony.record.errors import RecordDamaged


def encode(content: Mapping[str, Any]) -> bytes:
    """Give UTF-8 JSON; raises ValueError for a lone surrogate, which no UTF-8 text holds."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def decode(blob: bytes) -> dict[str, Any]:
    """Read a JSON object; raises RecordDamaged."""
    try:
        content = json.loads(blob)
    except ValueError:
        # The parser's error carries the text itself: the chain ends here.
        raise RecordDamaged("content: not JSON") from None
    if not isinstance(content, dict):
        raise RecordDamaged("content: not a JSON object")
    return content
