"""Tests of significance: published and hand-computed examples, and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.significance import EXACT_UP_TO, bootstrap, holm, randomisation

# Darwin's maize, crossed and self-fertilised, in eighths of an inch. Fisher (1935), 21: in 863 of the 32,768 ways to
# give signs to the 15 differences their sum reaches the 314 that was seen, and in as many it reaches -314.
CROSSED = [188, 96, 168, 176, 153, 172, 177, 163, 146, 173, 186, 168, 177, 184, 96]
SELFED = [139, 163, 160, 160, 147, 149, 149, 122, 132, 144, 130, 144, 102, 124, 144]


def test_fishers_example_of_darwins_maize() -> None:
    crossed, selfed = np.array(CROSSED, float), np.array(SELFED, float)
    assert (crossed - selfed).sum() == 314
    assert randomisation(crossed, selfed) == 2 * 863 / 32_768


def test_drawn_signs_come_near_the_exact_value() -> None:
    """Twice the pairs, of which the second half does not differ enough to matter, are too many to be exact."""
    crossed, selfed = np.array(CROSSED, float), np.array(SELFED, float)
    tiny = np.full(10, 1e-12)
    assert len(crossed) + len(tiny) > EXACT_UP_TO
    p = randomisation(np.concatenate([crossed, tiny]), np.concatenate([selfed, 0 * tiny]), samples=100_000)
    assert p == pytest.approx(2 * 863 / 32_768, abs=0.003)  # 4 standard errors


def test_drawn_signs_never_prove_that_chance_is_impossible() -> None:
    assert randomisation(np.ones(60), np.zeros(60), samples=99) == 1 / 100


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param([1, 1, 1], [0, 0, 0], 2 / 8, id="all-better"),  # +++ and ---
        pytest.param([1, 0, 2], [0, 1, 0], 6 / 8, id="mixed"),  # of ±1 ±1 ±2 all but 1+1-2 and -1-1+2
        pytest.param([1, 5, 5], [0, 5, 5], 1.0, id="one-differs"),
        pytest.param([1, 2], [1, 2], 1.0, id="none-differs"),
    ],
)
def test_worked_examples(first: list[float], second: list[float], expected: float) -> None:
    assert randomisation(np.array(first, float), np.array(second, float)) == expected


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=40))
def test_p_is_a_probability_the_same_both_ways_and_every_time(pairs: list[tuple[float, float]]) -> None:
    first, second = np.array(pairs).T
    p = randomisation(first, second, samples=200)
    assert 0 < p <= 1
    assert p == randomisation(second, first, samples=200)


def test_a_bootstrap_interval_has_the_width_that_theory_gives() -> None:
    """Of 400 values, half 0 and half 1, the mean has the standard error 0.5 / 20."""
    low, high = bootstrap(np.repeat([0.0, 1.0], 200))
    assert (low, high) == pytest.approx((0.5 - 1.96 * 0.025, 0.5 + 1.96 * 0.025), abs=0.004)
    assert bootstrap(np.repeat([0.0, 1.0], 200)) == (low, high)


def test_equal_values_leave_no_doubt() -> None:
    assert bootstrap(np.full(7, 0.25)) == (0.25, 0.25)


@pytest.mark.parametrize(
    ("raw", "adjusted"),
    [
        # 4 · 0.005, 3 · 0.01, 2 · 0.03, then not below the one before
        pytest.param([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02], id="order-kept"),
        pytest.param([0.6, 0.7], [1.0, 1.0], id="at-most-1"),
        pytest.param([0.02], [0.02], id="one"),
        pytest.param([], [], id="none"),
    ],
)
def test_holm(raw: list[float], adjusted: list[float]) -> None:
    assert holm(raw) == pytest.approx(adjusted)
