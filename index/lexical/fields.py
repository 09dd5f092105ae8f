"""What the lexical leg knows of a row, and how much each part of it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from index.types import Floats


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """The terms of one row, field by field, repeated as often as they occur."""

    title: Sequence[str] = ()
    section_path: Sequence[str] = ()
    body: Sequence[str] = ()
    units: Sequence[str] = ()


FIELDS = tuple(field.name for field in fields(FieldTokens))


@dataclass(frozen=True, slots=True)
class Bm25Params:
    """Parameters of BM25; the defaults were chosen on lay questions about statutes.

    Attributes:
        k1: how slowly repeated occurrences of a term lose worth, above 0.
        b: how much long rows are held back, from 0 (not at all) to 1.
        title: how many occurrences in the body one in the title is worth; the other fields likewise.
    """

    k1: float = 1.2
    b: float = 0.75
    title: float = 1.0
    section_path: float = 1.0
    body: float = 1.0
    units: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.k1 < float("inf"):
            raise ValueError(f"k1 is {self.k1}, it has to be above 0")
        if not 0 <= self.b <= 1:
            raise ValueError(f"b is {self.b}, it has to lie between 0 and 1")
        if not np.all(np.isfinite(self.weights) & (self.weights >= 0)) or not self.weights.any():
            raise ValueError("field weights are numbers from 0 up, one of them above 0")

    @property
    def weights(self) -> Floats:
        """(len(FIELDS),) the field weights."""
        return np.array([getattr(self, name) for name in FIELDS], np.float32)

    @property
    def weighs_fields(self) -> bool:
        """Whether fields count differently; if not, they act as one text."""
        return bool((self.weights != 1).any())
