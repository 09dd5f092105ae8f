from dataclasses import replace
from datetime import date
from math import exp

import pytest

from index.search import HybridIndex
from service.answer.evidence import Candidate
from service.answer.support import BY_ODDS, BY_READING, MOST, confidence


@pytest.fixture(scope="module")
def found(index: HybridIndex) -> list[Candidate]:
    """Five measures of confidence 0.1, 0.2, ... 0.5."""
    hits = index.search("用水报装多久", k=5, as_of=date(2026, 7, 1), explain=True).hits
    sure = [replace(hit, confidence=0.1 * place) for place, hit in enumerate(hits, start=1)]
    return [
        Candidate(0, hit, hit.score, words=0.0, on_matter=True, in_years=True, on_topic=True, states=True)
        for hit in sure
    ]


def test_the_best_of_the_first_three_counts(found: list[Candidate]) -> None:
    assert confidence(found, 0.0) == pytest.approx(0.3)


@pytest.mark.parametrize(("words", "expected"), [(0.29, 0.3), (0.6, 0.6)], ids=["few", "enough"])
def test_words_count_by_themselves_where_they_are_enough(found: list[Candidate], words: float, expected: float) -> None:
    assert confidence([replace(found[0], words=words), *found[1:]], 0.0) == pytest.approx(expected)


def test_odds_of_the_question_move_those_of_the_answer(found: list[Candidate]) -> None:
    odds = 0.3 / 0.7 * exp(BY_ODDS * 2.0)
    assert confidence(found, 2.0) == pytest.approx(odds / (1 + odds))
    assert confidence(found, -2.0) < 0.3 < confidence(found, 2.0)
    assert confidence(found, 99.0) == confidence(found, MOST)


def test_the_reading_of_the_first_moves_the_odds_too(found: list[Candidate]) -> None:
    read = [replace(found[0], likely=1.0), replace(found[1], likely=3.0), *found[2:]]
    odds = 0.3 / 0.7 * exp(BY_READING * 1.0)
    assert confidence(read, 0.0) == pytest.approx(odds / (1 + odds))


def test_nothing_found_is_no_confidence() -> None:
    assert confidence([], 4.0) == 0
