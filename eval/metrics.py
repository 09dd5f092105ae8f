"""How good rankings are, by ir_measures.

Its provider pytrec_eval, which is trec_eval's own code, computes nDCG, AP, P, recall and hit@1; its provider msmarco
the reciprocal rank with a cutoff, which trec_eval lacks; its provider judged the share of judged hits. nDCG is
trec_eval's: a hit of grade g at rank r gains g / log2(r + 1), divided by what the best order gains
(Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002; the discount of Burges et al., 2005).
Measures other than nDCG take every grade above 0 as an answer.
"""

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import AP, RR, Judged, P, R, Success, nDCG
from numpy.typing import NDArray

from eval.dataset import Dataset, Query
from eval.errors import UnknownMetric
from eval.runs import Run

MEASURES: Mapping[str, ir_measures.Measure] = {
    "ndcg@10": nDCG @ 10,
    "mrr@10": RR @ 10,
    "map": AP,
    "p@5": P @ 5,
    "p@10": P @ 10,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "hit@1": Success @ 1,
    "judged@10": Judged @ 10,
}
DEPTH = 100
"""Hits of a question that are looked at, the first ones of deeper runs: what the deepest measure needs, and map."""

Values = NDArray[np.float64]


def score(dataset: Dataset, run: Run, names: Sequence[str] = tuple(MEASURES)) -> dict[str, Values]:
    """(answerable queries,) each query's value, by the name of the measure, in the order of `dataset.answerable`.

    A query without hits has 0 and never vanishes; questions of the run that the dataset does not have are ignored.
    """
    queries = dataset.answerable
    places = {query.id: place for place, query in enumerate(queries)}
    qrels = {query.id: dict(dataset.qrels[query.id]) for query in queries}
    # Dividing by the number of hits, the provider of judged@10 can't take an empty ranking.
    found = {name: dict(ranking[:DEPTH]) for name, ranking in run.rankings.items() if ranking and name in places}
    names_of = {MEASURES[name]: name for name in names}
    values = {name: np.zeros(len(queries)) for name in names}
    for metric in ir_measures.iter_calc([*names_of], qrels, found):
        values[names_of[metric.measure]][places[metric.query_id]] = metric.value
    return values


def checked_measure(name: str) -> str:
    """The name of a measure. Raises UnknownMetric."""
    if name not in MEASURES:
        raise UnknownMetric(name, known=tuple(MEASURES))
    return name


def cutoff(name: str) -> int:
    """How many hits a measure looks at."""
    _, _, hits = name.partition("@")
    return int(hits or DEPTH)


def by_type(queries: Sequence[Query]) -> dict[str, NDArray[np.intp]]:
    """Places of the queries of each type, in the order in which types come up."""
    places: dict[str, list[int]] = {}
    for place, query in enumerate(queries):
        places.setdefault(query.type, []).append(place)
    return {name: np.array(held, np.intp) for name, held in places.items()}
