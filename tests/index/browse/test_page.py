import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.browse.page import Page, page


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        pytest.param(0, 2, Page((3, 5), 8, 4), id="first"),
        pytest.param(8, 2, Page((8, 9), None, 4), id="last"),
        pytest.param(6, 1, Page((8,), 9, 4), id="begins-between-two"),
        pytest.param(10, 2, Page((), None, 4), id="behind-the-last"),
        pytest.param(0, 4, Page((3, 5, 8, 9), None, 4), id="all"),
    ],
)
def test_a_page(start: int, limit: int, expected: Page) -> None:
    assert page(np.array([3, 5, 8, 9]), start, limit) == expected


@given(numbers=st.sets(st.integers(0, 50)), limit=st.integers(1, 20))
def test_all_pages_are_the_list(numbers: set[int], limit: int) -> None:
    listed, start = np.array(sorted(numbers), np.int64), 0
    found: list[int] = []
    while True:
        shown = page(listed, start, limit)
        found += shown.numbers
        if shown.next is None:
            break
        start = shown.next
    assert found == sorted(numbers)
