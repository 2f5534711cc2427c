"""Decides what goes into which compartment: only stripped text to reviewers, everything as given to custodians."""

from __future__ import annotations

from typing import Any

from crypto.seeds import Seed, public_key, signing_key
from testimony.giving.drafts import Draft
from testimony.pseudonyms.result import Stripped
from testimony.pseudonyms.withholding import withheld_words
from testimony.record.sealing import Contents

FORMAT = "aigaq-testimony-1"


def testimony_contents(draft: Draft, *, lookup_id: bytes, seed: Seed) -> Contents:
    """Sort a checked draft into compartments; `lookup_id` and `seed` are those of its receipt."""
    answers = draft.answers
    return Contents(
        working={
            "format": FORMAT,
            "stripped": _stripped_json(draft.stripped),
            "withheld": _withheld_json(draft.stripped),
            "unstripped": draft.stripped is None,  # the strip failed: a custodian's way in is the only one
            "facts": {
                "relationship": answers.relationship,
                "under_18": answers.under_18,
                "language": answers.language,
            },
            "stated": {"use": answers.use},
            "shown": list(answers.shown),  # "this isn't a name": flags that a reviewer decides
            "has_contact": bool(answers.contact.strip()),
            "source": {
                "lookup_id": lookup_id.hex(),
                "seal_key": public_key(seed).hex(),
                "sign_key": signing_key(seed).public.hex(),
            },
        },
        contact={"format": FORMAT, "contact": answers.contact, "contact_safe": answers.contact_safe},
        verbatim={
            "format": FORMAT,
            "narrative": answers.narrative,
            "names": list(answers.names),
            "key": draft.stripped.key.to_json() if draft.stripped else None,
        },
    )


def addition_contents(text: str, stripped: Stripped | None, language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the working and the verbatim part of a text that a source adds later."""
    working = {
        "format": FORMAT,
        "stripped": _stripped_json(stripped),
        "withheld": _withheld_json(stripped),
        "unstripped": stripped is None,
        "language": language,
    }
    verbatim = {"format": FORMAT, "narrative": text, "key": stripped.key.to_json() if stripped else None}
    return working, verbatim


def _stripped_json(stripped: Stripped | None) -> dict[str, Any] | None:
    return stripped.to_json() if stripped else None


def _withheld_json(stripped: Stripped | None) -> dict[str, str]:
    # Beside the text and not in it: what the text shows nobody until a reviewer has looked at these words.
    return {str(number): word for number, word in withheld_words(stripped).items()} if stripped else {}
