"""Runs the trained network over an encoded text: nothing but a few matrix products."""

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from testimony.pseudonyms.errors import WeightsError
from testimony.pseudonyms.tagger.features import BUCKETS, SIGNS, Encoded

KINDS = ("", "PERSON", "LOCATION", "ORGANISATION", "DATE", "OTHER")
"""What a word can be; the first is an ordinary word."""

_Matrix = NDArray[np.float32]
# Long texts go through in stretches, so that memory stays bounded; the network sees seven words to either side.
_STRETCH = 1024
_SIGHT = 7


@dataclass(frozen=True, kw_only=True, eq=False)
class Network:
    """The weights, ready to multiply."""

    pieces: NDArray[np.int8]
    scale: _Matrix
    enter_weight: _Matrix
    enter_bias: _Matrix
    near_weight: _Matrix
    near_bias: _Matrix
    far_weight: _Matrix
    far_bias: _Matrix
    wide_weight: _Matrix
    wide_bias: _Matrix
    leave_weight: _Matrix
    leave_bias: _Matrix

    def chances(self, encoded: Encoded) -> _Matrix:
        """Give, for each token, the chance of each of KINDS; rows add up to one."""
        counts = np.diff(np.append(encoded.starts, len(encoded.pieces))).astype(np.float32)
        sums = np.add.reduceat(self.pieces.take(encoded.pieces, axis=0).astype(np.float32), encoded.starts)
        own = sums * (self.scale / counts[:, None])
        length = len(encoded.words)
        rows = []
        for first in range(0, length, _STRETCH):
            low, high = max(0, first - _SIGHT), min(length, first + _STRETCH + _SIGHT)
            inputs = np.concatenate((own[encoded.words[low:high]], encoded.signs[low:high]), axis=1)
            rows.append(self._decide(inputs)[first - low : first - low + _STRETCH])
        return np.concatenate(rows)[:length]

    def _decide(self, inputs: _Matrix) -> _Matrix:
        entered = np.maximum(_product(inputs, self.enter_weight) + self.enter_bias, 0)
        near = np.maximum(_product(_neighbours(entered, 1), self.near_weight) + self.near_bias, 0) + entered
        far = np.maximum(_product(_neighbours(near, 2), self.far_weight) + self.far_bias, 0) + near
        wide = np.maximum(_product(_neighbours(far, 4), self.wide_weight) + self.wide_bias, 0) + far
        scores = _product(np.concatenate((entered, wide), axis=1), self.leave_weight) + self.leave_bias
        raised: _Matrix = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: _Matrix = raised / raised.sum(axis=1, keepdims=True)
        return chances


# OpenBLAS starts threads above 2^18 multiplications, and idle ones burn as much time as they save on texts this short;
# sixteen rows of the widest product (16 x 216 x 72) stay below.
_ROWS = 16


def _product(rows: _Matrix, weight: _Matrix) -> _Matrix:
    """Multiply a few rows at a time, on one core."""
    padded = np.concatenate((rows, np.zeros((-len(rows) % _ROWS, rows.shape[1]), dtype=np.float32)))
    product: _Matrix = (padded.reshape(-1, _ROWS, rows.shape[1]) @ weight).reshape(-1, weight.shape[1])[: len(rows)]
    return product


def _neighbours(rows: _Matrix, distance: int) -> _Matrix:
    """Put each row between the rows so many places before and after it; beyond the ends there is nothing."""
    padded = np.zeros((len(rows) + 2 * distance, rows.shape[1]), dtype=np.float32)
    padded[distance : distance + len(rows)] = rows
    return np.concatenate((padded[: len(rows)], rows, padded[2 * distance :]), axis=1)


@cache
def shipped() -> Network:
    """Load the weights that are shipped beside this module, once; raises WeightsError."""
    folder = resources.files("testimony.pseudonyms.tagger")
    content = folder.joinpath("weights.npz").read_bytes()
    card = json.loads(folder.joinpath("card.json").read_text(encoding="utf-8"))
    return load(content, card["sha256"])


def load(content: bytes, sha256: str) -> Network:
    """Read weights whose SHA-256 must be the one the card states; raises WeightsError."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WeightsError("the weights are not those that the card describes")
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    pieces = arrays.pop("pieces")
    network = Network(pieces=pieces, **{name: array.astype(np.float32) for name, array in arrays.items()})
    if pieces.shape != (BUCKETS, len(network.scale)) or len(network.enter_weight) != pieces.shape[1] + len(SIGNS):
        raise WeightsError("the weights are not of the shape that the features have")
    return network
