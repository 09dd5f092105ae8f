import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.fusion.floors import Floors, unrelated_cosines
from index.fusion.fuse import Fusion, fuse
from index.types import Floats

METHODS = pytest.mark.parametrize("method", Fusion)
BM25 = st.one_of(st.just(0.0), st.floats(0, 60, width=32))
COSINES = st.floats(-1, 1, width=32)
CANDIDATES = st.lists(st.tuples(BM25, COSINES), max_size=12)
WEIGHTS = st.floats(0, 1)
FLOORS = st.builds(Floors, st.just(0.0), st.floats(-1, 0.9))


def legs(candidates: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    table = np.array(candidates, np.float32).reshape(-1, 2)
    return table[:, 0], table[:, 1]


LEXICAL, DENSE = legs([(8, 0.9), (4, 0.7), (0, 0.8)])


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # lexical 8/8, 4/8, 0/8; dense (0.9-0.5)/0.4, 0.2/0.4, 0.3/0.4
        pytest.param(Fusion.TMM, [1, 0.5, 0.75 * 0.75], id="tmm"),
        # lexical as above; dense 0.2/0.2, 0, 0.1/0.2
        pytest.param(Fusion.MINMAX, [1, 0.25 * 0.5, 0.75 * 0.5], id="minmax"),
        # lexical 1, 2, not found; dense 1, 3, 2
        pytest.param(Fusion.RRF, [2 / 61, 1 / 62 + 1 / 63, 1 / 62], id="rrf"),
        # lexical 4, 0, -4 around a deviation of √(32/3); dense 0.1, -0.1, 0 around √(0.02/3)
        pytest.param(Fusion.ZSCORE, [1.5**0.5, -0.75 * 1.5**0.5, -0.25 * 1.5**0.5], id="zscore"),
    ],
)
def test_worked_out(method: Fusion, expected: list[float]) -> None:
    assert fuse(LEXICAL, DENSE, method=method, weight=0.75, floors=Floors(dense=0.5)) == pytest.approx(
        expected, abs=1e-6
    )


@METHODS
@example(candidates=[(0, -1), (0, 0)], weight=0.5, floors=Floors(dense=-5e-324)).via("a range too small to divide by")
@given(candidates=CANDIDATES, weight=WEIGHTS, floors=FLOORS)
def test_every_candidate_gets_a_number(
    method: Fusion, candidates: list[tuple[float, float]], weight: float, floors: Floors
) -> None:
    fused = fuse(*legs(candidates), method=method, weight=weight, floors=floors)
    assert fused.shape == (len(candidates),)
    assert fused.dtype == np.float32
    assert np.isfinite(fused).all()
    if method in (Fusion.TMM, Fusion.MINMAX):
        assert ((fused >= 0) & (fused <= 1)).all()


@METHODS
@given(candidates=CANDIDATES, weight=WEIGHTS, data=st.data())
def test_order_of_candidates_does_not_matter(
    method: Fusion, candidates: list[tuple[float, float]], weight: float, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(candidates))))
    shuffled = fuse(*legs([candidates[at] for at in order]), method=method, weight=weight)
    assert shuffled.tolist() == pytest.approx(
        [float(fuse(*legs(candidates), method=method, weight=weight)[at]) for at in order], abs=1e-5
    )


@METHODS
@given(candidates=CANDIDATES, weight=WEIGHTS, floors=FLOORS)
def test_who_is_as_good_in_both_legs_is_so_in_the_result(
    method: Fusion, candidates: list[tuple[float, float]], weight: float, floors: Floors
) -> None:
    fused = fuse(*legs(candidates), method=method, weight=weight, floors=floors)
    for (lexical, dense), score in zip(candidates, fused, strict=True):
        for (other_lexical, other_dense), other_score in zip(candidates, fused, strict=True):
            if lexical >= other_lexical and dense >= other_dense:
                assert score >= other_score


@METHODS
@given(candidates=st.lists(st.tuples(BM25, COSINES), min_size=1), more=st.floats(0, 1), weight=WEIGHTS)
def test_a_better_score_never_harms(
    method: Fusion, candidates: list[tuple[float, float]], more: float, weight: float
) -> None:
    before = fuse(*legs(candidates), method=method, weight=weight)
    lexical, dense = candidates[0]
    for better in [(lexical + 60 * more, dense), (lexical, min(1, dense + more))]:
        after = fuse(*legs([better, *candidates[1:]]), method=method, weight=weight)
        assert after[0] >= before[0] - 1e-5


@METHODS
@pytest.mark.parametrize(
    ("candidates", "best"),
    [
        pytest.param([(0, 0.8), (0, 0.9)], 1, id="no-term-occurs"),
        pytest.param([(3, -1), (5, -1)], 1, id="dense-leg-says-nothing"),
        pytest.param([(3, 0.8), (3, 0.9)], 1, id="equal-words"),
        pytest.param([(5, 0.9), (3, 0.9)], 0, id="equal-cosines"),
        pytest.param([(5, 0.9)], 0, id="one-candidate"),
    ],
)
def test_a_leg_that_tells_nothing_leaves_it_to_the_other(
    method: Fusion, candidates: list[tuple[float, float]], best: int
) -> None:
    fused = fuse(*legs(candidates), method=method)
    assert np.flatnonzero(fused == fused.max()).tolist() == [best]


def test_unrelated_cosines_are_those_of_all_pairs() -> None:
    random = np.random.default_rng(0).normal(size=(7, 4))
    vectors = np.asarray(random / np.linalg.norm(random, axis=1, keepdims=True), np.float32)
    cosines = vectors[:3] @ vectors[3:].T
    assert unrelated_cosines(vectors[:3], vectors[3:]) == pytest.approx((cosines.mean(), cosines.std(axis=1).mean()))


def test_a_rare_word_outranks_what_is_near_in_meaning() -> None:
    """One row holds the word and is far from the question; 200 are near it by chance."""
    lexical = np.array([9.0] + [0.0] * 200, np.float32)
    dense = np.array([0.70, *np.linspace(0.84, 0.90, 200)], np.float32)
    assert fuse(lexical, dense, method=Fusion.ZSCORE, weight=0.7).argmax() == 0
