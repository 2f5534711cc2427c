"""The evaluation asks the engine, skips in words, and keeps the blind half blind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.evaluation import engine, evaluate
from tests.evaluation.scoring import Answer
from tests.evaluation.texts import Casing, Gold, Text

TEXT = Text(
    id="ru-01",
    half="dev",
    style="proper",
    voice="anyone",
    language="ru",
    text="Болата избили",
    spans=(Gold(start=0, end=6, type="PERSON", kind="person", person="p1"),),
)
BLIND = replace(TEXT, id="ru-02", half="blind", text="Дамира избили")


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts in each language, and an engine that hides nothing."""

    def own(language: str) -> list[Text]:
        return [TEXT, replace(TEXT, style="phone"), BLIND]

    def ask(text: Text, casing: Casing, *, strict: bool = False) -> tuple[Answer, float]:
        return Answer(hidden=(), relations={}), 0.001

    monkeypatch.setattr(evaluate.corpora, "own", own)
    monkeypatch.setattr(evaluate.engine, "ask", ask)
    monkeypatch.setattr(evaluate.engine, "load", lambda: (0.5, 60.0))


def test_the_engine_is_asked_and_its_answer_translated() -> None:
    answer, seconds = engine.ask(TEXT, Casing.WRITTEN)

    assert [(h.start, h.end) for h in answer.hidden] == [(0, 6)]
    assert answer.hidden[0].entity is not None
    assert seconds >= 0


def test_the_strict_setting_hides_more() -> None:
    text = replace(TEXT, text="Болата, казаха, избили")

    usual, strict = (engine.ask(text, Casing.WRITTEN, strict=strict)[0] for strict in (False, True))

    assert len(strict.hidden) == len(usual.hidden) + 1


def test_a_fresh_process_tells_its_load() -> None:
    seconds, megabytes = engine.load(rounds=1)

    assert seconds > 0
    assert megabytes > 0


def test_misses_are_listed_for_the_dev_half_only(idle: None) -> None:
    assert evaluate.misses("ru", "lower case") == {"person": ["Болата (ru-01)", "Болата (ru-01)"]}


def test_printed_misses_write_nothing(idle: None, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(evaluate, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(evaluate, "FIGURES", tmp_path / "figures.json")

    assert evaluate.main(["--misses"]) == 0

    assert "ru, capitals kept, person: 1: Болата (ru-01)" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_run_writes_figures_and_page_and_says_what_it_skipped(
    idle: None, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(evaluate, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(evaluate, "FIGURES", tmp_path / "figures.json")
    monkeypatch.setattr(evaluate, "own_cells", lambda: [evaluate.measure([BLIND], "capitals kept", Casing.WRITTEN)])

    assert evaluate.main(["--data", str(tmp_path / "nowhere")]) == 0

    page = (tmp_path / "page.md").read_text("utf-8")
    assert page == capsys.readouterr().out
    assert "Not measured, for want of the collection: factrueval, kaznerd, tab." in page
    assert "| persons covered: ru, capitals kept | 0 % | >= 99.5 | **no** |" in page
    assert "Дамира" not in page
    assert (tmp_path / "figures.json").exists()


def test_measuring_counts_texts_letters_and_time(idle: None) -> None:
    cell = evaluate.measure([TEXT, TEXT], "capitals kept", Casing.WRITTEN)

    assert (cell.texts, cell.characters, cell.scores.persons.whole) == (2, 26, 2)
    assert cell.pace == pytest.approx(1e6 * 0.002 / 26)
