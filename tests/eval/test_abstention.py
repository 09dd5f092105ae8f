"""Risk and coverage, and intervals of shares."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.abstention import Judged, area, judged, risk_coverage, rows
from eval.dataset import Dataset
from eval.runs import Run
from eval.wilson import wilson

MakeDataset = Callable[..., Dataset]
ROUNDING = 1e-12


def questions(*confidences: float, right: str, answerable: str) -> Judged:
    """Marks are + and -."""
    return Judged(np.array(confidences), *(np.array([mark == "+" for mark in marks]) for marks in (right, answerable)))


def test_risk_grows_as_doubtful_questions_are_answered_and_equal_ones_are_answered_together() -> None:
    coverage, risk = risk_coverage(questions(0.9, 0.5, 0.5, 0.1, right="+-+-", answerable="+++-"))
    assert coverage.tolist() == [1 / 4, 3 / 4, 1]
    assert risk.tolist() == [0, 1 / 3, 2 / 4]
    assert area(questions(0.9, 0.5, 0.5, 0.1, right="+-+-", answerable="+++-")) == pytest.approx(
        1 / 4 * 0 + 2 / 4 * 1 / 3 + 1 / 4 * 2 / 4
    )


def test_the_area_is_small_when_confidence_knows_and_large_when_it_lies() -> None:
    assert area(questions(4, 3, 2, 1, right="++--", answerable="++--")) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert area(questions(1, 2, 3, 4, right="++--", answerable="++--")) == pytest.approx((1 + 1 + 2 / 3 + 1 / 2) / 4)


def test_shares_of_what_is_answered_from_a_confidence_up() -> None:
    found = {row.threshold: row for row in rows(questions(0.9, 0.5, 0.4, 0.6, 0.2, right="++---", answerable="+++--"))}
    half = found[0.5]
    assert (half.answered.value, half.refused.value, half.wrong.value) == (2 / 3, 1 / 2, 1 / 3)
    assert (half.wrong.low, half.wrong.high) == wilson(1, 3)
    assert found[0.9].wrong.value == 0
    assert found[0.1].refused.value == 0


def test_right_is_a_first_hit_that_answers(dataset: MakeDataset) -> None:
    made = dataset({"q1": {"d1": 1, "d2": 0}, "q2": {"d1": 1}, "q3": {}, "q4": {"d1": 1}, "q5": {"d1": 1}})
    hits = {"q1": (("d2", 2.0), ("d1", 1.0)), "q2": (("d1", 1.0),), "q3": (("d1", 1.0),), "q5": ()}
    found = judged(made, Run("made", hits), dict.fromkeys(made.qrels, 0.5))
    assert found.right.tolist() == [False, True, False, False, False]
    assert found.answerable.tolist() == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("hits", "count", "expected"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I
        pytest.param(81, 263, (0.2553, 0.3662), id="newcombe-81-of-263"),
        pytest.param(15, 148, (0.0624, 0.1605), id="newcombe-15-of-148"),
        pytest.param(0, 20, (0.0, 0.1611), id="newcombe-0-of-20"),
        pytest.param(1, 29, (0.0061, 0.1718), id="newcombe-1-of-29"),
        pytest.param(0, 0, (0.0, 1.0), id="nothing-known"),
    ],
)
def test_wilson_intervals_of_the_literature(hits: int, count: int, expected: tuple[float, float]) -> None:
    assert wilson(hits, count) == pytest.approx(expected, abs=5e-5)


@given(count=st.integers(1, 1000), data=st.data())
def test_a_wilson_interval_holds_its_share_and_mirrors(count: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, count))
    low, high = wilson(hits, count)
    assert 0 <= low <= hits / count + ROUNDING
    assert hits / count - ROUNDING <= high <= 1
    assert wilson(count - hits, count) == pytest.approx((1 - high, 1 - low))
