"""The questions of a dataset with their candidates, to be scored under any parameters of words and of fusion.

Encoding and dense search, which these parameters do not change, are done once.
"""

from collections.abc import Callable
from copy import copy
from functools import lru_cache

import numpy as np

from eval.dataset import Dataset
from eval.metrics import Values, cutoff, score
from eval.remembered import RememberedDense
from eval.retrieve import Retriever
from eval.runs import Ranking, Run, ranking
from index.errors import QueryError
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.parameters import Parameters
from index.ranking import Candidates, Question, find, fused
from index.snapshot.reader import LEXICAL, Snapshot

_KEPT = 4  # settings of words whose candidates stay; one takes some 5 MB a thousand questions
_MODE = "hybrid"


class Pool:
    """Answerable queries of a dataset on one index, in hybrid mode, scored by one measure."""

    def __init__(
        self, dataset: Dataset, retriever: Retriever, measure: str, progress: Callable[[], None] = lambda: None
    ) -> None:
        """Encode all queries and find their candidates under the parameters in use.

        Args:
            dataset: the queries and what answers them.
            retriever: the index.
            measure: by its name in `eval.metrics.MEASURES`.
            progress: called after each query.

        Raises QueryError for an index without vectors.
        """
        self._dataset, self._measure = dataset, measure
        self._name = retriever.name
        self._snapshot = copy(retriever.snapshot)
        if retriever.snapshot.dense:
            self._snapshot.dense = RememberedDense(retriever.snapshot.dense)
        self._postings = Postings.open(retriever.snapshot.path / LEXICAL)
        self._questions: dict[str, Question] = {}
        for query, question in zip(dataset.answerable, retriever.questions(dataset.answerable, _MODE), strict=True):
            if not isinstance(question, QueryError):
                self._questions[query.id] = question
                find(self._snapshot, question, None)
            progress()
        self._candidates = lru_cache(_KEPT)(self._find)

    @property
    def parameters(self) -> Parameters:
        """Those in use."""
        return self._snapshot.parameters

    def values(self, parameters: Parameters) -> Values:
        """(answerable queries,) of the measure, as an index would have it that was built with other parameters.

        Only those of words and of fusion are taken from `parameters`, the others stay as they are in use.
        """
        snapshot = copy(self._snapshot)
        snapshot.parameters = parameters
        rankings = {
            name: self._ranking(snapshot, candidates) for name, candidates in self._candidates(parameters.bm25).items()
        }
        return score(self._dataset, Run("pool", rankings), [self._measure])[self._measure]

    def _find(self, bm25: Bm25Params) -> dict[str, Candidates]:
        snapshot = copy(self._snapshot)
        snapshot.lexical = self.parameters.backend.of(self._postings, bm25)
        return {name: find(snapshot, question, None) for name, question in self._questions.items()}

    def _ranking(self, snapshot: Snapshot, found: Candidates) -> Ranking:
        scores = fused(snapshot, _MODE, found.rows, found.lexical, found.dense)
        order = np.argsort(-scores, kind="stable")
        named = ((self._name(int(found.rows[at]), self._dataset.unit), float(scores[at])) for at in order)
        return ranking(named, cutoff(self._measure))
