"""The same formula by rank-bm25: the reference, some hundred times slower."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np

from index.lexical.bm25 import DEFAULTS
from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.types import Floats, QueryTerm, Rows


class RankBm25:
    """rank_bm25.BM25Plus with delta=0, which has no field weights."""

    def __init__(self, postings: Postings, params: Bm25Params = DEFAULTS) -> None:
        if params.weighs_fields:
            raise ValueError("rank-bm25 knows no field weights: set all of them to 1, or choose another backend")
        self._n_rows = postings.n_rows
        self._frequencies = dict(zip(postings.vocabulary.terms, np.diff(postings.starts).tolist(), strict=True))
        self._index = _index(_tokens(postings), params) if self._frequencies else None

    def scores(self, terms: Sequence[QueryTerm]) -> Floats:
        """See Bm25.scores."""
        total = np.zeros(self._n_rows)
        for term in sorted(terms, key=lambda term: (term.text, term.weight)):
            if self._index is not None:
                total += term.weight * self._index.get_scores([term.text])
        return total.astype(np.float32)

    def term_scores(self, terms: Sequence[QueryTerm], rows: Rows) -> list[dict[str, float]]:
        """See Bm25.term_scores."""
        texts = dict.fromkeys(term.text for term in terms if term.text in self._frequencies)
        given = {text: self.scores([term for term in terms if term.text == text])[rows] for text in texts}
        return [{text: float(given[text][at]) for text in texts if given[text][at]} for at in range(len(rows))]

    def document_frequencies(self) -> Mapping[str, int]:
        """See Bm25.document_frequencies."""
        return self._frequencies


def _index(tokens: list[list[str]], params: Bm25Params) -> Any:  # noqa: ANN401  rank_bm25 has no types
    from rank_bm25 import BM25Plus  # noqa: PLC0415  only those who choose it need it

    return BM25Plus(tokens, k1=params.k1, b=params.b, delta=0)


def _tokens(postings: Postings) -> list[list[str]]:
    """The tokens of each row, in another order than they were written in."""
    tokens: list[list[str]] = [[] for _ in range(postings.n_rows)]
    occurrences = postings.counts.sum(axis=1, dtype=np.int64)
    for row, term, times in zip(postings.rows, postings.terms, occurrences, strict=True):
        tokens[row].extend(repeat(postings.vocabulary.terms[term], times))
    return tokens
