"""The network as torch trains it, and how its weights are written for numpy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from testimony.pseudonyms.tagger.features import BUCKETS, SIGNS
from testimony.pseudonyms.tagger.network import KINDS
from tests.training.examples import Batch

WIDTH, HIDDEN = 48, 72
_OF_NAMES = torch.tensor(["name" in sign for sign in SIGNS])
_OF_WORDS = torch.tensor([sign in ("ordinary", "form of a Kazakh word") for sign in SIGNS])
# The oldest time that a zip file can state: the same weights make the same file whenever they are written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class Network(nn.Module):
    """Pieces of words, three looks at the neighbours, one decision per word."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS, WIDTH, mode="mean")
        nn.init.normal_(self.pieces.weight, std=0.3)
        self.enter = nn.Linear(WIDTH + len(SIGNS), HIDDEN)
        self.near = nn.Linear(3 * HIDDEN, HIDDEN)
        self.far = nn.Linear(3 * HIDDEN, HIDDEN)
        self.wide = nn.Linear(3 * HIDDEN, HIDDEN)
        self.leave = nn.Linear(2 * HIDDEN, len(KINDS))

    def forward(self, batch: Batch) -> torch.Tensor:
        """Give a row of scores per place."""
        own = self.pieces(torch.from_numpy(batch.pieces), torch.from_numpy(batch.starts))
        signs, real = torch.from_numpy(batch.signs), torch.from_numpy(batch.real)
        own = functional.dropout(own, 0.2, self.training)
        if self.training:
            own = own * (torch.rand(len(own), 1) > 0.08)
            signs = _forgotten(signs)
        entered = functional.relu(self.enter(torch.cat((own[torch.from_numpy(batch.words)], signs), 1))) * real
        near = functional.relu(self.near(_neighbours(entered, 1))) * real + entered
        near = functional.dropout(near, 0.15, self.training)
        far = functional.relu(self.far(_neighbours(near, 2))) * real + near
        wide = functional.relu(self.wide(_neighbours(far, 4))) * real + far
        return self.leave(functional.dropout(torch.cat((entered, wide), 1), 0.2, self.training))


def _neighbours(rows: torch.Tensor, distance: int) -> torch.Tensor:
    """Put each row between the rows so many places before and after it; plain products repeat to the bit."""
    padded = functional.pad(rows, (0, 0, distance, distance))
    return torch.cat((padded[: len(rows)], rows, padded[2 * distance :]), 1)


def _forgotten(signs: torch.Tensor) -> torch.Tensor:
    """Take some words off their lists: most names of real texts are on none, and some ordinary words are not."""
    signs = signs * (torch.rand(len(signs), 1) > 0.06)
    signs = signs * torch.where(_OF_NAMES & (torch.rand(len(signs), 1) < 0.12), 0.0, 1.0)
    return signs * torch.where(_OF_WORDS & (torch.rand(len(signs), 1) < 0.06), 0.0, 1.0)


def save(network: Network, path: Path) -> None:
    """Write the weights: the table of pieces in 8 bits per number, the rest in 16."""
    table = network.pieces.weight.detach().numpy()
    scale = np.abs(table).max(axis=0) / 127
    arrays = {"pieces": np.round(table / scale).astype(np.int8), "scale": scale.astype(np.float32)}
    for name in ("enter", "near", "far", "wide", "leave"):
        layer = getattr(network, name)
        arrays |= {f"{name}_weight": layer.weight.detach().numpy().T, f"{name}_bias": layer.bias.detach().numpy()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, _half(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _NO_TIME), content.getvalue(), zipfile.ZIP_DEFLATED)


def _half(array: np.ndarray) -> np.ndarray:
    return array if array.dtype == np.int8 or array.ndim == 1 else array.astype(np.float16)
