"""The tagger may speak for a word that lists alone call a name."""

from testimony.pseudonyms.strip import strip


def test_an_article_at_the_opening_stays_readable() -> None:
    assert not strip("An old man came. They asked.", language="en").mentions


def test_a_listed_name_beside_a_relation_stays_hidden() -> None:
    assert strip("мой сын ербол пропал", language="ru").mentions
