"""What was missed, in the three languages: marked once on a page, hidden in every form and in every text."""

import re
from typing import Any

import pytest

# An everyday word by which everybody knew somebody: no list can tell that it is a name here.
NICKNAMES = [
    pytest.param(
        "en",
        "They brought the plumber in. I heard the plumber cry, and saw the plumber's hands.",
        "In May the plumber came home.",
        "Plumber",
        "plumber",
        id="English",
    ),
    pytest.param(
        "ru",
        "Потом привели водника. Я видела, как водника били, и говорила с водником.",
        "В мае Водник пришёл домой, мы рады воднику.",
        "водник",
        "водник",
        id="Russian",
    ),
    pytest.param(
        "kk",
        "Сосын балташыны әкелді. Оған, балташыға, су бермеді, мен балташымен бірге отырдым.",
        "Мамырда балташы үйге келді, балташының қолы сынған.",
        "балташы",
        "балташы",
        id="Kazakh",
    ),
]


@pytest.mark.parametrize(("language", "first", "added", "surface", "stem"), NICKNAMES)
def test_every_form_in_every_text_is_hidden_by_one_mark(
    workplace: Any, reader: Any, language: str, first: str, added: str, surface: str, stem: str
) -> None:
    record_id, box = workplace.house.give_with_code(first, language=language)
    workplace.house.mailboxes.write_more(box, added, language)
    workplace.house.handover()
    reader.open(f"/records/{record_id}")
    assert len(re.findall(stem, reading(reader), re.IGNORECASE)) >= 4

    reader.post(f"/records/{record_id}/missed", {"surface": surface, "type": "PERSON"})

    assert reader.path == f"/records/{record_id}?said=hidden"
    assert re.findall(stem, reading(reader), re.IGNORECASE) == []


def reading(reader: Any) -> str:
    """Return the record's texts as the page shows them, without its forms."""
    return " ".join(re.findall(r'<div class="reading" dir="auto">(.*?)</div>', reader.page, re.DOTALL))
