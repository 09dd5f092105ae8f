"""Splits that keep questions with shared answers together."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.folds import components, folds

ANSWERS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=3), max_size=12)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(["a", "b", "c"], [[0], [1], [2]], id="apart"),
        pytest.param(["a", "b", "a"], [[0, 2], [1]], id="shared"),
        pytest.param(["a", "b", "ab", "c"], [[0, 1, 2], [3]], id="linked-by-a-third"),
        pytest.param(["", ""], [[0], [1]], id="nothing-to-share"),
    ],
)
def test_components(answers: list[str], expected: list[list[int]]) -> None:
    assert sorted(components([frozenset(names) for names in answers])) == expected


@given(answers=ANSWERS, count=st.integers(1, 5))
def test_folds_hold_every_question_once_and_share_no_answer(answers: list[frozenset[str]], count: int) -> None:
    parts = folds(answers, count)
    assert sorted(chain.from_iterable(part.tolist() for part in parts)) == [*range(len(answers))]
    assert len(parts) <= count
    held = [frozenset().union(*(answers[place] for place in part)) for part in parts]
    assert all(a.isdisjoint(b) for a, b in combinations(held, 2))


def test_folds_are_of_about_equal_size() -> None:
    answers = [frozenset(name) for name in "aaaabbbccdefghi"]  # components of 4, 3, 2 and six of 1
    assert sorted(len(part) for part in folds(answers, 3)) == [5, 5, 5]
