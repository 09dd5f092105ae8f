from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.search import HybridIndex
from index.types import Floats
from service.answer.asked import read
from service.answer.close_reading import MARGIN, RANK, READ, STATED, SURE, closely_read, is_sure, stating
from service.answer.details import Detail, details
from service.answer.evidence import Candidate, Evidence, Wanted, opened


class Says:
    """An index whose reader has a list of what to say."""

    def __init__(self, index: HybridIndex, likely: list[float] | None) -> None:
        self._likely = likely
        self.snapshot, self.search, self.heard, self.odds = index.snapshot, index.search, index.heard, index.odds
        self.passages: list[str] = []

    def likely(self, query: str, passages: Sequence[str]) -> Floats | None:
        assert query in ("用水报装", ASKED)
        self.passages += passages
        return None if self._likely is None else np.array(self._likely, np.float32)


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


def test_the_first_are_ranked_by_what_they_were_worth_and_how_likely_they_answer(
    index: HybridIndex, found: list[Candidate]
) -> None:
    reader = Says(index, [-2.0, 2.0, 0.0])
    read = closely_read(reader, "用水报装", found)
    assert reader.passages == [candidate.hit.why.passage for candidate in found[:READ] if candidate.hit.why]
    expected = {3: 3 + 2 * RANK, 4: 4 - 2 * RANK, 2: 2.0, 1: 1 - 2 * RANK, 0: -2 * RANK}  # unread as the least likely
    assert [found.index(same(found, one)) for one in read] == [1, 0, 2, 3, 4]
    assert [one.score for one in read] == pytest.approx(sorted(expected.values(), reverse=True))
    assert [one.likely for one in read] == [2.0, -2.0, 0.0, None, None]


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
    assert stating(Says(index, None), ASKED, told, figure, is_fact=True) is told
    assert stating(Says(index, None), ASKED, evidence, [], is_fact=False) is evidence


def test_of_several_sentences_the_one_that_is_likelier_by_a_margin_states_the_fact(
    index: HybridIndex, evidence: Evidence
) -> None:
    second = evidence.pieces[1].span.of(evidence.text)
    told = stating(Likes(index, second, -4 + MARGIN + 0.1), ASKED, evidence, [], is_fact=True)
    assert told is not None
    assert first_sentence(told) == second
    assert stating(Likes(index, second, -4 + MARGIN - 0.1), ASKED, evidence, [], is_fact=True) is evidence
    assert stating(Likes(index, second, 4.0), ASKED, evidence, [], is_fact=False) is evidence  # not read
