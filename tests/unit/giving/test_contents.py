"""Each compartment holds what it should, and no hidden word reaches the one that reviewers open."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto.envelopes import Context, open_envelope
from crypto.errors import BadShares, CryptoError
from crypto.seeds import Seed, public_key, signing_key
from testimony.giving import contents
from testimony.giving.answers import Answers
from testimony.giving.drafts import Draft
from testimony.pseudonyms.strip import strip
from testimony.pseudonyms.withholding import withheld_words
from testimony.record.sealing import COMPARTMENTS, share_kind, share_part

if TYPE_CHECKING:
    from tests.unit.giving.conftest import Intake, Item

TEXT = "They took Aslan, and Botagoz saw it."
ANSWERS = Answers(
    narrative=TEXT,
    relationship="relative",
    under_18="subject",
    use="count",
    contact="ring the baker",
    contact_safe="after six",
    names=("Botagoz",),
    shown=(2,),
    language="en",
)
CUSTODIANS = ("kenes", "sabira", "timur")

NAMES = ("Zhanbolat", "Akmaral", "Ерболат", "Гүлсезім", "Tulegenov", "Сағынбекова")
SENTENCES = (
    "{0} was taken from the yard by {1} on 5 January 2022.",
    "I am {0}, call +7 701 555 01 02 or write to {1}@example.org.",
    "{1} и {0} держали в ИВС города Темиртау, адвокат {0} не пришел.",
    "{0} деген азаматты {1} ұрды, ЖСН 900101300123.",
    "my neighbour {0} aged 47 works at school 12 with {1}",
)


@pytest.fixture
def item(embedded: Intake) -> Item:
    """Give a stored testimony."""
    embedded.giving.send(embedded.cookie(), ANSWERS)
    [item] = embedded.testimonies()
    return item


def working_of(draft: Draft) -> dict[str, Any]:
    """Give what would go to the reviewers."""
    return dict(contents.testimony_contents(draft, lookup_id=bytes(16), seed=Seed(bytes(32))).working)


def test_working_compartment_holds_facts_stated_use_and_flags(embedded: Intake, item: Item) -> None:
    working = embedded.working(item)

    assert working["facts"] == {"relationship": "relative", "under_18": "subject", "language": "en"}
    assert (working["stated"], working["shown"], working["has_contact"]) == ({"use": "count"}, [2], True)


def test_working_compartment_holds_no_hidden_word_and_no_contact(embedded: Intake, item: Item) -> None:
    text = json.dumps(embedded.working(item), ensure_ascii=False)

    assert [word for word in ("Aslan", "Botagoz", "baker", "after six") if word in text] == []
    assert "They took" in text


def test_contact_compartment_holds_how_to_reach_the_source_and_nothing_else(embedded: Intake, item: Item) -> None:
    assert embedded.compartment(item, "contact") == {
        "format": "aigaq-testimony-1",
        "contact": "ring the baker",
        "contact_safe": "after six",
    }


def test_verbatim_compartment_holds_the_words_as_given_the_names_and_the_key(embedded: Intake, item: Item) -> None:
    verbatim = embedded.compartment(item, "verbatim")

    assert (verbatim["narrative"], verbatim["names"]) == (TEXT, ["Botagoz"])
    assert [row[-1] for row in verbatim["key"]["surfaces"]] == ["Aslan", "Botagoz"]


def test_verbatim_words_are_never_normalised(embedded: Intake) -> None:
    text = "Е\u0308  \u202eтест\r\n\x00\ufeff" + "ﬁ"
    embedded.giving.send(embedded.cookie(), Answers(narrative=text))

    [item] = embedded.testimonies()

    assert embedded.compartment(item, "verbatim")["narrative"] == text


def test_working_compartment_names_the_sources_keys(embedded: Intake) -> None:
    sent = embedded.giving.send(embedded.cookie(), ANSWERS)
    seed = embedded.receipt_seed(sent)

    source = embedded.working(embedded.testimonies()[0])["source"]

    assert (source["seal_key"], source["sign_key"]) == (public_key(seed).hex(), signing_key(seed).public.hex())


def test_testimony_without_contact_says_so(embedded: Intake) -> None:
    embedded.giving.send(embedded.cookie(), Answers(narrative=TEXT, contact=" "))

    assert embedded.working(embedded.testimonies()[0])["has_contact"] is False


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_each_custodian_has_one_share_that_nobody_else_opens(embedded: Intake, item: Item, compartment: str) -> None:
    context = Context(record_id=bytes.fromhex(item.record_id), kind=share_kind(compartment))

    for owner in CUSTODIANS:
        share = item.parts[share_part(compartment, owner)]
        open_envelope(share, embedded.team.seeds[owner], context)
        for other in {*embedded.team.seeds} - {owner}:
            with pytest.raises(CryptoError):
                open_envelope(share, embedded.team.seeds[other], context)


@pytest.mark.parametrize("pair", list(combinations(CUSTODIANS, 2)))
@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_any_two_custodians_open_a_compartment(
    embedded: Intake, item: Item, compartment: str, pair: tuple[str, str]
) -> None:
    seed = embedded.custodians_seed(item, compartment, *pair)

    context = Context(record_id=bytes.fromhex(item.record_id), kind=compartment)
    assert open_envelope(item.parts[compartment], seed, context)


@pytest.mark.parametrize("one", CUSTODIANS)
@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_one_custodian_opens_nothing(embedded: Intake, item: Item, compartment: str, one: str) -> None:
    with pytest.raises(BadShares):
        embedded.custodians_seed(item, compartment, one, one)


def test_shares_of_one_compartment_do_not_open_the_other(embedded: Intake, item: Item) -> None:
    seed = embedded.custodians_seed(item, "contact", "kenes", "timur")

    with pytest.raises(CryptoError):
        open_envelope(item.parts["verbatim"], seed, Context(record_id=bytes.fromhex(item.record_id), kind="verbatim"))


@pytest.mark.parametrize("reader", ["aru", "kenes"])
def test_no_persons_own_key_opens_a_compartment(embedded: Intake, item: Item, reader: str) -> None:
    for name in ("working", "contact", "verbatim"):
        with pytest.raises(CryptoError):
            open_envelope(
                item.parts[name],
                embedded.team.seeds[reader],
                Context(record_id=bytes.fromhex(item.record_id), kind=name),
            )


def test_added_words_that_could_not_be_stripped_are_with_the_custodians_only() -> None:
    working, verbatim = contents.addition_contents("They took Aslan.", None, "en")

    assert "Aslan" not in json.dumps(working)
    assert (working["unstripped"], verbatim["narrative"], verbatim["key"]) == (True, "They took Aslan.", None)


@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
    people=st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    language=st.sampled_from(["en", "ru", "kk"]),
    spoil=st.sampled_from([str, str.lower, str.upper]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_word_of_a_hidden_mention_reaches_the_working_compartment(
    sentences: list[str], people: list[str], language: str, spoil: Any
) -> None:
    text = spoil(" ".join(sentences).format(*people))
    stripped = strip(text, language=language, declared=people, allow_list_if_doubtful=True)
    draft = Draft(record_id="0" * 32, answers=Answers(narrative=text, language=language), stripped=stripped)

    reviewers_read = json.dumps(working_of(draft), ensure_ascii=False).casefold()

    # Letters only: digits of a hidden number may stand in an offset.
    waiting = withheld_words(stripped)
    surfaces = [s for s, m in zip(stripped.key.surfaces, stripped.mentions, strict=True) if m.number not in waiting]
    hidden = {surface.text.casefold() for surface in surfaces if surface.text.isalpha()}
    assert hidden
    assert [name for name in people if name.casefold() in reviewers_read] == []
    assert [word for word in hidden if len(word) > 4 and f" {word} " in reviewers_read] == []


def test_strip_that_failed_leaves_only_facts_in_the_working_compartment() -> None:
    working = working_of(Draft(record_id="0" * 32, answers=ANSWERS, strip_failed=True))

    assert "took" not in json.dumps(working)
    assert (working["unstripped"], working["stripped"]) == (True, None)


DOUBTFUL = "They took me from home. They handcuffd me and laughd. Aslan saw the handcuffd man."


def test_in_a_doubtful_text_unknown_words_stand_beside_it_and_not_in_it() -> None:
    stripped = strip(DOUBTFUL, language="ru", allow_list_if_doubtful=True)

    working = working_of(Draft(record_id="0" * 32, answers=Answers(narrative=DOUBTFUL), stripped=stripped))

    assert sorted(working["withheld"].values()) == ["handcuffd", "handcuffd", "laughd"]
    assert "handcuffd" not in json.dumps(working["stripped"])


def test_what_the_usual_strip_hides_waits_for_nobody(embedded: Intake, item: Item) -> None:
    stripped = strip(DOUBTFUL, language="ru", declared=["handcuffd"], allow_list_if_doubtful=True)

    working, _ = contents.addition_contents(DOUBTFUL, stripped, "ru")

    assert sorted(working["withheld"].values()) == ["laughd"]
    assert "handcuffd" not in json.dumps(working)
    assert embedded.working(item)["withheld"] == {}
