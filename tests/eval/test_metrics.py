"""Measures of rankings: worked examples, and trec_eval's own numbers on random runs."""

from collections.abc import Callable, Mapping
from math import log2

import numpy as np
import pytest
import pytrec_eval

from eval.dataset import Dataset
from eval.metrics import DEPTH, MEASURES, by_type, cutoff, score
from eval.runs import Run, ranking

MakeDataset = Callable[..., Dataset]

HITS = ["x", "b", "y", "a"] + [f"z{number}" for number in range(6)]  # b has grade 1, a grade 2, c is not found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # gains 1 at rank 2 and 2 at rank 4; best would be 2, 1, 1 at ranks 1 to 3
        pytest.param("ndcg@10", (1 / log2(3) + 2 / log2(5)) / (2 + 1 / log2(3) + 1 / log2(4)), id="ndcg"),
        pytest.param("mrr@10", 1 / 2, id="mrr"),
        pytest.param("map", (1 / 2 + 2 / 4) / 3, id="map"),
        pytest.param("p@5", 2 / 5, id="p5"),
        pytest.param("p@10", 2 / 10, id="p10"),
        pytest.param("recall@5", 2 / 3, id="recall5"),
        pytest.param("recall@100", 2 / 3, id="recall100"),
        pytest.param("hit@1", 0.0, id="hit"),
        pytest.param("judged@10", 3 / 10, id="judged"),  # y was judged, and is no answer
    ],
)
def test_a_worked_example(dataset: MakeDataset, name: str, expected: float) -> None:
    questions = dataset({"q": {"a": 2, "b": 1, "c": 1, "y": 0}})
    run = Run("made", {"q": ranking(((hit, 1.0) for hit in HITS), DEPTH)})
    assert score(questions, run)[name] == pytest.approx([expected])


def test_the_first_answer_beyond_ten_hits_counts_nothing(dataset: MakeDataset) -> None:
    run = Run("made", {"q": ranking(((f"{number}", 1.0) for number in range(11)), DEPTH)})
    assert score(dataset({"q": {"10": 1}}), run)["mrr@10"].tolist() == [0.0]


@pytest.mark.parametrize("rankings", [{}, {"q2": ()}, {"q1": (("d1", 1.0),), "other": (("d2", 1.0),)}], ids=len)
def test_a_question_without_hits_counts_0_and_never_vanishes(
    dataset: MakeDataset, rankings: Mapping[str, tuple[tuple[str, float], ...]]
) -> None:
    values = score(dataset({"q1": {"d1": 1}, "q2": {"d2": 1}}), Run("made", rankings))
    found = 1.0 if "q1" in rankings else 0.0
    for name in MEASURES:
        assert values[name][1] == 0.0
        assert (values[name][0] > 0) == bool(found)


def test_a_deeper_run_is_measured_by_its_first_hits(dataset: MakeDataset) -> None:
    run = Run("made", {"q": ranking(((f"{number}", 1.0) for number in range(DEPTH + 1)), DEPTH + 1)})
    assert score(dataset({"q": {f"{DEPTH}": 1}}), run)["map"].tolist() == [0.0]


def test_unanswerable_questions_are_no_part_of_the_mean(dataset: MakeDataset) -> None:
    questions = dataset({"q1": {"d1": 1}, "q2": {}, "q3": {"d1": 0}})
    run = Run("made", dict.fromkeys(("q1", "q2", "q3"), (("d1", 1.0),)))
    assert score(questions, run)["hit@1"].tolist() == [1.0]


TREC_NAMES = {
    "ndcg@10": "ndcg_cut_10",
    "map": "map",
    "p@5": "P_5",
    "p@10": "P_10",
    "recall@5": "recall_5",
    "recall@10": "recall_10",
    "recall@100": "recall_100",
    "hit@1": "success_1",
}


@pytest.mark.parametrize("seed", range(5))
def test_random_runs_have_trec_evals_values_ties_included(dataset: MakeDataset, seed: int) -> None:
    random = np.random.default_rng(seed)
    names = [f"d{number}" for number in range(150)]
    grades = {
        f"q{number}": {"d0": 1, **{name: int(random.integers(0, 3)) for name in random.choice(names, 30)}}
        for number in range(40)
    }
    rankings = {}
    for question in grades:
        hits = random.permutation(names)[: random.integers(1, DEPTH)]
        scores = np.sort(random.integers(0, 20, len(hits)))[::-1]  # many are equal
        rankings[question] = ranking(zip(hits.tolist(), scores.tolist(), strict=True), DEPTH)
    ours = score(dataset(grades), Run("made", rankings))
    run = {question: dict(hits) for question, hits in rankings.items()}
    theirs = pytrec_eval.RelevanceEvaluator(grades, set(TREC_NAMES.values())).evaluate(run)
    for name, trec_name in TREC_NAMES.items():
        assert ours[name] == pytest.approx([theirs[question][trec_name] for question in grades], abs=1e-6)
    # trec_eval has no cutoff for the reciprocal rank; `-M 10` cuts the run
    cut = {question: dict(hits[:10]) for question, hits in rankings.items()}
    theirs = pytrec_eval.RelevanceEvaluator(grades, {"recip_rank"}).evaluate(cut)
    assert ours["mrr@10"] == pytest.approx([theirs[question]["recip_rank"] for question in grades], abs=1e-6)


def test_cutoffs_are_those_of_the_names() -> None:
    assert {name: cutoff(name) for name in ("ndcg@10", "hit@1", "map")} == {"ndcg@10": 10, "hit@1": 1, "map": DEPTH}


def test_types_come_in_order_with_the_places_of_their_questions(dataset: MakeDataset) -> None:
    questions = dataset({"a": {"d": 1}, "b": {"d": 1}, "c": {"d": 1}}, a="lay", b="unit", c="lay")
    assert {name: places.tolist() for name, places in by_type(questions.queries).items()} == {
        "lay": [0, 2],
        "unit": [1],
    }
