"""Second opinion on the best hits by a cross-encoder, which reads question and passage together. Off by default."""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.errors import IndexBuildError
from index.types import Floats

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

CANDIDATES = 50


class Reranker(Protocol):
    """Scores passages for a question."""

    def scores(self, query: str, passages: Sequence[str]) -> Floats:
        """(len(passages),) higher is better; each score depends on its passage and the question alone."""
        ...


class CrossEncoderReranker:
    """Any sentence-transformers CrossEncoder, loaded at its first use; safe for threads, one at a time."""

    def __init__(self, model: str) -> None:
        """Name it.

        Args:
            model: name on a hub that the operator trusts, or path of a folder.
        """
        self._name = model
        self._model: CrossEncoder | None = None
        self._lock = Lock()

    def scores(self, query: str, passages: Sequence[str]) -> Floats:
        """See `Reranker`. Raises IndexBuildError when the model can't be loaded."""
        if not passages:
            return np.zeros(0, np.float32)
        with self._lock:
            model = self._model = self._model or _load(self._name)
            return np.asarray(model.predict([(query, passage) for passage in passages]), np.float32).reshape(-1)


def _load(name: str) -> "CrossEncoder":
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 -- takes seconds, and is an extra
    except ImportError as error:
        raise IndexBuildError("reranking needs sentence-transformers: pip install 'zhaoqi[models]'") from error
    try:
        model: CrossEncoder = CrossEncoder(name)
        return model
    except (OSError, ValueError) as error:
        raise IndexBuildError(f"the cross-encoder {name!r} can't be loaded: {error}") from error
