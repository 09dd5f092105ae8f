import math
from datetime import date

import pytest

from index.search import HybridIndex
from service.answer.evidence import Candidate
from service.answer.support import confidence

QUESTION = "用水报装多久"


@pytest.fixture(scope="module")
def found(index: HybridIndex) -> list[Candidate]:
    hits = index.search(QUESTION, k=5, as_of=date(2026, 7, 1), explain=True).hits
    return [Candidate(0, hit, hit.score, words=0.0, on_matter=True, on_topic=False, states=True) for hit in hits]


def on_topic(one: Candidate) -> Candidate:
    return Candidate(one.row, one.hit, one.score, one.words, one.on_matter, on_topic=True, states=one.states)


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_question_whose_terms_no_best_measure_names_counts_less(found: list[Candidate]) -> None:
    unnamed, named = confidence(QUESTION, found), confidence(QUESTION, [found[0], on_topic(found[1]), *found[2:]])
    assert odds(named) - odds(unnamed) == pytest.approx(1.0)


def test_measures_further_down_do_not_count(found: list[Candidate]) -> None:
    assert confidence(QUESTION, [*found[:3], on_topic(found[3])]) == confidence(QUESTION, found)


def test_nothing_found_is_no_confidence() -> None:
    assert confidence(QUESTION, []) == 0
