"""The best candidates read together with the question, which tells what the likeness of vectors does not.

What only shares its matter with a question looks like an answer from afar. Reading takes about 15 ms a candidate, and
so is kept for the first ones; the others are worth as much as the least likely of those.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.answer.evidence import Candidate, Searching

READ = 3  # candidates that are read; on dev questions a fourth and fifth change nothing
RANK = 0.75  # what the likelihood counts in the score of a candidate: 315 full answers of 347 dev questions, 312 with 0
SURE = 0.3  # likelihood from which a text answers though it does not name the matter; of no near dev question it has it


def is_on_matter(candidate: Candidate) -> bool:
    """Whether a candidate is on the matter of the question: by its words, or for certain by its reading."""
    return candidate.on_matter or (candidate.likely is not None and candidate.likely >= SURE)


def closely_read(index: Searching, question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first, by what they were worth and by how likely their passages answer; as they are unread.

    Args:
        index: whose reader is asked, where it has one.
        question: without the words of asking and the places.
        found: best first.
    """
    first = found[:READ]
    likely = index.likely(question, [_passage(candidate) for candidate in first]) if first else None
    if likely is None:
        return list(found)
    least = float(likely.min())
    read = [
        replace(candidate, score=candidate.score + RANK * value, likely=value)
        for candidate, value in zip(first, map(float, likely), strict=True)
    ]
    unread = [replace(candidate, score=candidate.score + RANK * least) for candidate in found[READ:]]
    return sorted([*read, *unread], key=lambda one: -one.score)


def _passage(candidate: Candidate) -> str:
    assert candidate.hit.why
    return candidate.hit.why.passage
