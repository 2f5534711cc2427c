"""Writes the model card: what the weights are, from which data, by which command, with which scores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

_CARD = {
    "name": "Aigaq tagger",
    "what": "Tells for each word of an English, Russian or Kazakh text whether it is part of a name of a person, a "
    "place or an organisation, in any casing.",
    "form": "Hashed pieces of words (65,536 x 48, 8 bits), word-list signs, one dense layer, three convolutions over "
    "three words, one decision; 3.1 million 8-bit and 53 thousand 16-bit numbers; numpy only.",
    "data": [
        {
            "name": "KazNERD, validation part",
            "licence": "CC BY 4.0",
            "by": "IS2AI, Kazakh Named Entity Recognition Dataset, 2021",
        },
        {"name": "factRuEval-2016, development set", "licence": "MIT", "by": "Dialogue Evaluation"},
        {"name": "Text Anonymization Benchmark, train part", "licence": "MIT", "by": "Norwegian Computing Center"},
        {
            "name": "invented testimonies from the sentences in tests/training/said, with names and ordinary words "
            "from testimony/pseudonyms/words and tests/training/said/words_ru.txt.gz",
            "licence": "as this project; lists as testimony/pseudonyms/words/NOTICE.md says",
        },
    ],
    "limits": "No native speaker has read the Kazakh sentences. Trained on news and court cases beside the invented "
    "sentences; no real testimony was seen. The invented scores measure unseen draws of the sentences that it was "
    "trained on, not unseen ways of telling; docs/pseudonyms-figures.md measures those.",
    "reproducible": "The seed fixes data and weights on one kind of machine with one thread; another processor may "
    "round differently.",
}


def write(weights: Path, card: Path, *, made_by: str, scores: Mapping[str, object]) -> None:
    """Write the card of these weights."""
    content = weights.read_bytes()
    whole = {
        **_CARD,
        "made by": made_by,
        "scores": {"per word, in %": dict(scores), "in the whole engine": "docs/pseudonyms-figures.md"},
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
    card.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
