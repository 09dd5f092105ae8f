"""How much of a question a row holds."""

from collections.abc import Collection, Sequence, Set

import numpy as np

from index.analyzer.vocabulary import Vocabulary
from index.types import Floats, QueryTerm


def coverage(
    vocabulary: Vocabulary, terms: Sequence[QueryTerm], own: Set[str], held: Sequence[Collection[str]]
) -> Floats:
    """(len(held),) share of the question that each row holds, 0 to 1; 0 for a question without terms.

    A term counts its weight times its idf. The whole is what the user's own terms count, so that a rewrite makes up
    for a word that is missing.

    Args:
        vocabulary: of the index.
        terms: of the question.
        own: those of them that are the user's own.
        held: the terms that each row holds.
    """
    worth = {term.text: term.weight * vocabulary.idf(term.text) for term in terms}
    total = sum(worth[term.text] for term in terms if term.text in own)
    if total <= 0:
        return np.zeros(len(held), np.float32)
    shares = [sum(worth.get(text, 0.0) for text in found) / total for found in held]
    return np.minimum(1, np.array(shares, np.float32))
