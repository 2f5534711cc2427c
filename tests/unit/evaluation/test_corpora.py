"""Each collection's own format becomes the same gold spans."""

from __future__ import annotations

import json
from pathlib import Path

from tests.evaluation import corpora


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_persons_of_factrueval_are_gold_and_the_rest_neutral(tmp_path: Path) -> None:
    folder = tmp_path / "factrueval" / "devset"
    write(folder / "book_1.txt", "Юрий Лужков в Москве")
    write(
        folder / "book_1.spans",
        "1 name 0 4 10 1  # 10 Юрий\n2 surname 5 6 11 1  # 11 Лужков\n3 loc_name 14 6 13 1  # x\n",
    )
    write(folder / "book_1.objects", "7 Person 1 2 # Юрий Лужков\n8 LocOrg 3 # Москве\n")

    (text,) = corpora.factrueval(tmp_path)

    assert [text.text[g.start : g.end] for g in text.spans] == ["Юрий", "Лужков"]
    assert text.neutral == ((14, 20),)


def test_sentences_of_kaznerd_are_joined_and_their_persons_gold(tmp_path: Path) -> None:
    write(tmp_path / "kaznerd" / "IOB2_valid.txt", "Абай B-PERSON\nҚұнанбаев I-PERSON\nСемейде B-GPE\n. O\n\nИә O\n")

    first, second = corpora.kaznerd(tmp_path)

    assert first.text == "Абай Құнанбаев Семейде ."
    assert [first.text[g.start : g.end] for g in first.spans] == ["Абай Құнанбаев"]
    assert [first.text[start:end] for start, end in first.neutral] == ["Семейде"]
    assert (second.text, second.spans) == ("Иә", ())


def test_tab_gives_one_class_as_gold_and_the_other_as_neutral(tmp_path: Path) -> None:
    entities = [
        {"identifier_type": kind, "start_offset": start, "end_offset": end}
        for kind, start, end in [("DIRECT", 0, 4), ("QUASI", 9, 13), ("NO_MASK", 17, 20)]
    ]
    write(tmp_path / "tab" / "dev.jsonl", json.dumps({"text": "Anna was born in Rom", "entities": entities}) + "\n")

    (direct,) = corpora.tab(tmp_path, "DIRECT")
    (quasi,) = corpora.tab(tmp_path, "QUASI")

    assert ([(g.start, g.end) for g in direct.spans], direct.neutral) == ([(0, 4)], ((9, 13),))
    assert ([(g.start, g.end) for g in quasi.spans], quasi.neutral) == ([(9, 13)], ((0, 4),))


def test_own_relations_are_told_in_the_engines_words() -> None:
    relations = {text.id: text.relations for text in corpora.own("en")}

    assert relations["en-16"]["p1"] == "grandparent"  # marked "grandfather"
    assert "p2" not in relations["en-16"]  # the narrator: no relation is asked


def test_only_collections_that_are_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "tab").mkdir()

    assert list(corpora.directories(tmp_path)) == ["tab"]
    assert list(corpora.directories(tmp_path / "nowhere")) == []
