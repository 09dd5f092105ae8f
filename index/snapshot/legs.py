"""TEMPORARY until index.fusion is there."""

import numpy as np

from index.types import Floats


def fuse(lexical: Floats, dense: Floats) -> Floats:
    low, high = 0.7, max(0.75, float(dense.max(initial=0)))
    top = max(float(lexical.max(initial=0)), 1e-6)
    return (0.3 * lexical / top + 0.7 * (dense - low) / (high - low)).astype(np.float32)
