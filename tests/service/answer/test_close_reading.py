import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.search import HybridIndex
from index.types import Floats
from ingest.records import Span
from service.answer.asked import read
from service.answer.close_reading import MARGIN, RANK, SENTENCES, STATED, SURE, closely_read, is_sure, stating
from service.answer.details import DATE, Detail, details
from service.answer.evidence import Candidate, Evidence, Wanted, opened
from service.answer.pieces import Piece


class Says:
    """An index whose reader has a list of what to say."""

    def __init__(self, index: HybridIndex, likely: list[float] | None) -> None:
        self._likely = likely
        self.snapshot, self.search, self.heard, self.odds = index.snapshot, index.search, index.heard, index.odds
        self.passages: list[str] = []

    def likely(self, query: str, passages: Sequence[str]) -> Floats | None:
        assert query in ("用水报装", ASKED)
        start = len(self.passages)
        self.passages += passages
        return None if self._likely is None else np.array(self._likely[start : len(self.passages)], np.float32)


@pytest.fixture(scope="module")
def found(index: HybridIndex) -> list[Candidate]:
    """Five measures of score 4, 3, 2, 1 and 0."""
    hits = index.search("用水报装多久", k=5, as_of=date(2026, 7, 1), explain=True).hits
    scored = enumerate(reversed(hits))
    made = [
        Candidate(0, hit, score, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
        for score, hit in scored
    ]
    return made[::-1]


@pytest.mark.parametrize(
    ("likely", "order"),
    [
        # 4 - 2, 3 + 0 and 2 + 0; the others as the least likely, 1 - 2 and 0 - 2
        pytest.param([-2.0, 0.0, 0.0], [1, 0, 2, 3, 4], id="a-third-that-could-be-first-is-read"),
        # 4 + 0, 3 + 2: a third of 2 can't reach 5; all the others as the least likely, 2 + 0 and on
        pytest.param([0.0, 2.0], [1, 0, 2, 3, 4], id="one-that-can-not-is-left-unread"),
    ],
)
def test_the_first_are_ranked_by_what_they_were_worth_and_how_likely_they_answer(
    index: HybridIndex, found: list[Candidate], likely: list[float], order: list[int]
) -> None:
    reader = Says(index, likely)
    read = closely_read(reader, "用水报装", found)
    titled = [(one.hit.document.title or "") + "。" + one.hit.why.passage for one in found if one.hit.why]
    assert reader.passages == [passage.lstrip("。") for passage in titled[: len(likely)]]
    unread = [min(likely)] * (len(found) - len(likely))
    expected = [one.score + RANK * value for one, value in zip(found, [*likely, *unread], strict=True)]
    assert [found.index(same(found, one)) for one in read] == order
    assert [one.score for one in read] == pytest.approx(sorted(expected, reverse=True))
    known = [*likely, *[None] * len(unread)]
    assert [one.likely for one in read] == [known[place] for place in order]


def same(found: list[Candidate], one: Candidate) -> Candidate:
    return next(candidate for candidate in found if candidate.hit is one.hit)


def test_without_a_reader_all_is_as_it_was(index: HybridIndex, found: list[Candidate]) -> None:
    assert closely_read(Says(index, None), "用水报装", found) == found


def test_where_nothing_was_found_nothing_is_read(index: HybridIndex) -> None:
    reader = Says(index, [])
    assert closely_read(reader, "用水报装", []) == []
    assert reader.passages == []


def test_a_reading_is_sure_from_a_likelihood_on(found: list[Candidate]) -> None:
    assert [is_sure(replace(found[0], likely=likely)) for likely in (None, SURE - 0.1, SURE)] == [False, False, True]


ASKED = "研发项目最高补多少钱"


@pytest.fixture(scope="module")
def figure() -> list[Detail]:
    return list(details(read(ASKED, 2026), ASKED))


@pytest.fixture(scope="module")
def evidence(index: HybridIndex) -> Evidence:
    """A measure that states a sum, with a sentence in front that does not."""
    hit = next(hit for hit in index.search("支持科技研发", explain=True).hits if "1000万元" in hit.text)
    row = index.snapshot.contents.row(hit.measure_id)
    assert row is not None
    candidate = Candidate(row, hit, 0.0, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
    made = opened(index.snapshot, candidate, Wanted(ASKED, None, (), (), ()))
    pieces = sorted(made.pieces, key=lambda piece: piece.span.start)
    bare = next(piece for piece in pieces if "万元" not in piece.span.of(made.text))
    return replace(made, pieces=(bare, *(piece for piece in pieces if piece is not bare)))


def first_sentence(evidence: Evidence) -> str:
    return evidence.pieces[0].span.of(evidence.text)


class Likes(Says):
    """An index whose reader likes one text, more or less."""

    def __init__(self, index: HybridIndex, text: str, likely: float) -> None:
        super().__init__(index, None)
        self._text, self._value = text, likely

    def likely(self, query: str, passages: Sequence[str]) -> Floats:
        assert query == ASKED
        self.passages += passages
        return np.array([self._value if self._text in passage else -4.0 for passage in passages], np.float32)


def test_another_sentence_that_states_the_figure_comes_first_where_it_is_likely_to_answer(
    index: HybridIndex, evidence: Evidence, figure: list[Detail]
) -> None:
    told = stating(Likes(index, "1000万元", STATED), ASKED, evidence, figure, is_fact=True)
    assert told is not None
    assert "1000万元" in first_sentence(told)
    assert sorted(piece.span.start for piece in told.pieces) == sorted(piece.span.start for piece in evidence.pieces)


def test_a_figure_that_is_likely_of_another_matter_is_none(
    index: HybridIndex, evidence: Evidence, figure: list[Detail]
) -> None:
    assert stating(Likes(index, "1000万元", STATED - 0.1), ASKED, evidence, figure, is_fact=True) is None
    assert stating(Says(index, None), ASKED, evidence, figure, is_fact=True) is None


def test_where_the_best_sentence_states_the_figure_nothing_is_read(
    index: HybridIndex, evidence: Evidence, figure: list[Detail]
) -> None:
    told = replace(evidence, pieces=tuple(sorted(evidence.pieces, key=lambda piece: piece.span.start)))
    assert "1000万元" in first_sentence(told)
    reader = Likes(index, first_sentence(evidence), 4.0)
    assert stating(reader, ASKED, told, figure, is_fact=True) is told
    assert stating(reader, ASKED, told, [], is_fact=False) is told
    assert reader.passages == []


def test_of_several_sentences_the_one_that_is_likelier_by_a_margin_states_the_fact(
    index: HybridIndex, evidence: Evidence
) -> None:
    second = evidence.pieces[1].span.of(evidence.text)
    told = stating(Likes(index, second, -4 + MARGIN + 0.1), ASKED, evidence, [], is_fact=True)
    assert told is not None
    assert first_sentence(told) == second
    assert stating(Likes(index, second, -4 + MARGIN - 0.1), ASKED, evidence, [], is_fact=True) is evidence


def test_where_no_fact_is_asked_for_nothing_is_read(index: HybridIndex, evidence: Evidence) -> None:
    reader = Likes(index, evidence.pieces[1].span.of(evidence.text), 4.0)
    assert stating(reader, ASKED, evidence, [], is_fact=False) is evidence
    assert reader.passages == []
    assert stating(reader, ASKED, evidence, [], is_fact=True) is not evidence
    assert len(reader.passages) == SENTENCES


def test_where_a_day_is_asked_for_a_sentence_that_says_one_answers(index: HybridIndex, evidence: Evidence) -> None:
    """The best sentence and the next say no day, the last does."""
    text = "支持科技研发。鼓励共建平台。奖励于2026年6月30日前兑付。"
    spans = [Span(0, 7), Span(7, 14), Span(14, len(text))]
    pieces = tuple(Piece(span, None, None) for span in spans)
    bare = replace(evidence.measure, fields=replace(evidence.measure.fields, deadlines=()))
    dated = replace(evidence, document=replace(evidence.document, text=text), measure=bare, pieces=pieces)
    told = stating(Likes(index, "6月30日", STATED), ASKED, dated, [DATE], is_fact=True)
    assert told is not None
    assert first_sentence(told) == "奖励于2026年6月30日前兑付。"
    without = replace(dated, pieces=pieces[:2])
    assert stating(Likes(index, "6月30日", STATED), ASKED, without, [DATE], is_fact=True) is without


def test_a_tier_for_other_figures_does_not_answer_where_another_is_for_those_told(
    index: HybridIndex, evidence: Evidence
) -> None:
    best = evidence.pieces[-1]
    told = replace(evidence, pieces=(best,), apart=(best,))
    amount = [Detail("字", re.compile("."), is_figure=True)]
    assert stating(Says(index, None), ASKED, told, amount, is_fact=True) is told
    assert stating(Says(index, None), ASKED, replace(told, is_decided=True), amount, is_fact=True) is None
    assert stating(Says(index, None), ASKED, replace(told, is_decided=True, apart=()), amount, is_fact=True) is not None


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(
            "拒不改正的，处500元罚款。",
            "携带电池进入电梯的，责令改正；拒不改正的，处500元罚款。",
            id="what-follows-on-it",
        ),
        pytest.param("擅自改装的，处500元罚款。", "擅自改装的，处500元罚款。", id="what-stands-by-itself"),
    ],
)
def test_what_follows_on_the_part_before_is_told_with_it(
    index: HybridIndex, evidence: Evidence, figure: list[Detail], second: str, expected: str
) -> None:
    first = "携带电池进入电梯的，责令改正；"
    text = first + second
    spans = [Span(0, len(first)), Span(len(first), len(text))]
    pieces = tuple(Piece(span, None, None) for span in spans)
    parted = replace(evidence, document=replace(evidence.document, text=text), pieces=pieces)
    told = stating(Likes(index, "500元", STATED), ASKED, parted, figure, is_fact=True)
    assert told is not None
    assert first_sentence(told) == expected
