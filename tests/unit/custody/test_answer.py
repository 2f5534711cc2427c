"""A custodian's answer: made from the file alone, believed only as that custodian's own to this request."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crypto import canonical
from crypto.agefile import open_sealed
from crypto.errors import NotForThisKey
from crypto.labels import SIGN_CUSTODY_APPROVAL
from crypto.seeds import Seed, signing_key
from crypto.signed import sign_content
from testimony.custody import answer as answer_module
from testimony.custody.answer import APPROVE, DENY, answer_request, answered_request_id, verify_answer
from testimony.custody.errors import AnswerRefused, RequestRefused
from testimony.custody.request import Request, RequestFile, parse_request_file
from testimony.record.models import Share


@pytest.fixture
def file(house: Any, record_id: str) -> RequestFile:
    """Give the file of a request for the contact, as a custodian takes it home."""
    asked = house.custody.request(house.unlocked(), record_id, "contact", "A lawyer asks.")
    return parse_request_file(house.custody.request_file(house.unlocked("madina"), asked))


def _answer(house: Any, file: RequestFile, **changes: Any) -> bytes:
    values = {
        "handle": "kenes",
        "seed": house.team.seeds["kenes"],
        "pin": house.team.roster.digest,
        "now": house.clock(),
    }
    return answer_request(file, **{**values, **changes})


def _signed(house: Any, request: Request, who: str = "kenes", **fields: Any) -> bytes:
    values = {"decision": APPROVE, "format": "aigaq-custody-answer-1", "request_id": request.id, "share": ""}
    content = canonical.dumps({**values, **fields})
    key = signing_key(house.team.seeds[who])
    signed = sign_content(content, key, who, SIGN_CUSTODY_APPROVAL, context=bytes.fromhex(request.id))
    return _outer(request, signed)


def _outer(request: Request, signed: bytes) -> bytes:
    return canonical.dumps(
        {
            "format": "aigaq-custody-answer-file-1",
            "request_id": request.id,
            "signed": base64.b64encode(signed).decode("ascii"),
        }
    )


def test_an_answer_is_believed_and_its_share_opens_for_the_requester_only(house: Any, file: RequestFile) -> None:
    blob = _answer(house, file)

    answer = verify_answer(blob, file.request, house.team.roster)

    assert answered_request_id(blob) == file.request.id
    assert (answer.custodian, answer.decision, answer.request_id) == ("kenes", APPROVE, file.request.id)
    assert open_sealed(answer.share, house.team.seeds["aru"], stanzas=1)
    for handle in ("madina", "kenes", "timur"):
        with pytest.raises(NotForThisKey):
            open_sealed(answer.share, house.team.seeds[handle], stanzas=1)


def test_a_refusal_carries_no_share(house: Any, file: RequestFile) -> None:
    answer = verify_answer(_answer(house, file, decision=DENY), file.request, house.team.roster)

    assert (answer.decision, answer.share) == (DENY, b"")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(lambda _: {"handle": "timur"}, id="the identity of another custodian"),
        pytest.param(lambda _: {"handle": "nobody"}, id="nobody on the roster"),
        pytest.param(lambda h: {"handle": "madina", "seed": h.team.seeds["madina"]}, id="a reviewer"),
        pytest.param(lambda h: {"handle": "aru", "seed": h.team.seeds["aru"]}, id="who asked"),
        pytest.param(lambda _: {"seed": Seed.generate()}, id="an identity of nobody"),
        pytest.param(lambda _: {"pin": "0" * 64}, id="another roster's pin"),
    ],
)
def test_only_a_custodian_answers(house: Any, file: RequestFile, changes: Callable[[Any], dict[str, Any]]) -> None:
    with pytest.raises(RequestRefused):
        _answer(house, file, **changes(house))


def test_a_custodian_without_a_share_in_the_file_is_told(house: Any, file: RequestFile) -> None:
    with pytest.raises(RequestRefused):
        _answer(house, replace(file, shares={}))


@pytest.mark.parametrize("compartment", ["contact", "verbatim"])
def test_the_share_of_another_record_or_compartment_is_refused(house: Any, file: RequestFile, compartment: str) -> None:
    other = house.give("Another testimony.") if compartment == "contact" else file.request.record_id
    with house.review.reading() as session:
        theirs = session.get_one(Share, (other, compartment, "kenes")).sealed

    with pytest.raises(RequestRefused):
        _answer(house, replace(file, shares={"kenes": theirs}))


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda h, r: _signed(h, r, "madina"), id="signed by a reviewer"),
        pytest.param(lambda h, r: _signed(h, r, "aru"), id="signed by who asked"),
        pytest.param(lambda h, r: _signed(h, r, request_id="0" * 64), id="to another request inside"),
        pytest.param(lambda h, r: _signed(h, r, decision="perhaps"), id="neither yes nor no"),
        pytest.param(lambda h, r: _signed(h, r, share="*"), id="a share that is no base64"),
        pytest.param(lambda h, r: _signed(h, r, share=7), id="a share that is a number"),
        pytest.param(lambda _, r: _outer(r, b"not signed"), id="not signed"),
        pytest.param(lambda *_: canonical.dumps({"format": "aigaq-custody-answer-file-1"}), id="nothing in it"),
        pytest.param(lambda h, r: _signed(h, r).replace(b"file-1", b"file-2"), id="of another format"),
        pytest.param(lambda h, r: _signed(h, r)[:-1], id="cut"),
        pytest.param(lambda *_: b"[]", id="of another shape"),
        pytest.param(lambda *_: b" " * (answer_module.MAX_FILE_BYTES + 1), id="too large"),
    ],
)
def test_a_forged_answer_is_refused(house: Any, file: RequestFile, forge: Callable[[Any, Request], bytes]) -> None:
    with pytest.raises(AnswerRefused):
        verify_answer(forge(house, file.request), file.request, house.team.roster)


def test_an_answer_to_another_request_is_refused(house: Any, file: RequestFile) -> None:
    other = replace(file.request, reason="Another reason.")

    with pytest.raises(AnswerRefused):
        verify_answer(_answer(house, file), other, house.team.roster)


@pytest.mark.parametrize("named", [{}, {"request_id": 7}, {"request_id": "\0" * 64}, {"request_id": "0F" * 32}])
def test_an_answer_that_names_no_request_is_refused(named: dict[str, Any]) -> None:
    with pytest.raises(AnswerRefused):
        answered_request_id(canonical.dumps({"format": "aigaq-custody-answer-file-1", **named}))
