"""The questions of a dataset with what both legs know of their candidates, to be scored under any parameters.

Encoding and dense search are done once; parameters of words and of fusion change neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from eval.dataset import Dataset
from eval.metrics import Values, cutoff, score
from eval.retrieve import Retriever
from eval.runs import Ranking, Run, ranking
from index.errors import QueryError
from index.fusion.fuse import fuse
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.parameters import Parameters
from index.ranking import Candidates, Question, best_rows
from index.snapshot.reader import LEXICAL
from index.types import Floats, Rows

_KEPT = 4  # settings of words whose candidates stay; one takes some 5 MB a thousand questions


@dataclass(slots=True)
class _Near:
    """Cosines of rows, ascending by row: the nearest at first, others as they come up."""

    question: Question
    nearest: Rows
    rows: Rows
    cosines: Floats


class Pool:
    """Answerable queries of a dataset on one index, in hybrid mode, scored by one measure."""

    def __init__(
        self, dataset: Dataset, retriever: Retriever, measure: str, progress: Callable[[], None] = lambda: None
    ) -> None:
        """Encode all queries and find what is near them.

        Args:
            dataset: the queries and what answers them.
            retriever: the index.
            measure: by its name in `eval.metrics.MEASURES`.
            progress: called after each query.

        Raises QueryError for an index without vectors.
        """
        self._dataset, self._measure = dataset, measure
        self._retriever = retriever
        self._postings = Postings.open(retriever.snapshot.path / LEXICAL)
        self._near: dict[str, _Near] = {}
        for query, question in zip(dataset.answerable, retriever.questions(dataset.answerable, "hybrid"), strict=True):
            if not isinstance(question, QueryError):
                self._near[query.id] = self._nearest(question)
            progress()
        self._candidates = lru_cache(_KEPT)(self._find)

    @property
    def parameters(self) -> Parameters:
        """Of the index."""
        return self._retriever.snapshot.parameters

    def values(self, parameters: Parameters) -> Values:
        """(answerable queries,) of the measure under some parameters, as `eval.metrics.score` has it.

        Every candidate is the one that a search finds; the depth alone stays that of the index.
        """
        rankings = {
            name: self._ranking(candidates, parameters)
            for name, candidates in self._candidates(parameters.bm25).items()
        }
        return score(self._dataset, Run("pool", rankings), [self._measure])[self._measure]

    def _nearest(self, question: Question) -> _Near:
        dense = self._retriever.snapshot.dense
        assert dense is not None  # or there would be no questions
        assert question.vector is not None
        rows, cosines = dense.search(question.vector, self.parameters.depth)
        order = np.argsort(rows)
        return _Near(question, rows, rows[order], cosines[order])

    def _find(self, bm25: Bm25Params) -> dict[str, Candidates]:
        lexical = self.parameters.backend.of(self._postings, bm25)
        found = {}
        for name, near in self._near.items():
            scores = lexical.scores(near.question.terms)
            rows = np.union1d(best_rows(scores, self.parameters.depth), near.nearest)
            self._add(near, np.setdiff1d(rows, near.rows, assume_unique=True))
            cosines = near.cosines[np.searchsorted(near.rows, rows)]
            found[name] = Candidates(rows, scores[rows], cosines, cosines)
        return found

    def _add(self, near: _Near, rows: Rows) -> None:
        if not len(rows):
            return
        dense, vector = self._retriever.snapshot.dense, near.question.vector
        assert dense is not None
        assert vector is not None
        joined = np.concatenate([near.rows, rows])
        order = np.argsort(joined)
        near.rows = joined[order]
        near.cosines = np.concatenate([near.cosines, dense.score(vector, rows)])[order]

    def _ranking(self, candidates: Candidates, parameters: Parameters) -> Ranking:
        fused = fuse(
            candidates.lexical,
            candidates.dense,
            method=parameters.fusion,
            weight=parameters.dense_weight,
            floors=self._retriever.snapshot.floors,
        )
        order = np.argsort(-fused, kind="stable")
        unit, name = self._dataset.unit, self._retriever.name
        return ranking(
            ((name(int(candidates.rows[at]), unit), float(fused[at])) for at in order), cutoff(self._measure)
        )
