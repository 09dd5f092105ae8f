import pytest

from index.query import MAX_QUERY
from service.answer.history import Reading, readings
from service.answer.records import Turn
from service.answer.said import is_elliptic

OWN = "大连进口通关时间压缩了多少小时"


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
        pytest.param(["休眠制度怎么申请"], "谁牵头？", "休眠制度怎么申请 谁牵头", id="another-fact"),
        pytest.param(["用水报装要几天"], "它要收费吗", "用水报装要几天 它要收费吗", id="a-word-that-refers"),
        pytest.param(
            ["大连通关时间", "那沈阳呢"], "由哪个部门负责？", "沈阳市通关时间 由哪个部门负责", id="two-in-a-row"
        ),
        pytest.param(["大连通关时间"], "中试基地建多少个", "大连市中试基地建多少个", id="in-the-same-city"),
        pytest.param(["大连沈阳通关时间"], "中试基地建多少个", "中试基地建多少个", id="two-cities-are-none"),
        pytest.param(["大连通关时间"], "沈阳中试基地建多少个", "沈阳中试基地建多少个", id="a-question-of-its-own"),
        pytest.param(["沈阳用水报装要几天"], "错了，我是大连的", "大连市用水报装要几天", id="put-right"),
        pytest.param(["沈阳用水报装要几天"], "不是沈阳，我问的是大连", "大连市用水报装要几天", id="one-not-the-other"),
        pytest.param(["沈阳用水报装要几天"], "换成大连怎么样", "大连市用水报装要几天", id="in-another"),
        pytest.param(["沈阳用水报装要几天"], "大连也一样吗", "大连市用水报装要几天", id="alike"),
        pytest.param(
            ["2022年网上实办率目标多少"], "不是2022年，是2023年", "2023年网上实办率目标多少", id="not-that-year"
        ),
        pytest.param(["沈阳用水报装要几天"], "不对，是用气报装", "沈阳市用气报装要多久", id="another-thing-put-right"),
        pytest.param(["用水报装要几天", "谢谢"], "谁负责啊", "用水报装要几天 谁负责啊", id="thanks-between"),
        pytest.param(
            ["用水报装要几天", "不对吧，我听说是5天"], "那到底要几天", "用水报装要几天 到底要几天", id="hearsay"
        ),
        pytest.param(["用水报装要几天"], "气呢", "用气报装要几天", id="another-service"),
        pytest.param(
            ["用水报装要几天"], "要符合什么条件？", "用水报装要几天 要符合什么条件", id="a-fact-that-is-offered"
        ),
        pytest.param(["什么时候完成"], "用水报装", "用水报装 什么时候完成", id="the-matter-comes-last"),
        pytest.param(["谁负责", "沈阳市"], "用水报装", "沈阳市用水报装 谁负责", id="place-and-matter-come-last"),
        pytest.param(["沈阳和大连企业开办要多久"], "哪个快", "沈阳和大连企业开办要多久", id="of-two"),
        pytest.param([], "那沈阳呢？", "那沈阳呢？", id="nothing-before"),
    ],
)
def test_follow_ups_are_made_whole(before: list[str], question: str, whole: str) -> None:
    assert readings(question, asked(*before))[0].whole == whole


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


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        pytest.param(
            "市中心一年停电多久",
            "农村呢",
            [("市中心一年停电多久 农村", ("农村",)), ("农村要多久", ("农村",)), ("农村呢", ())],
            id="another-thing",
        ),
        pytest.param(
            "沈阳知识产权案件审理要多少天",
            "那大连的商事案件呢",
            [
                ("大连市商事案件要多久", ("商事",)),
                ("大连市知识产权案件审理要多少天 商事案件", ("商事",)),
                ("大连的商事案件呢", ()),
            ],
            id="a-longer-thing-in-another-city",
        ),
        pytest.param(
            "住院没人陪护怎么办",
            "哪些医院",
            [("住院没人陪护怎么办 哪些医院", ("医院",)), ("哪些医院", ())],
            id="a-fact-that-may-be-a-question-of-its-own",
        ),
        pytest.param(
            "大连停电时间是多长",
            "2026年医保有什么新的",
            [
                ("大连市2026年医保有什么新的", ()),
                ("2026年大连市停电时间是多长 医保有什么新", ("医保",)),
            ],
            id="one-with-a-year-rather-is-its-own",
        ),
    ],
)
def test_a_short_turn_has_several_readings(
    before: str, question: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [
        (one.whole, tuple(words[0] for words in one.names)) for one in readings(question, asked(before))
    ] == expected


def test_a_short_question_of_its_own_may_be_on_what_is_talked_of() -> None:
    own, beside = readings("限定医院吗", asked("异地就医备案要开证明吗，多久有效"))
    assert own.whole == "限定医院吗"
    assert beside.whole == "异地就医备案要开证明吗，多久有效 限定医院吗"
    assert beside.names == (("限定", "定医", "医院"),)


def test_a_long_thing_may_be_named_by_a_part_that_is_not_the_topics() -> None:
    swapped, beside, _ = readings("用电报装呢", asked("大连用水报装要几天"))
    assert (swapped.whole, beside.whole) == ("大连市用电报装要多久", "大连用水报装要几天 用电报装")
    assert swapped.names == beside.names == (("用电", "电报"),)


def test_what_who_asks_tells_of_themselves_is_a_condition() -> None:
    assert readings("我毕业三年了", asked("灵活就业社保补贴能领吗"))[0].whole == "灵活就业社保补贴能领吗 我毕业三年了"


def test_a_question_whose_words_are_those_of_the_one_before_is_its_own_first() -> None:
    found = readings("备案一次管多久", asked("异地就医备案要开证明吗，能直接结算吗"))
    assert found[0].whole == "备案一次管多久"


def test_the_fact_is_that_of_the_last_turn_and_another_place_keeps_it() -> None:
    [fact] = readings("谁牵头", asked("用水报装要几天"))
    assert fact.asks == "谁牵头"
    [moved] = readings("那大连呢", asked("沈阳用水报装要几天", "谁牵头"))
    assert (moved.whole, moved.asks) == ("大连市用水报装要几天 谁牵头", "谁牵头")


def test_twenty_turns() -> None:
    turns = asked(*["大连用水报装要几天"] + ["那沈阳呢", "那大连呢"] * 10)
    [reading] = readings("那沈阳呢", turns)
    assert reading.whole == "沈阳市用水报装要几天"


@pytest.mark.parametrize(
    ("question", "before", "read"),
    [
        pytest.param("中试基地建多少个" * 8, ["大连通关时间"], [], id="a-long-question-of-its-own"),
        pytest.param("那沈阳呢", ["用水报装", OWN], [OWN], id="one-that-leans-on-the-last"),
        pytest.param("谁牵头", ["用水报装", OWN, "那沈阳呢"], ["那沈阳呢", OWN], id="and-that-on-another"),
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

    readings(question, asked(*before), hear)
    assert heard == read


@pytest.mark.parametrize("question", ["它要收费吗", "谁牵头"])
def test_a_question_of_the_longest_length_leans_on_none(question: str) -> None:
    longest = question + "\u200b" * (MAX_QUERY - len(question))
    assert readings(longest, asked("大连通关时间")) == [Reading(longest, longest)]
