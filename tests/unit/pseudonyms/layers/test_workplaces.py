"""Where somebody works is hidden, and firms by their form; work itself is not."""

import pytest

from testimony.pseudonyms.layers import workplaces


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("швейке бал текстиль", "ORG", "бал текстиль"),
        ("отчислили из кимэпа", "ORG", "кимэпа"),
        ("УВОЛИЛИ С ХЛЕБОЗАВОДА", "WORK", "ХЛЕБОЗАВОДА"),
        ("уволили с хлебозавода", "WORK", "хлебозавода"),
        ("в ТОО «Алтын Дән»", "ORG", "Алтын Дән"),
        ("«Алтын Дән» ЖШС", "ORG", "Алтын Дән"),
        ("работает в автосервисе", "WORK", "автосервисе"),
        ("she works at a bakery", "WORK", "a bakery"),
        ("зауытта жұмыс істейді", "WORK", "зауытта"),
    ],
)
def test_a_workplace_is_hidden(hidden, text: str, kind: str, words: str) -> None:
    assert any(kind == k and words in piece for k, piece in hidden(workplaces.find, text))


@pytest.mark.parametrize(
    "text", ["works at night", "работал на меня", "ақтады", "текстиль", "уволили меня", "you kept quiet", "о карте"]
)
def test_work_itself_stays(hidden, text: str) -> None:
    assert hidden(workplaces.find, text) == []


def test_a_big_city_where_somebody_studies_stays(hidden) -> None:
    assert hidden(workplaces.find, "Ол Шымкентте оқитын.", "kk") == []
