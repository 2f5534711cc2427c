"""Terms per person: shown as stated, completed as new versions, never overwritten unseen."""

from typing import Any

import pytest

from testimony.terms.vocabulary import Answer, Attribution, Basis, Purpose, RiskLevel, Status


def form(page: Any, **changes: str) -> dict[str, str]:
    """Return the fields a reviewer sends: the version on the page, and what was changed."""
    return {"version": page.value("version"), **{name.replace("__", "."): value for name, value in changes.items()}}


def terms_of(workplace: Any, record_id: str, place: int = 0) -> Any:
    """Return one person's latest terms."""
    return workplace.house.open(record_id).terms[place]


def test_the_source_s_own_answer_stands_in_the_grid(reader: Any, record_id: str) -> None:
    page = reader.open(f"/records/{record_id}/terms")

    assert 'name="purposes.aggregate_statistics" value="yes" aria-label="Count in tables: Yes" checked' in page
    assert 'name="purposes.media" value="ask_first" aria-label="Media: Ask first" checked' in page
    assert "by the source" in reader.text()


def test_each_person_has_a_page_of_their_own(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms?person=1")

    assert 'person=1" aria-current="true"' in reader.page
    assert "Person harmed" in reader.text()


def test_an_unknown_person_is_the_first(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms?person=9")

    assert 'person=0" aria-current="true"' in reader.page


def test_what_is_recorded_is_the_next_version(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms")

    reader.post(
        f"/records/{record_id}/terms/0",
        form(reader, purposes__public_quote="yes", attribution="pseudonym", change__reason="asked in week 3"),
    )

    terms = terms_of(workplace, record_id)
    assert reader.path == f"/records/{record_id}/terms?person=0&said=terms"
    assert (terms.version, terms.status, terms.change.by) == (2, Status.WIDENED, "aru")
    assert terms.purposes[Purpose.PUBLIC_QUOTE] is Answer.YES
    assert terms.attribution is Attribution.PSEUDONYM
    assert terms_of(workplace, record_id, 1).version == 1


def test_a_hold_and_a_risk_are_recorded_and_the_hold_is_lifted(workplace: Any, reader: Any, record_id: str) -> None:
    address = f"/records/{record_id}/terms/0"
    reader.open(f"/records/{record_id}/terms")
    reader.post(
        address,
        form(reader, hold__until="2022-06-01", hold__condition="", risk__level="high", risk__valid_until="2022-07-01"),
    )
    held = terms_of(workplace, record_id)
    reader.post(address, form(reader, lift__0="1"))

    assert held.holds[0].until.isoformat() == "2022-06-01"
    assert (held.risk.level, held.risk.by) == (RiskLevel.HIGH, "aru")
    assert terms_of(workplace, record_id).holds == ()


def test_permission_stands_only_with_a_basis_that_needs_it(workplace: Any, reader: Any, record_id: str) -> None:
    address, given = f"/records/{record_id}/terms/1", {"permission.giver": "ref-7", "permission.relation": "parent"}
    state = {"permission.subject_state": "detained"}
    reader.open(f"/records/{record_id}/terms?person=1")
    reader.post(address, {**form(reader, basis="family_permission"), **given, **state})
    with_family = terms_of(workplace, record_id, 1)
    reader.post(address, form(reader, basis="public_record"))

    assert with_family.permission.giver == "ref-7"
    assert terms_of(workplace, record_id, 1).permission is None
    assert terms_of(workplace, record_id, 1).basis is Basis.PUBLIC_RECORD


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": "family_permission"}, "say who gave the permission"),
        ({"attribution": "named_public_record"}, "not possible with the basis"),
        ({"capacity": "minor"}, "Choose an age band"),
        ({"risk.valid_until": "tomorrow"}, "Write the day as 2022-01-31."),
        ({"purposes.media": "perhaps"}, "can't be stored as it is"),
        ({"hold.review_on": "2022-01-01"}, "A hold needs a day or a condition."),
    ],
    ids=["no permission", "no ground", "no age band", "no day", "no answer", "empty hold"],
)
def test_what_does_not_fit_comes_back_as_typed(
    workplace: Any, reader: Any, record_id: str, changes: dict[str, str], sentence: str
) -> None:
    reader.open(f"/records/{record_id}/terms")

    reader.post(f"/records/{record_id}/terms/0", {**form(reader), "change.reason": "kept words", **changes})

    assert reader.path.endswith("&mend=1") or reader.path.endswith("?mend=1&person=0")
    assert sentence in reader.text()
    assert reader.value("change.reason") == "kept words"
    assert terms_of(workplace, record_id).version == 1


def test_terms_recorded_meanwhile_are_not_overwritten(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms")
    mine = form(reader, purposes__media="yes")
    other = workplace.browser("madina")
    other.open(f"/records/{record_id}/terms")
    other.post(f"/records/{record_id}/terms/0", form(other, purposes__media="no"))

    reader.post(f"/records/{record_id}/terms/0", mine)

    assert "Somebody recorded other terms meanwhile." in reader.text()
    assert terms_of(workplace, record_id).purposes[Purpose.MEDIA] is Answer.NO


def test_a_person_of_the_text_is_added_with_everything_closed(workplace: Any, reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms")
    person = workplace.house.open(record_id).texts[0].stripped.entities

    named = next(entity for entity in person if entity.type.value == "PERSON")
    reader.post(f"/records/{record_id}/terms", {"person": named.id, "role": "third_party"})

    added = terms_of(workplace, record_id, 2)
    assert reader.path == f"/records/{record_id}/terms?person=2&said=person"
    assert set(added.purposes.values()) == {Answer.NOT_ASKED}


@pytest.mark.parametrize(
    "typed",
    [{"person": "giver", "role": "giver"}, {"person": "", "role": "giver"}, {"role": "king"}],
    ids=["known", "nobody", "no role"],
)
def test_somebody_who_can_not_be_added_is_not(
    workplace: Any, reader: Any, record_id: str, typed: dict[str, str]
) -> None:
    entities = workplace.house.open(record_id).texts[0].stripped.entities
    named = next(entity for entity in entities if entity.type.value == "PERSON")
    reader.open(f"/records/{record_id}/terms")

    reader.post(f"/records/{record_id}/terms", {"person": named.id, **typed})

    assert "Fill this in." in reader.text()
    assert len(workplace.house.open(record_id).terms) == 2


def test_a_person_who_is_not_there_is_no_page(reader: Any, record_id: str) -> None:
    reader.open(f"/records/{record_id}/terms")

    reader.post(f"/records/{record_id}/terms/9", form(reader))

    assert reader.status == 404


def test_a_text_without_a_strip_offers_nobody_to_add(workplace: Any, reader: Any) -> None:
    record_id = workplace.house.give("They beat me.", relationship="self")

    reader.open(f"/records/{record_id}/terms")

    assert "Somebody else in the text" not in reader.text()
