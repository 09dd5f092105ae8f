"""One evaluation: the questions of a dataset put to an index in one mode, and what is measured of the answers."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.abstention import Judged, judged
from eval.abstention import to_json as abstention_json
from eval.dataset import Dataset
from eval.metrics import DEPTH, Values, by_type, score
from eval.retrieve import Answer, Retriever
from eval.runs import Run
from index.errors import QueryError

DIGITS = 6  # beyond which a figure depends on the machine


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What came out.

    Attributes:
        confidences: of the first hit, by query id; unanswerable queries are among them.
        refused: why the search does not take a query, by its id.
        values: of the answerable queries, by measure; see `eval.metrics.score`.
        took_s: encoding and searching all queries.
    """

    dataset: Dataset
    run: Run
    confidences: Mapping[str, float]
    refused: Mapping[str, str]
    values: Mapping[str, Values]
    config: Mapping[str, Any]
    generation: str
    took_s: float

    def to_json(self) -> dict[str, Any]:
        """The figures, the same for every repetition but `took_s`."""
        queries = self.dataset.answerable
        result = {
            "metrics": means(self.values),
            "per_type": {
                name: {"n_queries": len(places), **means({key: held[places] for key, held in self.values.items()})}
                for name, places in by_type(queries).items()
                if name
            },
            "n_queries": len(queries),
            "n_unanswerable": len(self.dataset.queries) - len(queries),
            "refused": dict(self.refused),
            "config": dict(self.config),
            "corpus_sha256": self.dataset.corpus_sha256,
            "generation": self.generation,
            "took_s": round(self.took_s, 3),
        }
        if self.has_unanswerable:
            result["abstention"] = abstention_json(self.judged, DIGITS)
        return result

    @property
    def judged(self) -> Judged:
        """What the confidences say, against what is right."""
        return judged(self.dataset, self.run, self.confidences)

    @property
    def has_unanswerable(self) -> bool:
        """Whether holding back can be measured."""
        return len(self.dataset.answerable) < len(self.dataset.queries)


def evaluate(
    dataset: Dataset, retriever: Retriever, mode: str, *, progress: Callable[[], None] = lambda: None
) -> Evaluation:
    """Ask all queries and measure the answers.

    Args:
        dataset: the queries and what answers them.
        retriever: the index.
        mode: hybrid, lexical or dense.
        progress: called after each query.
    """
    started = time.perf_counter()
    answers: dict[str, Answer] = {}
    refused: dict[str, str] = {}
    for query, question in zip(dataset.queries, retriever.questions(dataset.queries, mode), strict=True):
        if isinstance(question, QueryError):
            refused[query.id] = str(question)
        else:
            answers[query.id] = retriever.answer(question, dataset.unit, DEPTH)
        progress()
    took_s = time.perf_counter() - started
    run = Run(mode, {query.id: answers[query.id].ranking for query in dataset.queries if query.id in answers})
    manifest = retriever.snapshot.manifest
    return Evaluation(
        dataset,
        run,
        {query.id: answers[query.id].confidence if query.id in answers else 0.0 for query in dataset.queries},
        refused,
        score(dataset, run),
        {
            "dataset": dataset.name,
            "unit": str(dataset.unit),
            "mode": mode,
            "depth": DEPTH,
            "encoder": manifest.model,
            "analyzer": manifest.analyzer,
            "parameters": dict(manifest.parameters),
        },
        manifest.generation,
        took_s,
    )


def means(values: Mapping[str, Values]) -> dict[str, float]:
    """The mean of each measure; 0 over no queries."""
    return {name: round(float(np.mean(held)), DIGITS) if len(held) else 0.0 for name, held in values.items()}
