from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from eval.bench.peers.child import collapsed, split
from eval.bench.peers.exchange import AskedQuery, Query
from eval.bench.slices import choose
from eval.questions import ZHAOQI

DOCUMENTS = [f"d{number}" for number in range(100)]


def test_answers_come_first_and_fill_half_of_a_slice_at_most() -> None:
    qrels = {f"q{number}": {f"d{number}": 1, f"d{number + 50}": 1, "d99": 0} for number in range(40)}
    chosen = {f"d{number}" for number in choose(DOCUMENTS, qrels, 20)}
    answered = [name for name, grades in qrels.items() if chosen >= {doc_id for doc_id in grades if grades[doc_id]}]
    assert len(chosen) == 20
    assert len(answered) >= 5  # two answers each, in half of 20; more where chance adds them


def test_a_slice_is_the_same_every_time_and_ascends() -> None:
    qrels = {"q": {"d7": 1}}
    first, again = choose(DOCUMENTS, qrels, 10).tolist(), choose(DOCUMENTS, qrels, 10).tolist()
    assert first == again == sorted(first)
    assert 7 in first


@pytest.mark.parametrize("wanted", [100, 1000])
def test_a_slice_as_large_as_the_corpus_is_the_corpus(wanted: int) -> None:
    assert choose(DOCUMENTS, {}, wanted).tolist() == list(range(100))


def test_a_document_counts_by_its_best_passage() -> None:
    found = [("a", 3.0), ("b", 2.0), ("a", 1.0), ("c", 0.5)]
    assert collapsed(found) == {"a": 3.0, "b": 2.0, "c": 0.5}
    assert list(collapsed(found, wanted=2)) == ["a", "b"]


@pytest.mark.parametrize(
    ("n", "sizes"),
    [
        pytest.param(1000, (300, 300, 5), id="enough"),
        pytest.param(100, (47, 47, 5), id="few"),
        pytest.param(3, (1, 1, 0), id="hardly-any"),
        pytest.param(2, (1, 1, 0), id="fewest"),
    ],
)
def test_no_query_is_asked_twice(n: int, sizes: tuple[int, int, int]) -> None:
    queries = [AskedQuery(Query(str(number), "", ""), np.zeros(1, np.float32)) for number in range(n)]
    first, others, warm_up = split(queries)
    assert (len(first), len(others), len(warm_up)) == sizes
    assert len({asked.query.query_id for asked in (*first, *others, *warm_up)}) == sum(sizes)
    assert first == queries[: sizes[0]]  # whose answers are known


def test_labels_that_name_measures_are_not_for_peers(
    corpus_data: Path, zhaoqi_eval: Callable[..., tuple[int, str, str]]
) -> None:
    code, _, err = zhaoqi_eval("--data", corpus_data, "bench", "peers", "--data", ZHAOQI)
    assert (code, "compared on a BEIR folder" in err) == (1, True)
