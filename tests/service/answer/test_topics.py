import pytest

from index.analyzer.fold import fold
from service.answer.topics import names_all, topics


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        pytest.param("出口退税几天能到账", ["出口退税"], id="the longest"),
        pytest.param("招用残疾人有补贴吗", ["残疾人", "补贴"], id="several"),
        pytest.param("优化营商环境有什么办法", [], id="what every text names"),
        pytest.param("没生意,能先停着吗", [], id="none"),
        pytest.param("", [], id="empty"),
    ],
)
def test_policy_terms_are_read_from_a_question(question: str, terms: list[str]) -> None:
    assert [topic[0] for topic in topics(question)] == terms


@pytest.mark.parametrize(
    ("question", "text", "on"),
    [
        pytest.param("出口退税几天能到账", "压缩出口退税办理时间。", True, id="named"),
        pytest.param("出口退税几天能到账", "压缩出口通关时间。", False, id="near"),
        pytest.param("招用残疾人有补贴吗", "给予高校毕业生社保补贴。", False, id="one of two"),
        pytest.param("个体户有什么扶持", "支持个体工商户发展。", True, id="another form of the term"),
        pytest.param("没生意,能先停着吗", "压缩出口通关时间。", True, id="a question that names none"),
    ],
)
def test_text_is_on_topics_when_it_names_all_in_one_of_their_forms(question: str, text: str, on: bool) -> None:
    assert names_all(fold(text).text, topics(question)) is on
