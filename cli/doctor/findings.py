"""What a check found: ok, wrong, or beyond what can be told from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How a check ended."""

    OK = "ok"
    WRONG = "WRONG"
    UNKNOWN = "can't tell"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the doctor's report; `mend` says what to do where something is to be done."""

    check: str
    verdict: Verdict
    detail: str
    mend: str = ""

    @property
    def line(self) -> str:
        """Give the finding as it is printed."""
        mend = f" → {self.mend}" if self.mend else ""
        return f"{self.verdict.value:10}  {self.check}: {self.detail}{mend}"


def ok(check: str, detail: str) -> Finding:
    """Say that nothing is wrong."""
    return Finding(check=check, verdict=Verdict.OK, detail=detail)


def wrong(check: str, detail: str, mend: str) -> Finding:
    """Say what is wrong and how to mend it."""
    return Finding(check=check, verdict=Verdict.WRONG, detail=detail, mend=mend)


def unknown(check: str, detail: str, mend: str = "") -> Finding:
    """Say what can't be told from here, and where to look instead."""
    return Finding(check=check, verdict=Verdict.UNKNOWN, detail=detail, mend=mend)
