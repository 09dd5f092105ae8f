"""The tunables of a search, kept in the manifest of the snapshot that they were chosen for."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from index.errors import IndexBuildError
from index.fusion.fuse import Fusion
from index.lexical.backends import LexicalBackend
from index.lexical.fields import Bm25Params


@dataclass(frozen=True, slots=True)
class Parameters:
    """How a search scores.

    Attributes:
        backend: the library that scores words.
        bm25: of the lexical leg.
        fusion: how the two legs are combined.
        dense_weight: of the dense leg in that, from 0 to 1.
        depth: candidates that each leg brings, of each collection.
        handicap: how much larger collections are held back, see `index.handicap`; 0 for not at all.
    """

    backend: LexicalBackend = LexicalBackend.IMPACTS
    bm25: Bm25Params = field(default_factory=Bm25Params)
    # On dev questions of the two rounds nDCG@10 0.941 and 0.894, on STARD's 0.453; with a dense weight of 0.7 0.941,
    # 0.849 and 0.461, of 0.9 0.941 and 0.903. minmax has 0.940 and 0.908 at 0.85, but not every fold chooses it.
    fusion: Fusion = Fusion.ZSCORE
    dense_weight: float = 0.85
    depth: int = 200
    # With the model as it comes, and 58,713 articles of law beside the texts that questions are about, nDCG@10 on dev
    # ones falls from 0.864 to 0.589 without a handicap, to 0.835 with 2 and to 0.846 with 2.5, where test questions go
    # from 0.856 to 0.843, and 1,235 questions about the articles from 0.473 to 0.456.
    handicap: float = 2.5

    def __post_init__(self) -> None:
        if not 0 <= self.dense_weight <= 1:
            raise ValueError(f"dense_weight is {self.dense_weight}, it has to lie between 0 and 1")
        if not isinstance(self.depth, int) or self.depth < 1:
            raise ValueError(f"depth is {self.depth}, it has to be a whole number, at least 1")
        if not 0 <= self.handicap < float("inf"):
            raise ValueError(f"handicap is {self.handicap}, it has to be at least 0")
        if self.backend is LexicalBackend.RANK_BM25 and self.bm25.weighs_fields:
            raise ValueError("rank_bm25 knows no field weights: set all of them to 1, or choose another backend")

    def to_json(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)

    @classmethod
    def read(cls, path: Path) -> Self:
        """What a TOML file states with the keys of `to_json`, defaults for what it leaves out.

        Raises IndexBuildError naming the file for what is no such table.
        """
        try:
            stated = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexBuildError(f"{path}: parameters of the search can't be read: {error}") from error
        given = cls().to_json()
        try:
            return cls.from_json({**given, **stated, "bm25": {**given["bm25"], **stated.get("bm25", {})}})
        except (IndexBuildError, TypeError) as error:
            raise IndexBuildError(f"{path}: {error}") from error

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` made. Raises IndexBuildError for names or values that this version does not know."""
        try:
            bm25 = Bm25Params(**stored["bm25"])
            names = {"backend": LexicalBackend(stored["backend"]), "fusion": Fusion(stored["fusion"])}
            return cls(**{**stored, **names, "bm25": bm25})
        except (TypeError, ValueError, KeyError) as error:
            raise IndexBuildError(f"parameters of the search can't be used: {error}") from error
