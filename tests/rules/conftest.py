"""What the house rules look at: the files that are tracked, and a prepared demonstration to start the apps from."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".npz", ".png", ".gz", ".mo", ".ico"}


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A tracked file with its text."""

    name: str
    text: str

    @property
    def is_code(self) -> bool:
        """Tell whether it is Python."""
        return self.name.endswith(".py")


@pytest.fixture(scope="session")
def files() -> tuple[TextFile, ...]:
    """Give every tracked text file of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    names = [name for name in listed.split("\0") if name and Path(name).suffix not in BINARY]
    # What is deleted and not committed yet is still listed.
    return tuple(
        TextFile(name=name, text=(ROOT / name).read_text("utf-8")) for name in names if (ROOT / name).is_file()
    )


@pytest.fixture(scope="session")
def code(files: tuple[TextFile, ...]) -> tuple[TextFile, ...]:
    """Give every tracked module."""
    return tuple(file for file in files if file.is_code)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Prepare a demonstration in a fresh folder, and give the environment that leads to it."""
    folder = tmp_path_factory.mktemp("house")
    environment = {
        **os.environ,
        "AIGAQ_VAR": str(folder),
        "INTAKE_SPOOL_DIR": str(folder / "spool"),
        "REVIEW_SESSION_DIR": str(folder / "sessions"),
    }
    subprocess.run(
        [sys.executable, "-c", "from cli.main import main; main()", "demo", "--prepare-only"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    return environment
