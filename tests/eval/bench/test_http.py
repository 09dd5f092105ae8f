from pathlib import Path

import pytest

from eval.bench.http import Load, questions_of, seen, unseen
from eval.errors import UnusableFile


def test_unseen_questions_are_all_different_and_go_on_where_others_ended() -> None:
    first, second = unseen(["注销", "歇业"], 3), unseen(["注销", "歇业"], 2, start=3)
    assert [body["query"] for body in first] == ["注销 0", "歇业 1", "注销 2"]
    assert [body["query"] for body in second] == ["注销 3", "歇业 4"]
    assert seen(["注销"]) == [{"query": "注销"}]


@pytest.mark.parametrize(
    ("errors", "p95_ms", "holds"),
    [(0, 60.0, True), (0, 60.1, False), (1, 10.0, False)],
    ids=["at-the-limit", "slow", "error"],
)
def test_a_rate_holds_without_errors_and_within_the_limit(errors: int, p95_ms: float, holds: bool) -> None:
    assert Load(40, 100, errors, 5.0, p95_ms, 100.0).holds(60) == holds


def test_questions_are_the_texts_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "q1", "text": "注销"}\n{"id": "q2", "text": "歇业"}\n')
    assert questions_of(path) == ["注销", "歇业"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param("", "no question", id="empty"),
        pytest.param("{}", "line 1: has no string in the field 'text'", id="no-text"),
        pytest.param("注销", "line 1: is not JSON", id="no-json"),
    ],
)
def test_a_file_without_questions_is_named(content: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(content)
    with pytest.raises(UnusableFile, match=f"{path}.*{why}"):
        questions_of(path)
