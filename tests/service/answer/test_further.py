"""The other questions of one message."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from index.search import HybridIndex
from index.types import Floats
from service.answer.ask import Answerer
from service.answer.further import is_covered, questions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("租金按几折交，物业费谁出", ["租金按几折交", "物业费谁出"], id="two"),
        pytest.param("检测花了30万，能报多少", ["检测花了30万，能报多少"], id="told-and-asked"),
        pytest.param(
            "能报多少？如果评上高企，比例是多少",
            ["能报多少", "如果评上高企，比例是多少"],
            id="a-condition-of-the-second",
        ),
        pytest.param("用水报装", [], id="none"),
    ],
)
def test_questions_of_a_message(text: str, expected: list[str]) -> None:
    assert questions_in(text) == expected


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        pytest.param("物业费谁出", "承租人按季交租金", False, id="another-matter"),
        pytest.param("物业服务费由谁承担", "物业服务费由承租人承担", True, id="the-same-words"),
        pytest.param("物业服务费多少钱", "物业服务费由承租人承担", False, id="no-sum"),
        pytest.param("封顶多少", "按20%给予补助，最高50万元", True, id="it-leans-on-the-first"),
    ],
)
def test_what_was_said_may_answer_a_further_question(question: str, said: str, *, expected: bool) -> None:
    assert is_covered(question, said, 2026) is expected


@pytest.mark.parametrize(("likely", "is_told"), [(2.0, True), (0.5, False)])
def test_a_further_question_is_answered_where_a_sentence_alone_is_sure(
    index: HybridIndex, monkeypatch: pytest.MonkeyPatch, likely: float, *, is_told: bool
) -> None:
    def read(query: str, passages: Sequence[str]) -> Floats:
        sure = 2.2 if "歇业" in query else likely
        return np.array([sure if ("歇业" if "歇业" in query else "用水") in text else -3.0 for text in passages])

    monkeypatch.setattr(index, "likely", read)
    monkeypatch.setattr("service.answer.further._LIKELY", 0.0)  # which the hashed encoder knows little of
    question = "大连2026年企业歇业期限最长几年，用水报装要几个工作日"
    answer = Answerer(index, threshold=0.0).ask(question, as_of=date(2026, 7, 1))
    said = "".join(sentence.text for sentence in answer.sentences)
    assert "不超过3年" in said
    assert ("2个工作日" in said) is is_told
