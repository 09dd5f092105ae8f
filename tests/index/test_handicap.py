from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.handicap import Handicap


def test_the_larger_collection_is_held_back_by_its_luck() -> None:
    handicap = Handicap.of(np.array([0] * 10 + [1] * 1000, np.int8), deviation=0.01, strength=2)
    expected = 2 * 0.01 * (sqrt(2 * log(1000)) - sqrt(2 * log(10)))
    assert handicap.of_rows(np.array([0, 9, 10, 1009])) == pytest.approx([0, 0, expected, expected])


@pytest.mark.parametrize(
    "collection",
    [pytest.param([], id="empty"), pytest.param([0] * 5, id="texts-alone"), pytest.param([1] * 5, id="lines-alone")],
)
@pytest.mark.parametrize("deviation", [0.01, 0.0], ids=["vectors", "no-vectors"])
def test_one_collection_has_no_handicap(collection: list[int], deviation: float) -> None:
    handicap = Handicap.of(np.array(collection, np.int8), deviation=deviation, strength=2)
    assert handicap.of_rows(np.arange(len(collection))).tolist() == [0] * len(collection)
    assert [*handicap.parts(None)] == [None]


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.data())
def test_parts_are_what_is_allowed_each_row_once(collection: list[int], data: st.DataObject) -> None:
    handicap = Handicap.of(np.array(collection, np.int8), deviation=0.01, strength=1)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(collection), max_size=len(collection))))
    parts = [part for part in handicap.parts(allowed) if part is not None]
    assert np.array_equal(np.sum(parts, axis=0), allowed.astype(int))
    assert all(len(set(np.array(collection)[part])) <= 1 for part in parts)
