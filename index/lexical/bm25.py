"""BM25 with field weights.

    score(row) = Σ_t w_t · idf(t) · tf (k1 + 1) / (tf + k1 (1 - b + b · len / avglen))
    tf  = Σ_f w_f · tf_f       len = Σ_f w_f · len_f       idf(t) = ln((n_rows + 1) / df(t))

over the query's terms t of weight w_t. Weights enter before saturation, as in Robertson & Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond" (2009), 3.6, with one length for all fields. With all field weights 1 this is
rank_bm25.BM25Plus with delta=0. That idf is never negative; Okapi's and Lucene's rank the same.

Each posting's part of the score is worked out when the index is opened (eager scoring, as in bm25s by Lù, 2024), so a
query adds up one slice a term. bm25s itself has neither field weights nor query term weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

import numpy as np
from numpy.typing import NDArray

from index.lexical.fields import Bm25Params
from index.lexical.postings import Postings
from index.types import Floats, QueryTerm, Rows

DEFAULTS = Bm25Params()


class Bm25:
    """Scores every row by its words; see index.types.Lexical. Safe to share between threads."""

    def __init__(self, postings: Postings, params: Bm25Params = DEFAULTS) -> None:
        self._postings = postings
        self._impacts, self._frequencies = _impacts(postings, params)

    def scores(self, terms: Sequence[QueryTerm]) -> Floats:
        """(n_rows,) BM25 of each row, 0 where no term occurs; a term named twice counts twice."""
        parts = [(rows, weight * impacts) for _, weight, rows, impacts in self._matches(terms)]
        if not parts:
            return np.zeros(self._postings.n_rows, np.float32)
        rows, impacts = map(np.concatenate, zip(*parts, strict=True))
        return np.bincount(rows, impacts, self._postings.n_rows).astype(np.float32)

    def term_scores(self, terms: Sequence[QueryTerm], rows: Rows) -> list[dict[str, float]]:
        """What each matching term gives to each of some rows, so that a row's values add up to its score."""
        parts: list[dict[str, float]] = [{} for _ in rows]
        for number, weight, matches, impacts in self._matches(terms):
            at = np.minimum(np.searchsorted(matches, rows), len(matches) - 1)
            given = np.where(matches[at] == rows, weight * impacts[at], 0)
            for place in np.flatnonzero(given):
                parts[place][self._postings.vocabulary.terms[number]] = float(given[place])
        return parts

    def document_frequencies(self) -> Mapping[str, int]:
        """How many rows hold each term in a field that counts."""
        return dict(zip(self._postings.vocabulary.terms, self._frequencies.tolist(), strict=True))

    def _matches(self, terms: Sequence[QueryTerm]) -> Iterator[tuple[int, float, NDArray[np.int32], Floats]]:
        """Number, weight, rows and impacts of each term that occurs, in one order: sums of floats depend on it."""
        weights: dict[int, list[float]] = {}
        for term in terms:
            number = self._postings.vocabulary.number(term.text)
            if number is not None:
                weights.setdefault(number, []).append(term.weight)
        for number in sorted(weights):
            start, end = self._postings.starts[number : number + 2]
            yield number, fsum(weights[number]), self._postings.rows[start:end], self._impacts[start:end]


def _impacts(postings: Postings, params: Bm25Params) -> tuple[Floats, Rows]:
    """(n_postings,) what a term of weight 1 gives to a row, and (n_terms,) how many rows hold it."""
    if not len(postings.rows):
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    counts = postings.counts @ params.weights
    lengths = postings.lengths @ params.weights
    held_back = params.k1 * (1 - params.b + params.b * lengths / (lengths.mean() or 1))
    frequencies = np.add.reduceat(counts > 0, postings.starts[:-1], dtype=np.int64)
    idf = np.log((postings.n_rows + 1) / np.maximum(frequencies, 1))
    impacts = np.repeat((idf * (params.k1 + 1)).astype(np.float32), np.diff(postings.starts))
    impacts *= counts
    # no occurrence in a field that counts: 0 / 0 where b is 1
    np.divide(impacts, counts + held_back.astype(np.float32)[postings.rows], out=impacts, where=counts > 0)
    return impacts, frequencies
