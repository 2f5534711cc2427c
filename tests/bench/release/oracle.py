"""Compares the engine's k, l and t with pycanon's, in the bench environment: exits with 1 where they differ.

pycanon is asked on sorted frames without missing values only: elsewhere it reports a wrong k or l.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))  # run as a script: the packages stand at the root

import numpy as np  # noqa: E402  after the path is set
import pandas as pd  # noqa: E402  after the path is set
from pycanon import anonymity  # noqa: E402  after the path is set

from testimony.release.rows.strength import measure  # noqa: E402  after the path is set

TABLES, CLOSE = 40, 1e-6


def main() -> int:
    """Draw small tables and compare."""
    draw = np.random.default_rng(3)
    for _ in range(TABLES):
        size = int(draw.integers(20, 300))
        codes = np.stack([draw.integers(0, 3, size), draw.integers(0, 2, size), draw.integers(0, 5, size)])
        codes = codes[:, np.lexsort(codes[::-1])].astype(np.int32)
        frame = pd.DataFrame({name: [f"{name}{c}" for c in row] for name, row in zip("abs", codes, strict=True)})
        ours = measure([codes[0], codes[1]], np.unique(codes[2], return_inverse=True)[1].astype(np.int32))
        theirs = (
            anonymity.k_anonymity(frame, ["a", "b"]),
            anonymity.l_diversity(frame, ["a", "b"], ["s"]),
            anonymity.t_closeness(frame, ["a", "b"], ["s"]),
        )
        if (ours.k, ours.l) != theirs[:2] or abs(ours.t - theirs[2]) > CLOSE:
            sys.stderr.write(f"differs: {ours} and {theirs}\n")
            return 1
    sys.stdout.write(f"{TABLES} tables: k, l and t agree with pycanon\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
