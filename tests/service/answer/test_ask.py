import re
from collections.abc import Sequence
from datetime import date

import pytest

from eval.answers import Without
from index.errors import QueryError
from index.search import HybridIndex
from service.answer.ask import Answerer
from service.answer.records import (
    MAX_CHARS,
    MAX_SENTENCES,
    Answer,
    Draft,
    DraftSentence,
    Excerpt,
    Status,
    Turn,
    WriterFault,
)

DAY = date(2026, 7, 1)


def ask(answerer: Answerer, question: str, *before: str, as_of: date = DAY) -> Answer:
    return answerer.ask(question, history=[Turn("user", text) for text in before], as_of=as_of)


def said(answer: Answer) -> str:
    return "".join(sentence.text for sentence in answer.sentences)


def documents(answer: Answer) -> set[str]:
    return {cited.doc_id for cited in answer.citations}


QUESTIONS = [
    "用水报装要几天",
    "大连用水报装谁牵头",
    "三年方案里用水业务全程网办什么时候完成",
    "大连两版方案的用水报装有什么不同",
    "水电气联合报装办了多少件",
    "用水有哪些措施",
    "<script>alert(1)</script>用水",
    "用水\u202e报装",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_is_proved_and_every_quote_is_the_text(
    index: HybridIndex, answerer: Answerer, question: str
) -> None:
    texts = {document.doc_id: document.text for document in index.snapshot.contents.records()}
    answer = ask(answerer, question)
    assert answer.sentences
    for cited in answer.citations:
        assert texts[cited.doc_id][cited.start : cited.end] == cited.quote
        assert cited.quote.rstrip("。").count("。") < 2
        assert cited.url == f"/documents/{cited.doc_id}#c={cited.start}-{cited.end}"
    numbers = [number for sentence in answer.sentences for number in sentence.citations]
    assert all(sentence.citations for sentence in answer.sentences)
    assert sorted(set(numbers)) == list(range(1, len(answer.citations) + 1))
    assert len(answer.sentences) <= MAX_SENTENCES
    assert len(said(answer)) <= MAX_CHARS


def test_who_is_told_first(answerer: Answerer) -> None:
    answer = ask(answerer, "大连2026年用水报装由哪个部门负责")
    assert answer.sentences[0].text == "责任单位：市水务局；责任地区：各区市县政府。"
    assert answer.citations[0].quote == "责任单位：市水务局，责任地区：各区市县政府"


@pytest.mark.parametrize(
    ("as_of", "progress"),
    [
        pytest.param(date(2024, 5, 31), "截至2024-05-31还有30天", id="ahead"),
        pytest.param(date(2024, 7, 1), "截至2024-07-01已过", id="passed"),
    ],
)
def test_when_is_told_first_and_whether_it_has_passed(answerer: Answerer, as_of: date, progress: str) -> None:
    answer = ask(answerer, "三年方案里用水业务全程网办什么时候完成", as_of=as_of)
    assert answer.sentences[0].text == f"大连市：完成时限：2024年6月（{progress}）。"


@pytest.mark.parametrize(
    ("question", "is_placed"),
    [
        pytest.param("2026年中试基地建几个", True, id="no-place"),
        pytest.param("大连2026年中试基地建几个", False, id="a-place"),
    ],
)
def test_where_no_place_is_named_the_answer_names_its_own(
    answerer: Answerer, question: str, *, is_placed: bool
) -> None:
    assert said(ask(answerer, question)).startswith("大连市：") is is_placed


def test_a_year_that_no_sentence_speaks_of_is_missing(answerer: Answerer) -> None:
    answer = ask(answerer, "大连2022年底用水业务全程网办什么时候完成")
    assert answer.status is Status.PARTIAL
    assert answer.missing
    assert answer.missing.conditions == ("2022年",)


@pytest.mark.parametrize("question", ["谢谢", "好的，知道了", "你好"])
def test_what_asks_nothing_is_not_looked_for(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.sentences) == (Status.CLARIFY, ())


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        pytest.param(["大连2026年用水报装要几天"], "不是大连，我问的是沈阳", "1个工作日", id="put-right"),
        pytest.param(["大连2026年用水报装要几天", "谢谢"], "谁负责", "市水务局", id="thanks-between"),
        pytest.param(["大连2026年中试基地建几个"], "企业歇业最长几年", "3年", id="a-matter-of-its-own"),
        pytest.param(["2026年小微企业招用毕业生补贴多少钱"], "大型企业呢", "500元", id="another-size"),
    ],
)
def test_a_conversation(answerer: Answerer, before: list[str], question: str, expected: str) -> None:
    history = [Turn("user", text) for text in before]
    assert expected in said(answerer.ask(question, history=history, as_of=DAY))


