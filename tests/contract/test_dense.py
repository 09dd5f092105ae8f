"""Every dense backend against a scan over all vectors."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense.exact import ExactDense
from index.dense.fast import FastDense
from index.dense.vectors import PassageVectors
from index.types import Dense, Floats, Mask, Rows

Make = Callable[[PassageVectors], Dense]
BACKENDS = [pytest.param(ExactDense, id="exact"), pytest.param(FastDense.build, id="fast")]
DIM = 32


def unit(vectors: np.ndarray) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths, lengths, 1), np.float32)


def passages_of(sizes: list[int], seed: int, dim: int = DIM, duplicates: bool = False) -> PassageVectors:
    """Passages around few topics, all to one side of the origin, as sentence encoders place them."""
    random = np.random.default_rng(seed)
    topics = random.normal(0.5, 1, (max(1, sum(sizes) // 50), dim))
    vectors = topics[random.integers(0, len(topics), sum(sizes))]
    if not duplicates:
        vectors = vectors + random.normal(0, 0.8, vectors.shape)
    return PassageVectors.of(unit(vectors), np.repeat(np.arange(len(sizes)), sizes))


@cache
def corpus() -> tuple[PassageVectors, Floats]:
    """20,000 passages of 12,000 rows, and 40 queries near them."""
    random = np.random.default_rng(1)
    sizes = np.ones(12_000, int) + random.multinomial(8_000, np.full(12_000, 1 / 12_000))
    passages = passages_of(sizes.tolist(), seed=2)
    near = passages.vectors[random.integers(0, 20_000, 40)]
    return passages, unit(near + random.normal(0, 0.15, near.shape))


@cache
def index(make: Make) -> Dense:
    return make(corpus()[0])


def pooled(passages: PassageVectors, vector: Floats) -> Floats:
    """The best cosine of each row."""
    return np.maximum.reduceat(np.einsum("ij,j->i", passages.vectors, vector), passages.starts[:-1])


def brute(passages: PassageVectors, vector: Floats, k: int, allowed: Mask | None) -> Rows:
    scores = pooled(passages, vector)
    order = np.lexsort((np.arange(len(scores)), -scores))
    return (order if allowed is None else order[allowed[order]])[:k]


FILTERS = pytest.mark.parametrize("share", [None, 0.5, 0.1, 0.01, 0.001], ids=str)


def mask(share: float | None) -> Mask | None:
    return None if share is None else np.random.default_rng(3).random(12_000) < share


def test_without_rows_nothing_is_found() -> None:
    empty = ExactDense(PassageVectors.of(np.zeros((0, DIM), np.float32), np.zeros(0, np.int64)))
    rows, scores = empty.search(unit(np.ones(DIM)), 10)
    assert (rows.tolist(), scores.tolist()) == ([], [])


@FILTERS
def test_exact_finds_all_of_the_best(share: float | None) -> None:
    passages, queries = corpus()
    for query in queries:
        rows, scores = index(ExactDense).search(query, 100, mask(share))
        assert rows.tolist() == brute(passages, query, 100, mask(share)).tolist()
        assert scores == pytest.approx(pooled(passages, query)[rows], abs=1e-6)


@FILTERS
def test_approximate_finds_98_percent_of_the_best_ten(share: float | None) -> None:
    passages, queries = corpus()
    found = [index(FastDense.build).search(query, 10, mask(share))[0] for query in queries]
    wanted = [brute(passages, query, 10, mask(share)) for query in queries]
    hits = sum(len(np.intersect1d(some, best)) for some, best in zip(found, wanted, strict=True))
    assert hits / sum(map(len, wanted)) >= 0.98


@pytest.mark.parametrize("make", BACKENDS)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=30),
    k=st.integers(0, 40),
    seed=st.integers(0, 9),
    duplicates=st.booleans(),
    data=st.data(),
)
def test_few_rows_are_searched_exactly(
    make: Make, sizes: list[int], k: int, seed: int, duplicates: bool, data: st.DataObject
) -> None:
    allowed = data.draw(st.none() | st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)).map(np.array))
    allowed = None if allowed is None else allowed.astype(bool)
    passages = passages_of(sizes, seed, duplicates=duplicates)
    query = unit(np.random.default_rng(seed + 1).normal(0.5, 1, DIM))
    rows, scores = make(passages).search(query, k, allowed)
    assert rows.tolist() == brute(passages, query, k, allowed).tolist()
    assert scores.tolist() == pytest.approx(pooled(passages, query)[rows].tolist(), abs=1e-6)


@pytest.mark.parametrize("make", BACKENDS)
def test_search_gives_the_scores_that_score_gives(make: Make) -> None:
    for query in corpus()[1][:10]:
        rows, scores = index(make).search(query, 50)
        assert index(make).score(query, rows).tobytes() == scores.tobytes()
        assert [index(make).score(query, rows[at : at + 1])[0] for at in range(50)] == scores.tolist()


@pytest.mark.parametrize("make", BACKENDS)
def test_best_passage_is_of_the_row_and_has_its_score(make: Make) -> None:
    passages, queries = corpus()
    rows = np.random.default_rng(4).permutation(12_000)[:200]
    best = index(make).best_passage(queries[0], rows)
    assert passages.rows_of(best).tolist() == rows.tolist()
    assert passages.vectors[best] @ queries[0] == pytest.approx(index(make).score(queries[0], rows), abs=1e-6)


@pytest.mark.parametrize("make", BACKENDS)
def test_a_tie_within_a_row_goes_to_the_first_passage(make: Make) -> None:
    vectors = unit(np.ones((4, DIM)))
    dense = make(PassageVectors.of(vectors, np.array([0, 0, 1, 1])))
    assert dense.best_passage(vectors[0], np.array([1, 0])).tolist() == [2, 0]


@pytest.mark.parametrize("make", BACKENDS)
def test_a_thousand_equal_rows_come_in_order(make: Make) -> None:
    vectors = unit(np.ones((1_000, DIM)))
    rows, _ = make(PassageVectors.of(vectors, np.arange(1_000))).search(vectors[0], 5)
    assert rows.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("make", BACKENDS)
def test_more_than_there_is(make: Make) -> None:
    rows, scores = index(make).search(corpus()[1][0], 10**9)
    assert sorted(rows.tolist()) == list(range(12_000))
    assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("make", BACKENDS)
def test_a_filter_that_nothing_passes(make: Make) -> None:
    rows, scores = index(make).search(corpus()[1][0], 10, np.zeros(12_000, bool))
    assert (rows.tolist(), scores.tolist()) == ([], [])


@pytest.mark.parametrize("make", BACKENDS)
def test_a_row_of_many_passages_does_not_crowd_out_others(make: Make) -> None:
    random = np.random.default_rng(5)
    query = unit(random.normal(size=DIM))
    vectors = unit(np.concatenate([query + random.normal(0, 0.01, (500, DIM)), random.normal(size=(20, DIM))]))
    rows, _ = make(PassageVectors.of(vectors, np.array([0] * 500 + list(range(1, 21))))).search(query, 5)
    assert rows.tolist() == [0, *(1 + np.argsort(-(vectors[500:] @ query))[:4])]


@pytest.mark.parametrize("make", BACKENDS)
def test_threads_do_not_disturb_each_other(make: Make) -> None:
    def search(query: Floats) -> list[int]:
        return [int(row) for row in index(make).search(query, 20, mask(0.1))[0]]

    queries = list(corpus()[1])
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(search, queries)) == [search(query) for query in queries]
