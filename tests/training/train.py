"""Trains the tagger: seeded, on one core, from the corpora beside the project and from invented testimonies.

Run `python -m tests.training.train --corpora ../shared/data --out testimony/pseudonyms/tagger/weights.npz`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from pathlib import Path

import torch
from torch.nn import functional

from testimony.pseudonyms.folding import fold
from testimony.pseudonyms.lexicon import given_names, surnames, word_set
from testimony.pseudonyms.tagger.network import load
from tests.training import card, corpora, grammar, scores
from tests.training.chance import seeded
from tests.training.corpora import Labelled
from tests.training.examples import UNCOUNTED, Example, batches, example
from tests.training.network import Network, save
from tests.training.people import People, read_pools
from tests.training.renaming import renamed
from tests.training.sentences import LANGUAGES, Sentences
from tests.training.typing_styles import restyled
from tests.training.vocabulary import Vocabulary, ordinary

SEED = 20220105
# Of the ordinary words of a text, the share that others replace: none, a few, many.
_VARIED = (0.0, 0.0, 0.1, 0.2, 0.35)
_IN_USE, _DOUBLE = 3, 6
# Court cases are long and tell little of how people talk: each round reads a third of them.
_COURT_SHARE = 0.3
_FASTEST, _SLOWEST = 4e-3, 2e-4
# A missed name costs more than a hidden word.
_WEIGHTS = (1.0, 2.5, 1.0, 1.0, 1.0, 1.0)
_TRIAL_TEXTS = 400


def train(texts: list[Labelled], invented: int, rounds: int) -> Network:
    """Train for so many rounds; every round renames, varies and restyles the texts anew."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    dice = seeded(SEED)
    network = Network()
    people = People(read_pools(), dice)
    sentences = Sentences(people, dice)
    vocabulary = Vocabulary(_ordinary_words(texts), dice)
    optimiser = torch.optim.Adam(network.parameters(), lr=_FASTEST)
    for turn in range(rounds):
        began = time.process_time()
        chosen = [row for row in texts if row[0] != "en" or dice.random() < _COURT_SHARE]
        material = [renamed(row, people, dice) for row in chosen] + [sentences.text() for _ in range(invented)]
        varied = (vocabulary.varied(row, dice.choice(_VARIED)) for row in material)
        examples = [item for row in varied if (item := example(restyled(row, dice))) is not None]
        for group in optimiser.param_groups:
            group["lr"] = _FASTEST * (1 - turn / rounds) + _SLOWEST
        loss = _round(network, optimiser, examples, dice)
        print(f"round {turn + 1}: loss {loss:.4f}, {time.process_time() - began:.0f} s", flush=True)  # noqa: T201  the progress of a command
    return network.eval()


def _ordinary_words(texts: list[Labelled]) -> dict[str, list[str]]:
    """Collect words to vary texts with: those in use count thrice, those that the lists hold as names too six times."""
    listed = {"ru": grammar.lines("words_ru.txt.gz"), "en": sorted(word_set("common_en.txt.gz"))}
    lists = [*grammar.doubles(), *listed["en"]]
    in_use = ordinary(texts)
    words = {language: in_use.get(language, []) for language in LANGUAGES}
    return {
        language: words[language] * _IN_USE
        + listed.get(language, [])
        + [word for word in [*lists, *words[language]] if _is_double(word, language)] * _DOUBLE
        for language in LANGUAGES
    }


def _is_double(word: str, language: str) -> bool:
    known = fold(word) in surnames() or fold(word) in given_names()
    return known and word.isascii() == (language == "en")


def _round(network: Network, optimiser: torch.optim.Optimizer, examples: list[Example], dice: random.Random) -> float:
    network.train()
    weights = torch.tensor(_WEIGHTS)
    total, grouped = 0.0, batches(examples, dice)
    for batch in grouped:
        optimiser.zero_grad()
        labels = torch.from_numpy(batch.labels)
        loss = functional.cross_entropy(network(batch), labels, weight=weights, ignore_index=UNCOUNTED)
        loss.backward()
        optimiser.step()
        total += loss.item()
    return total / len(grouped)


def measured(weights: Path, folder: Path) -> dict[str, object]:
    """Score written weights on TAB's development part and on sentences drawn from another seed."""
    content = weights.read_bytes()
    network = load(content, hashlib.sha256(content).hexdigest())
    dice = seeded(SEED + 1)
    sentences = Sentences(People(read_pools(), dice), dice)
    trials = {"TAB dev": corpora.english(folder, "dev"), "invented": [sentences.text() for _ in range(_TRIAL_TEXTS)]}
    return {
        f"{name}, {casing}": scores.of_words(network, rows, lower=casing == "small letters")
        for name, rows in trials.items()
        for casing in ("as written", "small letters")
    }


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--invented", type=int, default=3500)
    parser.add_argument("--card", type=Path, help="where the model card is written")
    parser.add_argument("--fold", type=int, help="leave out this half (0 or 1) of the Kazakh and Russian texts")
    given = parser.parse_args()
    texts = corpora.kazakh(given.corpora) + corpora.russian(given.corpora)
    if given.fold is not None:
        texts = [row for index, row in enumerate(texts) if index % 2 != given.fold]
    texts += corpora.english(given.corpora)
    save(train(texts, given.invented, given.rounds), given.out)
    if given.card is not None:
        made_by = (
            f"make train (tests/training/train.py, seed {SEED}, {given.rounds} rounds, {given.invented} invented texts "
            "a round, one thread, about four CPU minutes)"
        )
        card.write(given.out, given.card, made_by=made_by, scores=measured(given.out, given.corpora))


if __name__ == "__main__":
    main()
