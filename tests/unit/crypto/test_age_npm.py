"""An independent implementation, the npm package age-encryption, opens our files and we open its files."""

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crypto import agefile, identity_file
from crypto.errors import Damaged
from crypto.seeds import Seed

pytestmark = pytest.mark.node

PROJECT = Path(__file__).parents[2] / "vectors" / "npm"
INSTALL_SECONDS = 120
RUN_SECONDS = 60

Exchange = Callable[[bytes, bytes, list[bytes]], dict[str, str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the locked package is installed, or skip and say what is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("node or npm is absent")
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json", "roundtrip.mjs"):
        shutil.copy(PROJECT / name, folder / name)
    command = [npm, "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer in time")
    if done.returncode:
        pytest.skip("npm could not install age-encryption; is the registry out of reach?")
    return folder


@pytest.fixture
def exchange(installed: Path, seed: Seed) -> Exchange:
    """Return a call that gives the package a sealed file to open and a plaintext to seal to recipients."""

    def call(sealed: bytes, plaintext: bytes, recipients: list[bytes]) -> dict[str, str]:
        question = {
            "identity": identity_file.identity_string(seed),
            "recipients": [identity_file.recipient_string(public) for public in recipients],
            "sealed": base64.b64encode(sealed).decode("ascii"),
            "plaintext": base64.b64encode(plaintext).decode("ascii"),
        }
        answer = subprocess.run(
            ["node", "roundtrip.mjs"],
            cwd=installed,
            input=json.dumps(question).encode("ascii"),
            capture_output=True,
            timeout=RUN_SECONDS,
            check=True,
        )
        fields = json.loads(answer.stdout)
        assert isinstance(fields, dict)
        return fields

    return call


@pytest.mark.parametrize("size", [0, 5, 65_536, 200_000])
def test_package_opens_our_file(exchange: Exchange, public: bytes, other_public: bytes, size: int) -> None:
    content = b"c" * size

    answer = exchange(agefile.seal(content, [other_public, public]), b"", [public])

    assert base64.b64decode(answer["opened"]) == content


@pytest.mark.parametrize("size", [0, 5, 65_536, 200_000])
def test_we_open_a_file_of_the_package(
    exchange: Exchange, public: bytes, other_public: bytes, other_seed: Seed, size: int
) -> None:
    content = b"c" * size

    answer = exchange(agefile.seal(b"", [public]), content, [public, other_public])

    assert agefile.open_sealed(base64.b64decode(answer["sealed"]), other_seed, stanzas=2) == content


def test_package_derives_the_same_recipient(exchange: Exchange, public: bytes) -> None:
    answer = exchange(agefile.seal(b"", [public]), b"", [public])

    assert answer["recipient"] == identity_file.recipient_string(public)


def test_package_file_for_more_readers_than_expected_is_refused(
    exchange: Exchange, seed: Seed, public: bytes, other_public: bytes
) -> None:
    answer = exchange(agefile.seal(b"", [public]), b"text", [public, other_public])

    with pytest.raises(Damaged):
        agefile.open_sealed(base64.b64decode(answer["sealed"]), seed, stanzas=1)
