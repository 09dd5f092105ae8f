"""Rewrites of a query: what else is looked for, why, and how little it counts.

A rewrite of something that the index holds counts so little that it never hides an exact hit. Let S be the terms of
the source and T all terms that stand in for it. Each term of T counts

    min(FREE, bound * idf(S) / idf(T)),   idf(X) the sum over the terms of X, each by its weight in the query,

so that T together adds at most bound * idf(S) * s, where s < 1 is BM25's saturation in Lucene's form. A unit with all
of S adds at least idf(S) / (1 + k1 * (1 - b + b * length)), length in average lengths. With bound = HELD, k1 = 1.2 and
b = 0.75 a unit with the exact words outranks every unit with rewrites of them only, up to 2.2 average lengths.

Where the index does not hold all of S there is no exact hit to hide; nor where stop words part S (信用怎么恢复), which
then is no term, and a unit may hold each part somewhere. There bound = 1: what stands in for a part of the query does
not outweigh that part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from index.analyzer.vocabulary import Vocabulary

HELD = 0.3
FREE = {"synonym": 0.5, "pinyin": 0.5, "edit": 0.3}

Kind = Literal["synonym", "pinyin", "edit"]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One rewrite that was applied.

    Attributes:
        kind: synonym, from lay to official wording; pinyin; edit, for what looks or sounds like a word of the index.
        source: the part of the query, as the user wrote it.
        target: what is looked for as well.
        weight: how much its terms count; the user's own count 1.
        span: where the source stands in the query.
    """

    kind: Kind
    source: str
    target: str
    weight: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A part of a query and what may be meant by it; `start` and `end` in the folded query."""

    kind: Kind
    start: int
    end: int
    targets: tuple[str, ...]


def weight(
    kind: Kind, source: Mapping[str, float], targets: Iterable[str], vocabulary: Vocabulary, *, is_term: bool
) -> float:
    """How much the terms of a rewrite count.

    Args:
        kind: of the rewrite.
        source: the terms of what is rewritten, and what they count in the query.
        targets: all terms that stand in for it, of the index.
        vocabulary: of the index.
        is_term: whether the source is one stretch of words.
    """
    if not source:  # stop words only
        return FREE[kind]
    bound = HELD if is_term and all(term in vocabulary.frequencies for term in source) else 1.0
    mass = sum(vocabulary.idf(term) * counts for term, counts in source.items())
    return min(FREE[kind], bound * mass / sum(vocabulary.idf(term) for term in sorted(targets)))
