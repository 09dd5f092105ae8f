"""A dense leg that works nothing out twice, for asking the same questions again under other parameters."""

from dataclasses import dataclass

import numpy as np

from index.types import Dense, Floats, Mask, Rows


@dataclass(slots=True)
class _Cosines:
    """Of one vector, ascending by row."""

    rows: Rows
    values: Floats


class RememberedDense:
    """See index.types.Dense; answers are those of another one. Not for use from several threads."""

    def __init__(self, dense: Dense) -> None:
        self._dense = dense
        self._found: dict[tuple[bytes, int, bytes | None], tuple[Rows, Floats]] = {}
        self._cosines: dict[bytes, _Cosines] = {}

    def search(self, vector: Floats, k: int, allowed: Mask | None = None) -> tuple[Rows, Floats]:
        """See index.types.Dense."""
        key = vector.tobytes(), k, None if allowed is None else np.packbits(allowed).tobytes()
        if key not in self._found:
            self._found[key] = self._dense.search(vector, k, allowed)
        return self._found[key]

    def score(self, vector: Floats, rows: Rows) -> Floats:
        """See index.types.Dense."""
        known = self._cosines.setdefault(vector.tobytes(), _Cosines(np.zeros(0, np.int64), np.zeros(0, np.float32)))
        new = np.setdiff1d(rows, known.rows)
        if len(new):
            joined = np.concatenate([known.rows, new])
            order = np.argsort(joined)
            known.values = np.concatenate([known.values, self._dense.score(vector, new)])[order]
            known.rows = joined[order]
        return known.values[np.searchsorted(known.rows, rows)]

    def best_passage(self, vector: Floats, rows: Rows) -> Rows:
        """See index.types.Dense."""
        return self._dense.best_passage(vector, rows)