def test_a_sum_is_answered_by_a_text_that_states_one(answerer: Answerer) -> None:
    assert "1000万元" in said(ask(answerer, "2026年重点领域研发最多补多少钱"))


def test_a_sum_that_no_text_on_the_matter_states_is_not_answered(index: HybridIndex) -> None:
    """The sum of another matter is none of this one."""
    research = next(
        measure.measure_id
        for document in index.snapshot.contents.records()
        for measure in document.measures
        if measure.title == "支持科技研发"
    )
    answer = ask(Answerer(Without(index, [research]), threshold=0.0), "2026年中试基地补助多少万元")
    assert answer.status is Status.NO_ANSWER
    assert answer.missing
    assert "金额" in answer.missing.conditions


def test_a_sum_of_another_sentence_is_no_answer(answerer: Answerer) -> None:
    assert "科技创新券" in said(ask(answerer, "科技创新券怎么兑付"))
    answer = ask(answerer, "科技创新券兑付多少钱")
    assert (answer.status, answer.sentences) == (Status.NO_ANSWER, ())
    assert answer.missing
    assert answer.missing.conditions == ("金额",)


def test_a_follow_up_for_another_fact_does_not_want_the_former(answerer: Answerer) -> None:
    answer = ask(answerer, "由哪个部门负责？", "科技创新券兑付多少钱")
    assert "市科技局" in said(answer)


def test_a_side_that_says_nothing_is_missed_in_a_comparison(answerer: Answerer) -> None:
    answer = ask(answerer, "沈阳和大连对重点领域研发项目给多少钱，有何区别")
    assert documents(answer) == {"later"}
    assert answer.status is Status.PARTIAL
    assert answer.missing
    assert "沈阳市优化营商环境行动方案（2025—2026）" in answer.missing.conditions


def test_an_expired_plan_answers_in_part_and_says_so(answerer: Answerer) -> None:
    answer = ask(answerer, "三年方案里用气报装收费吗")
    assert answer.status is Status.PARTIAL
    assert "有效期至2024年，现已到期" in said(answer)
    assert answer.citations[0].document_status == "expired"
    assert ask(answerer, "三年方案里用气报装收费吗", as_of=date(2023, 1, 1)).status is Status.ANSWERED


def test_what_was_achieved_is_told_from_what_is_promised(answerer: Answerer) -> None:
    assert "2023年12月15日公布的已有成效" in said(ask(answerer, "水电气联合报装办了多少件"))
    assert "已有成效" not in said(ask(answerer, "2026年中试基地建多少个"))


def test_two_editions_are_set_side_by_side(answerer: Answerer) -> None:
    answer = ask(answerer, "大连两版方案的用水报装有什么不同")
    assert documents(answer) == {"earlier", "later"}
    assert {"5个工作日", "2个工作日"} <= set(re.findall(r"\d个工作日", said(answer)))
    assert "《大连市营商环境升级行动方案（2022—2024）》：" in said(answer)


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        pytest.param("鞍山用水报装要几天", "鞍山市", id="another-city"),
        pytest.param("大连2030年用水报装要几天", "2030年", id="a-later-year"),
    ],
)
def test_what_is_for_elsewhere_is_not_an_answer(answerer: Answerer, question: str, condition: str) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.sentences, answer.citations) == (Status.NO_ANSWER, (), ())
    assert answer.missing
    assert condition in answer.missing.conditions
    assert {holding.doc_id for holding in answer.missing.exists} == {"earlier", "later", "other", "achieved", "before"}
    assert answer.missing.unit


def test_a_neighbouring_matter_is_not_an_answer(answerer: Answerer) -> None:
    answer = ask(answerer, "大连公积金报装要几天")
    assert answer.status is Status.NO_ANSWER
    assert answer.missing
    assert answer.missing.terms == ("公积金",)


def test_too_little_confidence_is_no_answer(index: HybridIndex) -> None:
    assert ask(Answerer(index, threshold=1.0), "用水报装要几天").status is Status.NO_ANSWER


