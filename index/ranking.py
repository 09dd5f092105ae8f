"""From a question to ranked rows: candidates of both legs, each scored by both, fused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.analyzer.fold import fold
from index.analyzer.query import AnalyzedQuery
from index.analyzer.rewrites import Rewrite
from index.confidence import FEATURES, Features
from index.coverage import coverage
from index.hits import Why
from index.rerank import CANDIDATES, Reranker
from index.showing import Found
from index.snapshot.reader import Snapshot
from index.types import Floats, Mask, QueryTerm, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is looked for.

    Attributes:
        terms: for the lexical leg; in dense mode they only tell what to highlight.
        vector: (dim,) for the dense leg; None in lexical mode.
        rewrites: what gave the terms that are not the user's own.
        own: the terms that are the user's own.
        marked: the terms that are worth highlighting.
        known: share of the user's words that the index holds, by rarity.
    """

    text: str
    mode: str
    terms: tuple[QueryTerm, ...]
    vector: Floats | None
    rewrites: tuple[Rewrite, ...] = ()
    own: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    known: float = 0.0

    @classmethod
    def of(cls, read: AnalyzedQuery, mode: str, vector: Floats | None) -> Self:
        """What an analyzed question looks for."""
        own = frozenset(token.text for token in read.tokens)
        return cls(read.text, mode, read.terms, vector, read.rewrites, own, read.marked, read.coverage)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Rows with their exact scores, ascending by row.

    Attributes:
        lexical: (n,) BM25; zeros in dense mode.
        dense: (n,) cosine of the best passage; zeros in lexical mode.
        fused: (n,) what ranks them.
    """

    rows: Rows
    lexical: Floats
    dense: Floats
    fused: Floats

    def take(self, places: Rows) -> "Candidates":
        """Some of them, in the order given."""
        return Candidates(self.rows[places], self.lexical[places], self.dense[places], self.fused[places])


def find(snapshot: Snapshot, question: Question, allowed: Mask | None) -> Candidates:
    """The union of the best rows of each leg, each scored by both.

    Args:
        snapshot: where.
        question: what.
        allowed: (rows,) rows that may be found, None for all.
    """
    parameters, parts = snapshot.parameters, [*snapshot.handicap.parts(allowed)]
    scores = snapshot.lexical.scores(question.terms if question.mode != "dense" else ())
    worded = [best_rows(scores if part is None else np.where(part, scores, 0), parameters.depth) for part in parts]
    if question.vector is None or snapshot.dense is None:
        rows = np.sort(np.concatenate(worded))
        return Candidates(rows, scores[rows], np.zeros(len(rows), np.float32), scores[rows])
    found = [snapshot.dense.search(question.vector, parameters.depth, part) for part in parts]
    near = np.concatenate([rows for rows, _ in found])
    others = np.setdiff1d(np.concatenate(worded), near)
    rows = np.concatenate([near, others])
    cosines = [*(cosines for _, cosines in found), snapshot.dense.score(question.vector, others)]
    order = np.argsort(rows)
    rows, dense = rows[order], np.concatenate(cosines)[order]
    lexical = scores[rows]
    return Candidates(rows, lexical, dense, fused(snapshot, question.mode, rows, lexical, dense))


def fused(snapshot: Snapshot, mode: str, rows: Rows, lexical: Floats, dense: Floats) -> Floats:
    """(len(rows),) what ranks candidates whose scores of both legs are given."""
    meaning = dense - snapshot.handicap.of_rows(rows)
    return meaning if mode == "dense" else snapshot.fuse(lexical, meaning)


def best_rows(scores: Floats, k: int) -> Rows:
    """Up to k rows with a score above 0, ties by lower row; in no order."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) <= k:
        return rows
    values = scores[rows]
    border = np.partition(values, -k)[-k]
    above, tied = rows[values > border], rows[values == border]
    return np.concatenate([above, tied[: k - len(above)]])


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The rows that are shown, best first.

    Attributes:
        scores: (n,) what they were ranked by: fused, or of the cross-encoder.
        passages: (n,) the passage of each that is quoted.
        reranked: whether a cross-encoder ranked them.
    """

    candidates: Candidates
    scores: Floats
    passages: Rows
    reranked: bool = False


def rank(
    snapshot: Snapshot, question: Question, candidates: Candidates, k: int, reranker: Reranker | None = None
) -> Ranked:
    """The best k candidates, ties by lower row; a reranker reads at least CANDIDATES of them."""
    wanted = max(k, CANDIDATES) if reranker else k
    # Candidates ascend by row, and the order is stable.
    best = candidates.take(np.argsort(-candidates.fused, kind="stable")[:wanted])
    passages = _best_passages(snapshot, question, best.rows)
    if reranker is None:
        return Ranked(best, best.fused, passages)
    scores = reranker.scores(question.text, [snapshot.contents.passage_text(int(passage)) for passage in passages])
    order = np.lexsort((best.rows, -scores))[:k]
    return Ranked(best.take(order), scores[order], passages[order], reranked=True)


def describe(snapshot: Snapshot, question: Question, ranked: Ranked, *, explain: bool) -> list[Found]:
    """What is known of each ranked row."""
    best = ranked.candidates
    parts = snapshot.lexical.term_scores(question.terms, best.rows)
    covered = coverage(snapshot.vocabulary, question.terms, question.own, parts)
    known = np.full(len(parts), question.known, np.float32)
    features = Features(best.dense, best.lexical, covered, known)
    confidence = snapshot.calibration.confidence(question.mode, features)
    return [
        Found(
            row=int(best.rows[at]),
            score=float(ranked.scores[at]),
            confidence=float(confidence[at]),
            terms=question.marked & parts[at].keys(),
            passage=int(ranked.passages[at]),
            why=_why(snapshot, question, ranked, parts[at], float(covered[at]), at) if explain else None,
        )
        for at in range(len(best.rows))
    ]


def _why(
    snapshot: Snapshot, question: Question, ranked: Ranked, parts: dict[str, float], covered: float, at: int
) -> Why:
    best, knows = ranked.candidates, FEATURES[question.mode]
    return Why(
        lexical=float(best.lexical[at]) if "lexical" in knows else None,
        dense=float(best.dense[at]) if "dense" in knows else None,
        coverage=covered if "coverage" in knows else None,
        known=question.known if "known" in knows else None,
        terms=parts,
        passage=snapshot.contents.passage_text(int(ranked.passages[at])),
        rerank=float(ranked.scores[at]) if ranked.reranked else None,
    )


def _best_passages(snapshot: Snapshot, question: Question, rows: Rows) -> Rows:
    """(len(rows),) the passage of each row that is nearest to the question, or holds the most of its words."""
    if question.vector is not None and snapshot.dense is not None:
        return snapshot.dense.best_passage(question.vector, rows)
    return np.array([_wordiest_passage(snapshot, question.terms, int(row)) for row in rows], np.int64)


def _wordiest_passage(snapshot: Snapshot, terms: Sequence[QueryTerm], row: int) -> int:
    contents = snapshot.contents
    passages = contents.passages_of(row)
    if len(passages) == 1:
        return passages[0]
    text = contents.document_of_row(row).text
    folded = [fold(contents.passage_span(passage).of(text)).text for passage in passages]
    held = [sum(term.weight for term in terms if term.text in part) for part in folded]
    return passages[held.index(max(held))]
