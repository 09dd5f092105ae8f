import sys
from types import ModuleType

import numpy as np
import pytest

from index.errors import IndexBuildError
from index.rerank import CrossEncoderReranker


class FakeCrossEncoder:
    """Longer passages score higher."""

    loaded: list[str]

    def __init__(self, name: str) -> None:
        if name == "gone":
            raise OSError("no such model")
        self.loaded.append(name)

    def predict(self, pairs: list[tuple[str, str]]) -> list[list[float]]:
        return [[float(len(passage))] for _, passage in pairs]


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    module = ModuleType("sentence_transformers")
    module.CrossEncoder = FakeCrossEncoder  # type: ignore[attr-defined]  # a stand-in of the package
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    FakeCrossEncoder.loaded = []
    return FakeCrossEncoder.loaded


def test_the_model_is_loaded_once_and_only_when_needed(loaded: list[str]) -> None:
    reranker = CrossEncoderReranker("some/model")
    np.testing.assert_array_equal(reranker.scores("问", []), [])
    assert loaded == []
    for _ in range(2):
        np.testing.assert_array_equal(reranker.scores("问", ["甲", "乙丙"]), [1, 2])
    assert loaded == ["some/model"]


def test_a_model_that_can_not_be_had_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IndexBuildError, match="the cross-encoder 'gone' can't be loaded: no such model"):
        CrossEncoderReranker("gone").scores("问", ["甲"])
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(IndexBuildError, match=r"reranking needs sentence-transformers: pip install 'zhaoqi\[models\]'"):
        CrossEncoderReranker("any").scores("问", ["甲"])
