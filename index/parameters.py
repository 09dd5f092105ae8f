"""The tunables of a search, kept in the manifest of the snapshot that they were chosen for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
        depth: candidates that each leg brings.
    """

    backend: LexicalBackend = LexicalBackend.IMPACTS
    bm25: Bm25Params = field(default_factory=Bm25Params)
    # On the project's dev questions nDCG@10 0.866 (tmm 0.844 at the same weight, minmax 0.860, rrf 0.853), on STARD's
    # questions over 7,600 of its articles 0.570 (0.570, 0.567, 0.548).
    fusion: Fusion = Fusion.ZSCORE
    dense_weight: float = 0.7
    depth: int = 200

    def to_json(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` made. Raises IndexBuildError for names or values that this version does not know."""
        try:
            bm25 = Bm25Params(**stored["bm25"])
            names = {"backend": LexicalBackend(stored["backend"]), "fusion": Fusion(stored["fusion"])}
            return cls(**{**stored, **names, "bm25": bm25})
        except (TypeError, ValueError, KeyError) as error:
            raise IndexBuildError(f"parameters of the search can't be used: {error}") from error
