"""Trains the tagger: seeded, on one core, from the corpora beside the project and from invented testimonies.

Run `python -m tests.training.train --corpora ../shared/data --out testimony/pseudonyms/tagger/weights.npz`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from testimony.pseudonyms.document import prepare
from testimony.pseudonyms.tagger.features import BUCKETS, SIGNS, Encoded, encode
from tests.training import corpora
from tests.training.people import People, read_pools
from tests.training.renaming import renamed
from tests.training.sentences import Sentences
from tests.training.typing_styles import restyled

KINDS = ("", "PERSON", "LOCATION", "ORGANISATION", "DATE", "OTHER")
WIDTH, HIDDEN = 40, 80
SEED = 20220105
_BATCH_WORDS = 3000
_PAUSE = 3  # empty places between two texts, so that neither sees the other


@dataclass
class Example:
    """One text ready for the network."""

    encoded: Encoded
    labels: np.ndarray


class Network(nn.Module):
    """Pieces of words, two looks at the neighbours, one decision per word."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS, WIDTH, mode="mean")
        nn.init.normal_(self.pieces.weight, std=0.3)
        self.enter = nn.Linear(WIDTH + len(SIGNS), HIDDEN)
        self.near = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=1)
        self.far = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=2, dilation=2)
        self.leave = nn.Linear(2 * HIDDEN, len(KINDS))

    def forward(
        self, pieces: torch.Tensor, starts: torch.Tensor, words: torch.Tensor, signs: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Give a row of scores per place; `real` is 1 for words and 0 for pauses."""
        own = functional.dropout(self.pieces(pieces, starts), 0.2, self.training)
        if self.training:
            own = own * (torch.rand(len(own), 1) > 0.08)
            signs = signs * (torch.rand(len(signs), 1) > 0.1)
        entered = functional.relu(self.enter(torch.cat((own[words], signs), 1))) * real
        near = functional.relu(self.near(entered.T[None]))[0].T * real + entered
        near = functional.dropout(near, 0.15, self.training)
        far = functional.relu(self.far(near.T[None]))[0].T * real + near
        return self.leave(functional.dropout(torch.cat((entered, far), 1), 0.2, self.training))


def example(language: str, text: str, spans: list[tuple[int, int, str]]) -> Example | None:
    """Encode a text and give each of its words the kind of the span it stands in."""
    document = prepare(text, language)
    if not document.tokens or document.normal.starts is not None:
        return None
    kind_at = np.zeros(len(text) + 1, dtype=np.int64)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        kind_at[start:end] = KINDS.index(kind)
    labels = np.array([kind_at[token.start] for token in document.tokens])
    return Example(encoded=encode(document), labels=labels)


def batches(examples: list[Example], dice: random.Random) -> list[list[Example]]:
    """Shuffle the texts into batches of about as many words."""
    dice.shuffle(examples)
    grouped: list[list[Example]] = [[]]
    words = 0
    for item in examples:
        grouped[-1].append(item)
        words += len(item.labels)
        if words > _BATCH_WORDS:
            grouped.append([])
            words = 0
    return [batch for batch in grouped if batch]


def tensors(batch: list[Example]) -> tuple[torch.Tensor, ...]:
    """Lay the texts of a batch one after the other, with pauses between."""
    pieces, starts, words, signs, real, labels = [], [], [], [], [], []
    piece_count = word_count = 0
    for item in batch:
        code = item.encoded
        pieces.append(code.pieces)
        starts.append(code.starts + piece_count)
        words += [code.words + word_count, np.zeros(_PAUSE, dtype=np.int64)]
        signs += [code.signs, np.zeros((_PAUSE, len(SIGNS)), dtype=np.float32)]
        real += [np.ones(len(code.words), dtype=np.float32), np.zeros(_PAUSE, dtype=np.float32)]
        labels += [item.labels, np.full(_PAUSE, -100)]
        piece_count += len(code.pieces)
        word_count += len(code.starts)
    joined = [np.concatenate(rows) for rows in (pieces, starts, words, signs, real, labels)]
    joined[4] = joined[4][:, None]
    return tuple(torch.from_numpy(row) for row in joined)


def train(texts: list[corpora.Labelled], invented: int, rounds: int) -> Network:
    """Train for so many rounds; every round restyles the texts anew."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    dice = random.Random(SEED)  # noqa: S311  training must be repeatable, and hides nothing
    network = Network()
    people = People(read_pools(), dice)
    sentences = Sentences(people, dice)
    optimiser = torch.optim.Adam(network.parameters(), lr=4e-3)
    for turn in range(rounds):
        began = time.process_time()
        material = [renamed(row, people, dice) for row in texts] + [sentences.text() for _ in range(invented)]
        examples = [item for language, text, spans in material if (item := _styled(language, text, spans, dice))]
        for group in optimiser.param_groups:
            group["lr"] = 4e-3 * (1 - turn / rounds) + 2e-4
        loss = _round(network, optimiser, examples, dice)
        print(f"round {turn + 1}: loss {loss:.4f}, {time.process_time() - began:.0f} s", flush=True)  # noqa: T201  the progress of a command
    return network.eval()


def _styled(language: str, text: str, spans: list[tuple[int, int, str]], dice: random.Random) -> Example | None:
    text, spans = restyled(text, spans, dice)
    return example(language, text, spans)


def _round(network: Network, optimiser: torch.optim.Optimizer, examples: list[Example], dice: random.Random) -> float:
    network.train()
    weights = torch.tensor([1.0, 2.5, 1.0, 1.0, 1.0, 1.0])
    total, grouped = 0.0, batches(examples, dice)
    for batch in grouped:
        *inputs, labels = tensors(batch)
        optimiser.zero_grad()
        loss = functional.cross_entropy(network(*inputs), labels, weight=weights, ignore_index=-100)
        loss.backward()
        optimiser.step()
        total += loss.item()
    return total / len(grouped)


def save(network: Network, path: Path) -> None:
    """Write the weights: the table of pieces in 8 bits per number, the rest in 16."""
    table = network.pieces.weight.detach().numpy()
    scale = np.abs(table).max(axis=0) / 127
    arrays = {
        "pieces": np.round(table / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "enter_weight": network.enter.weight.detach().numpy().T,
        "enter_bias": network.enter.bias.detach().numpy(),
        "near_weight": _taps(network.near),
        "near_bias": network.near.bias.detach().numpy(),
        "far_weight": _taps(network.far),
        "far_bias": network.far.bias.detach().numpy(),
        "leave_weight": network.leave.weight.detach().numpy().T,
        "leave_bias": network.leave.bias.detach().numpy(),
    }
    np.savez_compressed(path, **{name: _half(array) for name, array in arrays.items()})


def write_card(weights: Path, card: Path) -> None:
    """Put the weights' SHA-256 and size on the card; what people wrote there stays."""
    content = weights.read_bytes()
    known = json.loads(card.read_text("utf-8")) if card.exists() else {}
    known |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    card.write_text(json.dumps(known, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _half(array: np.ndarray) -> np.ndarray:
    return array if array.dtype == np.int8 or array.ndim == 1 else array.astype(np.float16)


def _taps(layer: nn.Conv1d) -> np.ndarray:
    """Lay the three taps of a convolution under one another: (3 · in, out)."""
    return np.concatenate([layer.weight.detach().numpy()[:, :, tap].T for tap in range(3)])


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--invented", type=int, default=3000)
    parser.add_argument("--card", type=Path, help="where the model card is written")
    parser.add_argument("--fold", type=int, help="leave out this half (0 or 1) of the Kazakh and Russian texts")
    arguments = parser.parse_args()
    texts = corpora.kazakh(arguments.corpora) + corpora.russian(arguments.corpora)
    if arguments.fold is not None:
        texts = [row for index, row in enumerate(texts) if index % 2 != arguments.fold]
    texts += corpora.english(arguments.corpora)
    save(train(texts, arguments.invented, arguments.rounds), arguments.out)
    if arguments.card is not None:
        write_card(arguments.out, arguments.card)


if __name__ == "__main__":
    main()
