"""What is quoted after the sentence that answers best."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.search import HybridIndex
from index.types import Floats
from ingest.records import Clause, Measure, Nature, Span
from service.answer.asked import read
from service.answer.besides import besides, parts
from service.answer.details import details
from service.answer.evidence import Candidate, Evidence
from service.answer.pieces import LONGEST, pieces

YEAR = 2026


class Likes:
    """An index whose reader likes the passages that hold one text."""

    def __init__(self, index: HybridIndex, text: str) -> None:
        self.snapshot, self.search, self.heard, self.odds = index.snapshot, index.search, index.heard, index.odds
        self._text = text

    def likely(self, query: str, passages: Sequence[str]) -> Floats:
        return np.array([2.0 if self._text in passage else -4.0 for passage in passages], np.float32)


def evidence_of(index: HybridIndex, body: str, best: str, nature: Nature = Nature.RULE, mark: str = "？") -> Evidence:
    """A measure of one clause under 怎么办, which `mark` closes; led by the sentence that holds `best`."""
    text = f"怎么办{mark}{body}"
    hit = index.search("用水报装多久", k=1, explain=True).hits[0]
    candidate = Candidate(0, hit, 0.0, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
    whole = Span(4, len(text))
    measure = Measure("m", None, (), "怎么办", Span(0, 3), whole, whole, nature, (Clause(whole, nature),))
    found = pieces(text, measure)
    first = next(piece for piece in found if best in piece.span.of(text))
    document = replace(index.snapshot.contents.document(0), text=text)
    return Evidence(candidate, document, measure, (first, *(piece for piece in found if piece is not first)))


def told(index: HybridIndex, question: str, evidence: Evidence, liked: str = "\0") -> list[str]:
    asked = read(question, YEAR)
    found = besides(Likes(index, liked), asked, tuple(details(asked, question)), evidence, YEAR)
    return [piece.span.of(evidence.text) for piece in found]


CLEARED = "运营企业应当在接到通知后1小时内完成清理。早晚高峰期间，应当在30分钟内完成清理。费用自理。"
GRANTED = "适用于小型住宿场所。签订承诺书后当场发证。发现承诺不实的，撤销许可。\n特此通告"


@pytest.mark.parametrize(
    ("question", "text", "best", "expected"),
    [
        pytest.param(
            "多久要清走",
            CLEARED,
            "1小时",
            ["早晚高峰期间，应当在30分钟内完成清理。"],
            id="of-a-figure-what-states-one-too",
        ),
        pytest.param(
            "小旅店能走告知承诺吗",
            GRANTED,
            "适用于",
            ["签订承诺书后当场发证。发现承诺不实的，撤销许可。"],
            id="where-no-fact-is-asked-for-all-of-an-answer-but-what-is-no-sentence",
        ),
        pytest.param(
            "小旅店能走告知承诺吗",
            GRANTED,
            "当场发证",
            ["适用于小型住宿场所。", "发现承诺不实的，撤销许可。"],
            id="in-text-order",
        ),
        pytest.param("由哪个部门发证", GRANTED, "适用于", [], id="of-a-unit-nothing"),
        pytest.param(
            "小旅店能走告知承诺吗",
            GRANTED + "。" + "另行规定。" * (LONGEST // 5),
            "适用于",
            [],
            id="of-a-long-measure-nothing",
        ),
    ],
)
def test_of_a_short_measure_what_states_such_a_figure_or_all(
    index: HybridIndex, question: str, text: str, best: str, expected: list[str]
) -> None:
    assert told(index, question, evidence_of(index, text, best)) == expected


def test_of_a_measure_whose_heading_asks_nothing_the_sentence_stands_alone(index: HybridIndex) -> None:
    assert told(index, "小旅店能走告知承诺吗", evidence_of(index, GRANTED, "适用于", mark="。")) == []


def test_what_is_for_others_or_frames_the_rest_is_not_told(index: HybridIndex) -> None:
    evidence = evidence_of(index, GRANTED, "适用于")
    apart = next(piece for piece in evidence.pieces if "当场发证" in piece.span.of(evidence.text))
    assert told(index, "小旅店能走告知承诺吗", replace(evidence, apart=(apart,))) == ["发现承诺不实的，撤销许可。"]
    assert told(index, "小旅店能走告知承诺吗", evidence_of(index, GRANTED, "适用于", Nature.CONTEXT)) == []


LONG = "旗县区于5月31日前完成复审。市级按不低于10%的比例抽查。公示不少于7天。" + "其他事项另行通知。" * (LONGEST // 9)


@pytest.mark.parametrize(
    ("question", "liked", "expected"),
    [
        pytest.param(
            "复审什么时候完成，抽查多少",
            "10%",
            ["市级按不低于10%的比例抽查。"],
            id="another-sentence-for-the-other-fact",
        ),
        pytest.param("复审什么时候完成，抽查多少", "5月31日", [], id="the-best-sentence-answers-both"),
        pytest.param("复审什么时候完成，抽查多少", "\0", [], id="no-sentence-is-likely-to-answer"),
        pytest.param("抽查多少", "10%", [], id="one-fact"),
    ],
)
def test_a_second_fact_is_told_by_the_sentence_that_is_likely_to_state_it(
    index: HybridIndex, question: str, liked: str, expected: list[str]
) -> None:
    assert told(index, question, evidence_of(index, LONG, "5月31日"), liked) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("补多少钱？几号截止", ["补多少钱", "几号截止"], id="two-facts"),
        pytest.param("我买了车，补多少钱", [], id="one-fact"),
        pytest.param("个人补多少钱，单位补多少钱", [], id="one-fact-twice"),
        pytest.param("怎么申请，有什么好处", [], id="no-fact"),
    ],
)
def test_parts_that_ask_for_facts_of_their_own(question: str, expected: list[str]) -> None:
    assert [part.text for part in parts(question, YEAR)] == expected
