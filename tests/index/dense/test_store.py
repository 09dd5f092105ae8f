from pathlib import Path

import numpy as np
import pytest

from index.dense.exact import ExactDense
from index.dense.fast import FastDense
from index.dense.store import open_dense, save_dense
from index.dense.vectors import PassageVectors
from index.types import Floats

ROWS = np.array([0, 0, 1, 2, 2, 2])


@pytest.fixture
def vectors() -> Floats:
    random = np.random.default_rng(0).normal(size=(6, 16))
    return np.asarray(random / np.linalg.norm(random, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize(("limit", "kind"), [(6, ExactDense), (5, FastDense)], ids=["exact", "above the limit"])
def test_size_decides_how_to_search(vectors: Floats, limit: int, kind: type, tmp_path: Path) -> None:
    save_dense(tmp_path, vectors, ROWS, exact_limit=limit)
    dense = open_dense(tmp_path)
    assert type(dense) is kind
    rows, scores = dense.search(vectors[4], 3)
    assert (rows[0], dense.best_passage(vectors[4], rows)[0]) == (2, 4)
    assert scores[0] == pytest.approx(1)


def test_vectors_are_mapped(vectors: Floats, tmp_path: Path) -> None:
    save_dense(tmp_path, vectors, ROWS)
    assert isinstance(PassageVectors.open(tmp_path).vectors.base, np.memmap)


def test_without_passages(tmp_path: Path) -> None:
    save_dense(tmp_path, np.zeros((0, 16), np.float32), np.zeros(0, np.int64))
    dense = open_dense(tmp_path)
    assert len(dense.search(np.ones(16, np.float32), 5)[0]) == 0
    assert len(dense.score(np.ones(16, np.float32), np.zeros(0, np.int64))) == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([0, 0, 1, 2, 2], id="too-few"),
        pytest.param([1, 1, 1, 2, 2, 2], id="first-row-without-passage"),
        pytest.param([0, 0, 1, 3, 3, 3], id="row-without-passage"),
        pytest.param([0, 1, 0, 2, 2, 2], id="out-of-order"),
    ],
)
def test_passages_that_are_not_in_order_are_refused(vectors: Floats, rows: list[int]) -> None:
    with pytest.raises(ValueError, match="in order of their rows"):
        PassageVectors.of(vectors, np.array(rows))


def test_passages_know_their_rows(vectors: Floats) -> None:
    assert PassageVectors.of(vectors, ROWS).rows_of(np.arange(6)).tolist() == ROWS.tolist()
