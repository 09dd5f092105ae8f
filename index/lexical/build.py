"""Making postings of tokens, and new postings of old ones, so that a changed document costs only its own rows."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.lexical.fields import FIELDS, FieldTokens
from index.lexical.postings import Postings
from index.lexical.vocabulary import Vocabulary
from index.types import Rows

Integers = NDArray[np.integer]


def build_postings(rows: Iterable[FieldTokens]) -> Postings:
    """Index rows, numbered from 0 as they come."""
    numbers: dict[str, int] = {}
    stream, lengths = array("i"), array("i")
    for row in rows:
        for name in FIELDS:
            tokens: Sequence[str] = getattr(row, name)
            stream.extend([numbers.setdefault(token, len(numbers)) for token in tokens])
            lengths.append(len(tokens))
    sizes = np.array(lengths, np.int32)
    cells, counts = _counted(np.array(stream, np.int64), np.repeat(np.arange(len(sizes)), sizes), len(sizes))
    return _assembled(list(numbers), *_by_field(cells, counts, len(sizes)), sizes.reshape(-1, len(FIELDS)))


def take(postings: Postings, rows: Rows) -> Postings:
    """The index of some rows alone, numbered from 0 in the order given; each may be named once."""
    new = np.full(postings.n_rows, -1)
    new[rows] = np.arange(len(rows))
    moved = new[postings.rows]
    kept = moved >= 0
    terms = postings.vocabulary.terms
    return _assembled(terms, postings.terms[kept], moved[kept], postings.counts[kept], postings.lengths[rows])


def join(first: Postings, second: Postings) -> Postings:
    """The index of the rows of both, those of the second numbered on from the first's."""
    terms = list(dict.fromkeys(first.vocabulary.terms + second.vocabulary.terms))
    numbers = {term: number for number, term in enumerate(terms)}
    renumbered = np.array([numbers[term] for term in second.vocabulary.terms], np.int64)
    return _assembled(
        terms,
        np.concatenate([first.terms, renumbered[second.terms]]),
        np.concatenate([first.rows, second.rows + np.int64(first.n_rows)]),
        np.concatenate([first.counts, second.counts]),
        np.concatenate([first.lengths, second.lengths]),
    )


def _counted(terms: Integers, cells: Integers, n_cells: int) -> tuple[Integers, Integers]:
    """Distinct pairs of a term and a cell (a field of a row), packed in one number, and how often each occurs."""
    return np.unique(terms * max(n_cells, 1) + cells, return_counts=True)


def _by_field(pairs: Integers, occurrences: Integers, n_cells: int) -> tuple[Integers, Integers, Integers]:
    """Terms, rows and (n_postings, n_fields) counts of the pairs of `_counted`."""
    postings, at = np.unique(pairs // len(FIELDS), return_inverse=True)
    counts = np.zeros((len(postings), len(FIELDS)), np.uint16)
    # far beyond what k1 lets count
    counts[at, pairs % len(FIELDS)] = np.minimum(occurrences, np.iinfo(np.uint16).max)
    terms, rows = np.divmod(postings, max(n_cells // len(FIELDS), 1))
    return terms, rows, counts


def _assembled(
    terms: Sequence[str], numbers: Integers, rows: Integers, counts: Integers, lengths: Integers
) -> Postings:
    """Postings in any order, terms in any order and some without a posting, as an index."""
    used = sorted(np.unique(numbers).tolist(), key=terms.__getitem__)
    rank = np.zeros(len(terms), np.int64)
    rank[used] = np.arange(len(used))
    ranks = rank[numbers]
    order = np.lexsort((rows, ranks))
    return Postings(
        Vocabulary(terms[number] for number in used),
        np.searchsorted(ranks[order], np.arange(len(used) + 1)),
        rows[order].astype(np.int32),
        counts[order].astype(np.uint16),
        lengths.astype(np.int32),
    )
