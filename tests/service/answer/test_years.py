"""The years that sentences speak of."""

import pytest

from ingest.records import Clause, Deadline, Fields, Nature, Span
from service.answer.asked import read
from service.answer.pieces import Piece
from service.answer.years import headed_years, lacks_year, named_years, years_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("2023年网上实办率目标多少", {2023}, id="a-year"),
        pytest.param("2022年和2023年网上实办率分别多少", {2022, 2023}, id="two"),
        pytest.param("2022—2024年网上实办率目标", set(), id="a-range"),
        pytest.param("2022年的方案里网上实办率多少", set(), id="of-a-text"),
        pytest.param("2022年和2024年比有什么不同", set(), id="a-contrast"),
    ],
)
def test_years_that_a_question_names(question: str, expected: set[int]) -> None:
    assert named_years(read(question, 2026), 2026) == expected


@pytest.mark.parametrize(
    ("question", "expected"), [("今年新购多少辆", {2026}), ("去年完成多少", {2025}), ("去年开的公司，能补多少", set())]
)
def test_years_counted_from_now(question: str, expected: set[int]) -> None:
    assert named_years(read(question, 2026), 2026) == expected


def test_headings_name_years() -> None:
    assert headed_years(("2025年工作总结", "运输服务")) == {2025}
    assert headed_years(("2024—2026年重点任务",)) == {2024, 2025, 2026}
    assert headed_years(("运输服务",)) == set()


def test_a_sentence_speaks_of_its_years_and_of_those_of_its_deadlines() -> None:
    text = "网上实办率达到80%，年底前完成。（完成时限：2022年12月）"
    due = Deadline(Span(10, 13), "年底前", "2021-12", ongoing=False)
    clause = Clause(Span(0, 16), Nature.COMMITMENT, Fields(deadlines=(due,)))
    assert years_of(text, Piece(Span(0, 16), clause, Span(16, len(text)))) == {2021, 2022}
    assert years_of(text, Piece(Span(0, 9), clause, None)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("年底前建成", True, id="relative"),
        pytest.param("12月底前建成", True, id="a-month"),
        pytest.param("2022年12月底前建成", False, id="with-its-year"),
        pytest.param("持续推进", False, id="no-time"),
    ],
)
def test_what_lacks_its_year(text: str, *, expected: bool) -> None:
    assert lacks_year(text) is expected
