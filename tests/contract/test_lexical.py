"""Every lexical backend against BM25 in plain Python and against rank-bm25."""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.lexical.backends import LexicalBackend
from index.lexical.build import build_postings
from index.lexical.fields import FIELDS, Bm25Params, FieldTokens
from index.types import QueryTerm

WORDS = st.sampled_from(["补贴", "贷款", "纳税", "注销", "社保", "e"])
TEXTS = st.lists(WORDS, max_size=6)
ROWS = st.lists(st.builds(FieldTokens, TEXTS, TEXTS, TEXTS, TEXTS), max_size=8)
QUERIES = st.lists(st.builds(QueryTerm, WORDS, st.sampled_from([1.0, 0.5, 0.1])), max_size=6)
PLAIN = st.builds(Bm25Params, st.floats(0.1, 3), st.floats(0, 1))
WEIGHTS = st.sampled_from([0.0, 0.5, 1.0, 3.0])
WEIGHTED = st.builds(Bm25Params, st.floats(0.1, 3), st.floats(0, 1), WEIGHTS, WEIGHTS, st.just(1.0), WEIGHTS)


def plain_bm25(rows: Sequence[FieldTokens], query: Sequence[QueryTerm], params: Bm25Params) -> list[float]:
    """The documented formula, word by word."""
    counts = [Counter[str]() for _ in rows]
    for row, count in zip(rows, counts, strict=True):
        for name in FIELDS:
            for token in getattr(row, name):
                count[token] += getattr(params, name)
    lengths = [sum(count.values()) for count in counts]
    average = sum(lengths) / len(rows) if rows else 0

    def part(term: QueryTerm, row: int) -> float:
        tf = counts[row][term.text]
        if not tf:
            return 0
        idf = log((len(rows) + 1) / sum(count[term.text] > 0 for count in counts))
        return (
            term.weight
            * idf
            * tf
            * (params.k1 + 1)
            / (tf + params.k1 * (1 - params.b + params.b * lengths[row] / average))
        )

    return [sum(part(term, row) for term in query) for row in range(len(rows))]


def ranked(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda row: (-round(scores[row], 4), row))


@pytest.mark.parametrize("backend", LexicalBackend)
@given(rows=ROWS, query=QUERIES, params=PLAIN)
def test_backend_scores_as_documented(
    backend: LexicalBackend, rows: list[FieldTokens], query: list[QueryTerm], params: Bm25Params
) -> None:
    scores = backend.of(build_postings(rows), params).scores(query)
    assert scores.dtype == np.float32
    assert scores == pytest.approx(plain_bm25(rows, query, params), abs=1e-4)


@given(rows=ROWS, query=QUERIES, params=WEIGHTED)
def test_field_weights_score_as_documented(rows: list[FieldTokens], query: list[QueryTerm], params: Bm25Params) -> None:
    scores = LexicalBackend.IMPACTS.of(build_postings(rows), params).scores(query)
    assert scores == pytest.approx(plain_bm25(rows, query, params), abs=1e-4)


@given(rows=st.lists(st.builds(FieldTokens, body=st.lists(WORDS, min_size=1)), min_size=1), query=st.lists(WORDS))
def test_without_field_weights_scores_and_order_are_rank_bm25s(rows: list[FieldTokens], query: list[str]) -> None:
    reference = BM25Plus([list(row.body) for row in rows], k1=1.2, b=0.75, delta=0)
    expected = reference.get_scores(query)
    scores = LexicalBackend.IMPACTS.of(build_postings(rows), Bm25Params(k1=1.2, b=0.75)).scores(
        [QueryTerm(word) for word in query]
    )
    assert scores == pytest.approx(expected, abs=1e-4)
    assert ranked(scores.tolist()) == ranked(expected.tolist())


@given(
    rows=st.lists(st.builds(FieldTokens, TEXTS, body=st.lists(WORDS, min_size=1)), min_size=1), query=st.lists(WORDS)
)
def test_a_weight_of_three_is_the_field_three_times(rows: list[FieldTokens], query: list[str]) -> None:
    reference = BM25Plus([[*row.title] * 3 + [*row.body] for row in rows], k1=1.2, b=0.75, delta=0)
    params = Bm25Params(k1=1.2, b=0.75, title=3)
    scores = LexicalBackend.IMPACTS.of(build_postings(rows), params).scores([QueryTerm(word) for word in query])
    assert scores == pytest.approx(reference.get_scores(query), abs=1e-4)


@pytest.mark.parametrize("backend", LexicalBackend)
@given(rows=ROWS, data=st.data())
def test_order_of_terms_does_not_matter(backend: LexicalBackend, rows: list[FieldTokens], data: st.DataObject) -> None:
    query = data.draw(QUERIES)
    index = backend.of(build_postings(rows), Bm25Params())
    shuffled = data.draw(st.permutations(query))
    assert index.scores(query).tobytes() == index.scores(shuffled).tobytes()


@pytest.mark.parametrize("backend", LexicalBackend)
@given(rows=ROWS, query=QUERIES)
def test_parts_of_the_terms_add_up_to_the_score(
    backend: LexicalBackend, rows: list[FieldTokens], query: list[QueryTerm]
) -> None:
    index = backend.of(build_postings(rows), Bm25Params())
    parts = index.term_scores(query, np.arange(len(rows))[::-1])
    assert [sum(part.values()) for part in parts] == pytest.approx(index.scores(query)[::-1].tolist(), abs=1e-4)
    for row, part in zip(reversed(rows), parts, strict=True):
        words = {word for name in FIELDS for word in getattr(row, name)}
        assert set(part) == words & {term.text for term in query}


@pytest.mark.parametrize("backend", LexicalBackend)
def test_document_frequencies(backend: LexicalBackend) -> None:
    rows = [FieldTokens(title=["贷款"], body=["贷款", "贴息"]), FieldTokens(units=["贷款"]), FieldTokens()]
    assert backend.of(build_postings(rows), Bm25Params()).document_frequencies() == {"贷款": 2, "贴息": 1}
