"""The head of the ledger: its size and root, and the texts that carry them on paper, in a file, in a cookie."""

import re
import zlib
from dataclasses import dataclass

from crypto import canonical
from testimony.ledger.errors import BadHead

_TITLE = "Aigaq ledger head, version 1"
_COOKIE_VERSION = "v1"
_GROUP = 4
_GROUPS_PER_LINE = 8
_MAX_SIZE_DIGITS = 15
_MAX_TEXT = 2_000
_TEXT = re.compile(
    r"Aigaq ledger head, version 1 size: (?P<size>[0-9]+) root:(?P<root>(?: [0-9a-f]{4}){16})"
    r" check: (?P<check>[0-9a-f]{8})",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"v1\.(?P<size>[0-9]+)\.(?P<root>[0-9a-f]{64})\.(?P<check>[0-9a-f]{8})")
HEX_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Head:
    """How many entries there are and the RFC 6962 root over them, 64 hexadecimal digits."""

    size: int
    root: str

    def __post_init__(self) -> None:
        """Refuse values that no ledger has; raise BadHead."""
        if self.size < 0 or len(str(self.size)) > _MAX_SIZE_DIGITS or not HEX_DIGEST.fullmatch(self.root):
            raise BadHead("ledger head: size or root is impossible")

    def message(self, handle: str) -> bytes:
        """Return the bytes that a person signs for this head."""
        return canonical.dumps([handle, self.size, self.root])

    def to_text(self) -> str:
        """Write the head for paper and for `--head FILE`, in groups to compare by eye and to type again."""
        groups = [self.root[i : i + _GROUP] for i in range(0, len(self.root), _GROUP)]
        lines = [" ".join(groups[i : i + _GROUPS_PER_LINE]) for i in range(0, len(groups), _GROUPS_PER_LINE)]
        root = "\n      ".join(lines)
        return f"{_TITLE}\nsize: {self.size}\nroot: {root}\ncheck: {self._check()}\n"

    def to_cookie(self) -> str:
        """Write the head in one word of letters, digits and dots."""
        return f"{_COOKIE_VERSION}.{self.size}.{self.root}.{self._check()}"

    @classmethod
    def parse_text(cls, text: str) -> "Head":
        """Read `to_text`, forgiving about case, spaces and line breaks; raise BadHead."""
        return cls._matched(_TEXT.fullmatch(" ".join(text[:_MAX_TEXT].split())))

    @classmethod
    def parse_cookie(cls, text: str) -> "Head":
        """Read `to_cookie`; raise BadHead."""
        return cls._matched(_COOKIE.fullmatch(text[:_MAX_TEXT]))

    @classmethod
    def _matched(cls, match: re.Match[str] | None) -> "Head":
        if match is None or len(match["size"]) > _MAX_SIZE_DIGITS:
            raise BadHead("ledger head: not in the form of a head")
        head = cls(size=int(match["size"]), root="".join(match["root"].lower().split()))
        if head._check() != match["check"].lower():
            raise BadHead("ledger head: the check does not fit, look for a mistake in copying")
        return head

    def _check(self) -> str:
        # A check against slips of the pen only: who wants to deceive writes a fitting one. Trust comes from where
        # the head was kept.
        return f"{zlib.crc32(self.message('')):08x}"
