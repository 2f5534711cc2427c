"""The request file: believed from the roster's pin alone, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import canonical
from crypto.seeds import Seed, public_key, signing_key
from testimony.custody import request as request_module
from testimony.custody.errors import RequestRefused
from testimony.custody.request import (
    MAX_REASON,
    Request,
    RequestFile,
    parse_request,
    parse_request_file,
    sign_request,
    verify_request_file,
)
from testimony.roster.chain import SignedRoster
from testimony.roster.document import REVIEWER, STEWARD

NOW = datetime(2022, 1, 5, 12, 0, tzinfo=UTC)


def _request(team: Any, **changes: Any) -> Request:
    values = {
        "record_id": "0f" * 16,
        "compartment": "contact",
        "requester": "aru",
        "seal_key": team.roster.person("aru").seal_key,
        "reason": "A lawyer asks.",
        "expires": NOW + timedelta(hours=72),
    }
    return Request(**{**values, **changes})


def _file(team: Any, signer: str = "aru", **changes: Any) -> RequestFile:
    request = _request(team, **changes)
    signature = sign_request(request, signing_key(team.seeds[signer]))
    return RequestFile(request=request, signature=signature, shares={"kenes": b"share"}, chain=(team.signed,))


def _verify(team: Any, file: RequestFile, now: datetime = NOW) -> Any:
    return verify_request_file(file, pin=team.roster.digest, now=now)


def test_a_request_file_is_read_back_and_believed(team: Any) -> None:
    file = _file(team)

    read = parse_request_file(file.to_bytes())

    assert read == file
    assert _verify(team, read) == team.roster


def test_the_id_changes_with_everything_that_is_asked(team: Any) -> None:
    others = [
        _request(team, record_id="0e" * 16),
        _request(team, compartment="verbatim"),
        _request(team, requester="madina"),
        _request(team, seal_key=bytes(1216)),
        _request(team, reason="Another."),
        _request(team, expires=NOW + timedelta(hours=73)),
    ]

    assert len({request.id for request in (_request(team), *others)}) == 7


Forge = Callable[[Any, RequestFile], RequestFile]


def _own_roster(team: Any, file: RequestFile) -> RequestFile:
    mine = Seed.generate()
    people = tuple(
        replace(person, seal_key=public_key(mine), sign_key=signing_key(mine).public)
        if person.handle == "aru"
        else person
        for person in team.roster.people
    )
    forged = replace(team.roster, people=people)
    chain = (SignedRoster(document=forged.to_bytes()).signed_by("aru", signing_key(mine)),)
    request = replace(file.request, seal_key=public_key(mine))
    return replace(file, chain=chain, request=request, signature=sign_request(request, signing_key(mine)))


def _longer_chain(team: Any, file: RequestFile) -> RequestFile:
    mine = Seed.generate()
    attacker = replace(
        team.roster.person("aru"),
        handle="zhan",
        roles=(REVIEWER, STEWARD),
        seal_key=public_key(mine),
        sign_key=signing_key(mine).public,
    )
    second = team.roster.next_version(people=(*team.roster.people, attacker))
    chain = (*file.chain, SignedRoster(document=second.to_bytes()).signed_by("zhan", signing_key(mine)))
    request = replace(file.request, requester="zhan", seal_key=public_key(mine))
    return replace(file, chain=chain, request=request, signature=sign_request(request, signing_key(mine)))


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(
            lambda _, f: replace(f, request=replace(f.request, reason="Another reason.")), id="the reason changed"
        ),
        pytest.param(
            lambda _, f: replace(f, request=replace(f.request, expires=NOW + timedelta(days=300))), id="a longer time"
        ),
        pytest.param(
            lambda _, f: replace(f, request=replace(f.request, compartment="verbatim")), id="another compartment"
        ),
        pytest.param(lambda _, f: replace(f, request=replace(f.request, record_id="0e" * 16)), id="another record"),
        pytest.param(lambda t, _: _file(t, seal_key=public_key(Seed.generate())), id="somebody else's key to seal to"),
        pytest.param(lambda t, _: _file(t, signer="madina"), id="signed by a colleague"),
        pytest.param(lambda t, _: _file(t, signer="kenes", requester="kenes"), id="asked by a custodian"),
        pytest.param(lambda t, _: _file(t, requester="nobody"), id="asked by nobody on the roster"),
        pytest.param(lambda _, f: replace(f, signature=bytes(64)), id="not signed"),
        pytest.param(_own_roster, id="a roster of the attacker's own"),
        pytest.param(_longer_chain, id="a newer roster that two stewards did not sign"),
        pytest.param(lambda _, f: replace(f, chain=()), id="no roster"),
    ],
)
def test_a_forged_request_is_refused(team: Any, forge: Forge) -> None:
    with pytest.raises(RequestRefused):
        _verify(team, forge(team, _file(team)))


@pytest.mark.parametrize("late", [timedelta(hours=72), timedelta(days=400)])
def test_an_expired_request_is_refused(team: Any, late: timedelta) -> None:
    _verify(team, _file(team), now=NOW + timedelta(hours=71))

    with pytest.raises(RequestRefused):
        _verify(team, _file(team), now=NOW + late)


@pytest.mark.parametrize(
    "changes",
    [
        {"compartment": "working"},
        {"reason": "  "},
        {"reason": "x" * (MAX_REASON + 1)},
    ],
)
def test_a_request_beyond_the_bounds_is_refused(team: Any, changes: dict[str, str]) -> None:
    with pytest.raises(RequestRefused):
        parse_request(_request(team, **changes).to_bytes())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("expires", "2022-01-08T12:00"),
        ("expires", "soon"),
        ("seal_key", "zz"),
        ("record_id", None),
        ("more", "fields"),
    ],
)
def test_a_request_of_another_shape_is_refused(team: Any, field: str, value: str | None) -> None:
    fields: Any = canonical.loads(_request(team).to_bytes())
    if value is None:
        del fields[field]
    else:
        fields[field] = value

    with pytest.raises(RequestRefused):
        parse_request(canonical.dumps(fields))


@pytest.mark.parametrize("blob", [b"", b"[]", b"{}", b'{"format":"aigaq-custody-request-file-2"}', b"\xff"])
def test_what_is_no_request_file_is_refused(blob: bytes) -> None:
    with pytest.raises(RequestRefused):
        parse_request_file(blob)


def test_a_file_beyond_the_bound_is_refused(team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = _file(team).to_bytes()
    monkeypatch.setattr(request_module, "MAX_FILE_BYTES", len(blob) - 1)

    with pytest.raises(RequestRefused):
        parse_request_file(blob)


@given(st.data())
def test_a_damaged_file_is_refused_before_anything_is_opened(team: Any, data: st.DataObject) -> None:
    file = _file(team)
    blob = bytearray(file.to_bytes())
    place = data.draw(st.integers(min_value=0, max_value=len(blob) - 1))
    blob[place] ^= data.draw(st.integers(min_value=1, max_value=255))

    try:
        read = parse_request_file(bytes(blob))
        _verify(team, read)
    except RequestRefused:
        return
    # What no signature covers: the shares, which open only for their custodians, and spare signatures of founders.
    assert read.request == file.request
