"""No tracked file tells where or with what it was made, and nothing is left to do without a number."""

from __future__ import annotations

import re

import pytest

# Each pattern is written so that it doesn't find itself.
PLACES = re.compile(
    r"(?<![\w.])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/(?=[\w.])|/tmp/w(?=/)|\.pyenv",
)
HOSTS = re.compile(
    r"pyp[i]\.(?:org|python)|pythonhoste[d]|npmj[s]\.|artifactor[y]|--(?:extra-)?index-ur[l]", re.IGNORECASE
)
TOOLS = re.compile(
    r"\b(?:assistant[s]|an? assistan[t]|AI (?:mode[l]|agen[t])|language mode[l]|LL[M]s?|chatbo[t]|sub-?agen[t]s?)\b"
    r"|claud[e]|anthropi[c]|chatgp[t]|opena[i]|copilo[t]|generated wit[h]|co-authored-b[y]",
    re.IGNORECASE,
)
UNNUMBERED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")
# The published wordlists and word counts hold ordinary words of three languages and nothing of ours.
LISTS = ("crypto/words/", "testimony/pseudonyms/words/", "config/codebook/", "web/translations/")
PATTERNS = {"places": PLACES, "hosts": HOSTS, "tools": TOOLS, "unnumbered": UNNUMBERED}
# The lists of patterns themselves, and commands that name the option which keeps a host out of the locks.
EXEMPT = {
    "places": {"tests/rules/test_words.py"},
    "hosts": {"tests/rules/test_words.py", "tests/vectors/npm/package-lock.json"},
    "tools": {"tests/rules/test_words.py"},
    "unnumbered": {"tests/rules/test_words.py", "pyproject.toml"},
}


@pytest.mark.parametrize("kind", PATTERNS)
def test_no_tracked_file_holds_what_is_not_for_it(files, kind: str) -> None:
    found = {
        f"{file.name}: {match[0]}"
        for file in files
        if not file.name.startswith(LISTS) and file.name not in EXEMPT[kind]
        for match in PATTERNS[kind].finditer(file.text)
    }

    assert found == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("places", "see /" + "work/shared", id="the folder of a checkout"),
        pytest.param("places", "/root/x", id="a home"),
        pytest.param("hosts", "https://pypi" + ".org/simple", id="a registry"),
        pytest.param("tools", "written by an assistant", id="a tool"),
        pytest.param("unnumbered", "# TODO: later", id="a thing to do without a number"),
    ],
)
def test_the_pattern_finds_what_it_is_for(kind: str, text: str) -> None:
    assert PATTERNS[kind].search(text)


def test_a_thing_to_do_with_its_number_is_let_be() -> None:
    assert not UNNUMBERED.search("# TODO(#12): later")


def test_locks_name_no_host_and_hash_every_package(files) -> None:
    locks = [file for file in files if re.fullmatch(r"requirements-\w+\.txt", file.name)]

    assert len(locks) >= 3
    for lock in locks:
        assert "://" not in lock.text
        assert "--find-links" not in lock.text
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==", lock.text, re.MULTILINE)
        hashed = re.findall(r"^[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==.*\\\n    --hash=sha256:", lock.text, re.MULTILINE)
        assert pins
        assert len(pins) == len(hashed)
