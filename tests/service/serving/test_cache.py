from service.serving.cache import AnswerCache


def test_what_was_not_asked_for_longest_goes_first() -> None:
    answers = AnswerCache[str](2)
    answers.put("a", "A")
    answers.put("b", "B")
    assert answers.get("a") == "A"
    answers.put("c", "C")
    assert [answers.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_cache_of_no_size_keeps_nothing() -> None:
    answers = AnswerCache[str](0)
    answers.put("a", "A")
    assert answers.get("a") is None
