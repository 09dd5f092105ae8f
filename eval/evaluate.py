"""One evaluation: the questions of a dataset put to a system in one mode, and what is measured of the answers."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.abstention import Judged, judged
from eval.abstention import to_json as abstention_json
from eval.answering import Answer, Answering
from eval.dataset import Dataset
from eval.metrics import DEPTH, Values, by_type, score
from eval.runs import Run
from ingest.errors import ZhaoqiError

DIGITS = 6  # beyond which a figure depends on the machine


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What came out.

    Attributes:
        confidences: of the first hit, by query id; unanswerable queries are among them.
        refused: why the search does not take a query, by its id.
        values: of the answerable queries, by measure; see `eval.metrics.score`.
        took_s: from the first query to the last answer, with loading the encoder.
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
    dataset: Dataset, system: Answering, mode: str, *, progress: Callable[[], None] = lambda: None
) -> Evaluation:
    """Ask all queries and measure the answers.

    Args:
        dataset: the queries and what answers them.
        system: who is asked.
        mode: hybrid, lexical or dense.
        progress: called after each query.
    """
    started = time.perf_counter()
    answers: dict[str, Answer] = {}
    refused: dict[str, str] = {}
    given = system.answers(dataset.queries, mode, dataset.unit, DEPTH)
    for query, answer in zip(dataset.queries, given, strict=True):
        if isinstance(answer, ZhaoqiError):
            refused[query.id] = str(answer)
            answers[query.id] = Answer(())
        else:
            answers[query.id] = answer
        progress()
    took_s = time.perf_counter() - started
    run = Run(mode, {name: answer.ranking for name, answer in answers.items()})
    return Evaluation(
        dataset=dataset,
        run=run,
        confidences={name: answer.confidence for name, answer in answers.items()},
        refused=refused,
        values=score(dataset, run),
        config={"dataset": dataset.name, "unit": str(dataset.unit), "mode": mode, "depth": DEPTH, **system.config},
        generation=system.generation,
        took_s=took_s,
    )


def means(values: Mapping[str, Values]) -> dict[str, float]:
    """The mean of each measure; 0 over no queries."""
    return {name: round(float(np.mean(held)), DIGITS) if len(held) else 0.0 for name, held in values.items()}