@pytest.mark.parametrize(
    ("question", "status", "is_confident"),
    [
        pytest.param("大连2026年用水报装要几天", Status.ANSWERED, True, id="answered"),
        pytest.param("大连公积金报装要几天", Status.NO_ANSWER, False, id="no-answer"),
        pytest.param("企业歇业期限最长多久", Status.CLARIFY, False, id="asked-back"),
    ],
)
def test_only_an_answer_has_a_confidence(
    answerer: Answerer, question: str, status: Status, *, is_confident: bool
) -> None:
    answer = ask(answerer, question)
    assert (answer.status, answer.confidence > 0) == (status, is_confident)


def test_a_follow_up_asks_the_same_of_another_city(answerer: Answerer) -> None:
    answer = ask(answerer, "那沈阳呢？", "大连用水报装要几天")
    assert documents(answer) == {"other"}
    assert "1个工作日" in said(answer)


def test_an_earlier_question_in_pinyin_is_heard(answerer: Answerer) -> None:
    answer = ask(answerer, "那沈阳呢？", "dalianyongshuibaozhuangyaojitian")
    assert documents(answer) == {"other"}
    assert "1个工作日" in said(answer)


def test_a_question_in_pinyin_is_heard(answerer: Answerer) -> None:
    answer = ask(answerer, "shenyangyongshuibaozhuangyaojitian")
    assert documents(answer) == {"other"}
    assert "1个工作日" in said(answer)


def test_a_question_without_a_matter_is_asked_back(answerer: Answerer) -> None:
    answer = ask(answerer, "那沈阳呢？")
    assert (answer.status, answer.sentences) == (Status.CLARIFY, ())
    assert "大连市优化公用事业服务" in answer.follow_ups


def test_which_city_is_asked_back_where_it_decides(answerer: Answerer) -> None:
    answer = ask(answerer, "企业歇业期限最长多久")
    assert (answer.status, answer.sentences) == (Status.CLARIFY, ())
    assert set(answer.follow_ups) == {"大连市呢？", "沈阳市呢？"}
    chosen = ask(answerer, "沈阳市呢？", "企业歇业期限最长多久")
    assert (chosen.status, documents(chosen)) == (Status.ANSWERED, {"other"})


@pytest.mark.parametrize(
    ("name", "values", "is_asked"),
    [
        pytest.param("document", ["later", "other"], False, id="documents"),
        pytest.param("kind", ["plan"], False, id="kind"),
        pytest.param("jurisdiction", ["大连市", "沈阳市"], False, id="cities"),
        pytest.param("applies_in", ["大连市", "沈阳市"], False, id="where-it-applies"),
        pytest.param("document_status", ["in_force"], False, id="status-of-documents"),
        pytest.param("nature", ["commitment", "rule", "context"], True, id="nature"),
        pytest.param("status", ["running", "open"], True, id="status-of-measures"),
        pytest.param("unit", ["市市场监管局"], True, id="unit"),
    ],
)
def test_which_city_is_asked_back_unless_filters_say_which_documents(
    answerer: Answerer, name: str, values: list[str], *, is_asked: bool
) -> None:
    answer = answerer.ask("企业歇业期限最长多久", filters={name: values}, as_of=DAY)
    assert (answer.status is Status.CLARIFY) == is_asked
    assert bool(answer.sentences) != is_asked


def test_which_year_is_asked_back_where_reports_of_several_answer(answerer: Answerer) -> None:
    answer = ask(answerer, "全年新设经营主体多少户")
    assert (answer.status, answer.sentences) == (Status.CLARIFY, ())
    assert answer.missing
    assert answer.missing.conditions == ("年份",)
    assert set(answer.follow_ups) == {"2021年呢？", "2023年呢？"}
    chosen = ask(answerer, "2021年呢？", "全年新设经营主体多少户")
    assert documents(chosen) == {"before"}
    assert "9万户" in said(chosen)


@pytest.mark.parametrize("question", ["2023年新设经营主体多少户", "现在新设经营主体多少户", "去年新设经营主体多少户"])
def test_a_year_that_is_told_is_not_asked_back(answerer: Answerer, question: str) -> None:
    assert ask(answerer, question).status is not Status.CLARIFY


def test_what_size_is_asked_back_where_it_decides(answerer: Answerer) -> None:
    answer = ask(answerer, "招用毕业生每人补贴多少钱")
    assert (answer.status, answer.sentences) == (Status.CLARIFY, ())
    assert answer.missing
    assert answer.missing.conditions == ("企业规模",)
    assert set(answer.follow_ups) == {"小微企业呢？", "个体工商户呢？", "大型企业呢？"}


