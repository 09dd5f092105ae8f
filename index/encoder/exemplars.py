"""Questions of which is known what answers them, or that nothing does: what a new question has of its likes.

They lead it to clauses like those that answer them: feedback as by Rocchio 1971 (in Salton, The SMART Retrieval
System, pp. 313-323), from exemplars rather than from what was found: q' = q + LEAD · Σ wᵢ cᵢ, over clauses cᵢ of the
NEAREST answered exemplars, wᵢ the softmax of cosines / SHARP. Ways to ask are like each other where the words of an
answer are like none of them. And the NEIGHBOURS among all exemplars vote, each by exp(cosine / WIDE), on whether
policies answer it.
"""

from math import log
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.types import Floats

QUESTIONS, CLAUSES = "exemplars/questions.faiss", "exemplars/clauses.faiss"
EXEMPLARS = (QUESTIONS, CLAUSES)
"""Files of a model folder: questions by the row of their clause, those without an answer by rows that no clause has,
and clauses."""

# nDCG@10 on dev questions of the two rounds, of measures by the cosine of their best passage: 0.880 and 0.775 as they
# are, 0.897 and 0.850 led by 64,789 questions; with a LEAD of 0.4 0.902 and 0.839, of 0.6 0.893 and 0.853, and no
# better by 3, 10 or 20 NEAREST. Votes put an answerable question above a near miss 83 times in 100.
NEAREST = 5
LEAD = 0.5
SHARP = 0.02
NEIGHBOURS = 50
WIDE = 0.05
_DOUBT = 0.02  # the share of votes that either side has at least


class Exemplars:
    """Vectors of questions, and of the clauses that answer them."""

    def __init__(self, questions: faiss.Index, clauses: faiss.Index) -> None:
        """Take what `EXEMPLARS` names: indexes of inner products of vectors of unit length."""
        self._questions, self._clauses = questions, clauses

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Those of a model folder."""
        return cls(*(faiss.read_index(str(folder / name)) for name in EXEMPLARS))

    def lead(self, vector: Floats) -> Floats:
        """(dim,) vector of unit length, of the question (dim,) that was led; the same where nothing is answered."""
        cosines, rows = self._neighbours(vector)
        answered = np.flatnonzero(rows < self._clauses.ntotal)[:NEAREST]
        if not len(answered):
            return vector
        weights = np.exp((cosines[answered] - cosines[answered[0]]) / SHARP)
        clauses = np.stack([self._clauses.reconstruct(int(row)) for row in rows[answered]])
        led = vector + LEAD * (weights / weights.sum()) @ clauses
        leads: Floats = led / np.linalg.norm(led)
        return leads

    def odds(self, vector: Floats) -> float:
        """Logarithm of the odds that a policy answers the question (dim,), which was not led."""
        cosines, rows = self._neighbours(vector)
        votes = np.exp((cosines - cosines[0]) / WIDE)
        share = float(votes[rows < self._clauses.ntotal].sum() / votes.sum())
        return log((share + _DOUBT) / (1 - share + _DOUBT))

    def _neighbours(self, vector: Floats) -> tuple[Floats, NDArray[np.int64]]:
        """Cosines, best first, and rows."""
        cosines, rows = self._questions.search(vector[None], min(NEIGHBOURS, self._questions.ntotal))
        found = rows[0] >= 0  # lists that were not looked at hold the rest
        return cosines[0][found], rows[0][found]
