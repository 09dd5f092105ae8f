import pytest

from index.query import MAX_QUERY
from service.answer.history import is_elliptic, resolve
from service.answer.records import Turn


def asked(*questions: str) -> list[Turn]:
    return [turn for text in questions for turn in (Turn("user", text), Turn("assistant", "沈阳2030年。"))]


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        pytest.param(["大连的通关时间是多少"], "那沈阳呢？", "沈阳市通关时间是多少", id="another-city"),
        pytest.param(["2024年高企数量要到多少"], "2026年呢", "2026年高企数量要到多少", id="another-year"),
        pytest.param(["2022—2024年高企要到多少"], "那2026版呢", "2026版高企要到多少", id="a-year-for-a-range"),
        pytest.param(
            ["2026版方案高企要到多少"], "2022到2024年呢", "2022到2024年方案高企要到多少", id="a-range-for-a-year"
        ),
        pytest.param(["2024高企数量要到多少"], "2026呢", "2026高企数量要到多少", id="years-without-their-word"),
        pytest.param(["2024 年高企数量要到多少"], "2026 年呢", "2026 年高企数量要到多少", id="years-with-a-space"),
        pytest.param(
            ["大连罚2000元的能不能减免"], "那2025年呢", "2025年大连罚2000元的能不能减免", id="a-year-beside-a-sum"
        ),
        pytest.param(
            ["贷款2000万元以上怎么贴息"], "今年呢", "今年贷款2000万元以上怎么贴息", id="this-year-beside-a-sum"
        ),
        pytest.param(["小微企业招人补贴多少"], "那大型企业呢？", "大型企业招人补贴多少", id="another-size"),
        pytest.param(["招人补贴多少"], "个体户呢", "个体工商户招人补贴多少", id="a-size"),
        pytest.param(["休眠制度怎么申请"], "谁牵头？", "休眠制度怎么申请 谁牵头？", id="another-fact"),
        pytest.param(["用水报装要几天"], "它要收费吗", "用水报装要几天 它要收费吗", id="a-word-that-refers"),
        pytest.param(
            ["大连通关时间", "那沈阳呢"], "由哪个部门负责？", "沈阳市通关时间 由哪个部门负责？", id="two-in-a-row"
        ),
        pytest.param(["大连通关时间"], "中试基地建多少个", "中试基地建多少个", id="a-question-of-its-own"),
        pytest.param([], "那沈阳呢？", "那沈阳呢？", id="nothing-before"),
    ],
)
def test_follow_ups_are_made_whole(before: list[str], question: str, whole: str) -> None:
    assert resolve(question, asked(*before)) == whole


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("那沈阳呢", True, id="a-city-alone"),
        pytest.param("什么时候完成", True, id="a-fact-alone"),
        pytest.param("小微企业呢", True, id="a-size-alone"),
        pytest.param("小微企业", False, id="a-size-that-is-looked-for"),
        pytest.param("2025年", True, id="a-year-alone"),
        pytest.param("2022—2024年呢", True, id="a-range-of-years-alone"),
        pytest.param("2000元", False, id="a-sum"),
        pytest.param("中试基地", False, id="a-matter"),
        pytest.param("谁负责歇业备案", False, id="a-fact-of-a-short-matter"),
        pytest.param("怎么办理注销", False, id="how-of-a-matter"),
        pytest.param("怎么办理", True, id="how-alone"),
        pytest.param("谁负责压缩进出口通关的时间", False, id="a-fact-of-a-matter"),
        pytest.param("大连沈阳2025年" * 11, True, id="places-and-years-of-99-characters"),
        pytest.param("大连沈阳2025年" * 12, False, id="places-and-years-of-108-characters"),
    ],
)
def test_questions_that_name_no_matter(question: str, *, expected: bool) -> None:
    assert is_elliptic(question) is expected


def test_twenty_turns() -> None:
    turns = asked(*["大连用水报装要几天"] + ["那沈阳呢", "那大连呢"] * 10)
    assert resolve("那沈阳呢", turns) == "沈阳市用水报装要几天"


@pytest.mark.parametrize(
    ("question", "before", "read"),
    [
        pytest.param("中试基地建多少个", ["大连通关时间"], [], id="a-question-of-its-own"),
        pytest.param("那沈阳呢", ["用水报装", "大连通关时间"], ["大连通关时间"], id="one-that-leans-on-the-last"),
        pytest.param(
            "谁牵头", ["用水报装", "大连通关时间", "那沈阳呢"], ["那沈阳呢", "大连通关时间"], id="and-that-on-another"
        ),
        pytest.param(
            "谁牵头", ["用水报装", "大连沈阳" * 1000], ["大连沈阳" * 250], id="no-more-than-a-question-may-have"
        ),
    ],
)
def test_no_more_is_read_than_a_question_leans_on(question: str, before: list[str], read: list[str]) -> None:
    heard: list[str] = []

    def hear(text: str) -> str:
        heard.append(text)
        return text

    resolve(question, asked(*before), hear)
    assert heard == read


@pytest.mark.parametrize("question", ["它要收费吗", "谁牵头"])
def test_a_question_of_the_longest_length_leans_on_none(question: str) -> None:
    longest = question + "\u200b" * (MAX_QUERY - len(question))
    assert resolve(longest, asked("大连通关时间")) == longest