@pytest.mark.parametrize(("size", "amount"), [("小微企业", "1500元"), ("个体户", "2000元"), ("大型企业", "500元")])
def test_the_size_that_is_chosen_is_answered_for(answerer: Answerer, size: str, amount: str) -> None:
    answer = ask(answerer, f"{size}呢？", "招用毕业生每人补贴多少钱")
    assert answer.status is Status.ANSWERED
    assert re.findall(r"每人补贴(\d+元)", said(answer)) == [amount]


@pytest.mark.parametrize("question", ["沈阳和鞍山用水报装的区别", "沈阳和鞍山2025年用水报装的区别"])
def test_a_city_without_documents_is_missed_in_a_comparison(answerer: Answerer, question: str) -> None:
    answer = ask(answerer, question)
    assert (answer.status, documents(answer)) == (Status.PARTIAL, {"other"})
    assert answer.missing
    assert answer.missing.conditions == ("鞍山市",)


def test_filters_hold(answerer: Answerer) -> None:
    answer = answerer.ask("用水报装要几天", filters={"document": ["other"]}, as_of=DAY)
    assert documents(answer) == {"other"}
    assert answerer.ask("用水报装要几天", filters={"document": ["none"]}, as_of=DAY).status is Status.NO_ANSWER


def test_a_filter_and_a_city_hold_together(answerer: Answerer) -> None:
    answer = answerer.ask("大连用水报装要几天", filters={"document": ["other", "later"]}, as_of=DAY)
    assert documents(answer) == {"later"}
    assert answerer.ask("大连用水报装要几天", filters={"document": "other"}, as_of=DAY).status is Status.NO_ANSWER


@pytest.mark.parametrize("question", ["", "？？", "水" * 1001], ids=["empty", "no-word", "too-long"])
def test_what_is_no_question_is_refused(answerer: Answerer, question: str) -> None:
    with pytest.raises(QueryError, match="query"):
        ask(answerer, question)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        pytest.param("\ufdfa" * 1000, (), id="folding-makes-it-longer"),
        pytest.param("谁牵头", ("水" * 4000,), id="a-long-turn-before"),
        pytest.param("大连（）", (), id="a-place-and-marks"),
        pytest.param("大连【【沈阳】】", (), id="places-and-marks"),
    ],
)
def test_every_question_within_the_limits_has_an_answer(
    answerer: Answerer, question: str, before: tuple[str, ...]
) -> None:
    assert ask(answerer, question, *before).status in Status


def test_steps_tell_what_the_answer_tells(answerer: Answerer) -> None:
    events = list(answerer.steps("大连2026年用水报装由哪个部门负责", as_of=DAY))
    answer = ask(answerer, "大连2026年用水报装由哪个部门负责").to_json()
    sentences = [event.data for event in events if event.name == "sentence"]
    assert [event.name for event in events] == ["retrieval", *["sentence"] * len(sentences), "citations", "done"]
    assert sentences == [*answer["answer"]]
    assert events[-2].data == answer["citations"]
    assert {**events[-1].data, "took_ms": 0} == {**answer, "took_ms": 0}


class _Writes:
    """A writer that gives what it is told to."""

    def __init__(self, draft: Draft | WriterFault) -> None:
        self._draft = draft
        self.excerpts: list[Excerpt] = []

    def write(self, question: str, excerpts: Sequence[Excerpt]) -> Draft:
        self.excerpts = [*excerpts]
        if isinstance(self._draft, WriterFault):
            raise self._draft
        return self._draft


def test_a_draft_is_cited_by_the_excerpts_that_it_names(index: HybridIndex) -> None:
    writer = _Writes(Draft((DraftSentence("用水报装2个工作日办结。", (0,)),)))
    answer = ask(Answerer(index, writer, threshold=0.0), "2026年用水报装要几天")
    assert (answer.mode, said(answer)) == ("generative", "用水报装2个工作日办结。")
    assert [cited.quote for cited in answer.citations] == [writer.excerpts[0].text]


@pytest.mark.parametrize("draft", [WriterFault("the endpoint answered 429"), Draft(())], ids=["fault", "nothing"])
def test_without_a_draft_the_texts_speak(index: HybridIndex, answerer: Answerer, draft: Draft | WriterFault) -> None:
    answer = ask(Answerer(index, _Writes(draft), threshold=0.0), "2026年用水报装要几天")
    assert answer.sentences == ask(answerer, "2026年用水报装要几天").sentences
    assert answer.mode == "extractive"
    assert answer.why_mode == (
        str(draft) if isinstance(draft, WriterFault) else "the model wrote nothing that its excerpts prove"
    )
