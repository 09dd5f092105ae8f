import pytest

from service.serving.cache import AnswerCache


def cache(answers: int, max_bytes: int = 1_000) -> AnswerCache[str]:
    return AnswerCache(answers, max_bytes, len)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    answers = cache(2)
    answers.put("a", "A")
    answers.put("b", "B")
    assert answers.get("a") == "A"
    answers.put("c", "C")
    assert [answers.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_cache_of_no_size_keeps_nothing() -> None:
    answers = cache(0)
    answers.put("a", "A")
    assert answers.get("a") is None


def test_a_heavy_answer_makes_several_go() -> None:
    answers = cache(10, max_bytes=6)
    for key in "abc":
        answers.put(key, key * 2)
    answers.put("d", "d" * 3)
    assert [answers.get(key) for key in "abcd"] == [None, None, "cc", "ddd"]


def test_what_is_heavier_than_all_may_be_is_not_kept() -> None:
    answers = cache(10, max_bytes=6)
    answers.put("a", "A")
    answers.put("b", "B" * 7)
    assert [answers.get(key) for key in "ab"] == ["A", None]


@pytest.mark.parametrize("times", [1, 50])
def test_an_answer_that_is_put_again_counts_once(times: int) -> None:
    answers = cache(10, max_bytes=6)
    answers.put("a", "AAA")
    for _ in range(times):
        answers.put("b", "BBB")
    assert [answers.get(key) for key in "ab"] == ["AAA", "BBB"]
