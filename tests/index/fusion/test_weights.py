import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion.weights import AdaptiveWeight, Signs, sharpness

SHARES = st.floats(0, 1)
COEFFICIENTS = st.floats(-2000, 2000)


def test_worked_out() -> None:
    weight = AdaptiveWeight(bias=1, coverage=-2, lexical_sharpness=-1, dense_sharpness=3)
    signs = Signs(coverage=0.5, lexical_sharpness=0.4, dense_sharpness=0.1)
    assert weight.of(signs) == pytest.approx(1 / (1 + math.exp(-(1 - 1 - 0.4 + 0.3))))


@given(st.builds(Signs, SHARES, SHARES, SHARES))
def test_a_constant_weight_does_not_follow(signs: Signs) -> None:
    assert AdaptiveWeight.constant(0.7).of(signs) == pytest.approx(0.7)


@given(
    st.builds(AdaptiveWeight, COEFFICIENTS, COEFFICIENTS, COEFFICIENTS, COEFFICIENTS),
    st.builds(Signs, SHARES, SHARES, SHARES),
)
def test_a_weight_lies_between_0_and_1(weight: AdaptiveWeight, signs: Signs) -> None:
    assert 0 <= weight.of(signs) <= 1


@pytest.mark.parametrize(
    ("scores", "floor", "expected"),
    [
        pytest.param([8, 4, 0], 0, (8 - 4) / 8, id="worked-out"),
        pytest.param([0.9, 0.7], 0.5, 0.1 / 0.4, id="with-a-floor"),
        pytest.param([0.9, 0.3], 0.5, 0.2 / 0.4, id="below-the-floor-is-the-floor"),
        pytest.param([5, 5, 5], 0, 0, id="equal"),
        pytest.param([5], 0, 0, id="one"),
        pytest.param([0, 0], 0, 0, id="at-the-floor"),
        pytest.param([], 0, 0, id="none"),
        pytest.param([10, *[0] * 9, *[0] * 90], 0, 0.9, id="the-best-ten-count"),
    ],
)
def test_sharpness(scores: list[float], floor: float, expected: float) -> None:
    assert sharpness(np.array(scores, np.float32), floor) == pytest.approx(expected)
