"""The best candidates read together with the question, which tells what the likeness of vectors does not.

What only shares its matter with a question looks like an answer from afar. Reading takes about 15 ms a candidate, and
so is kept for the first ones; the others are worth as much as the least likely of those.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.answer.details import Detail
from service.answer.evidence import Candidate, Evidence, Searching
from service.answer.pieces import Piece

READ = 3  # candidates that are read; on dev questions a fourth and fifth change nothing
RANK = 0.75  # what the likelihood counts in the score of a candidate: 315 full answers of 347 dev questions, 312 with 0
FIGURES = 2  # sentences that are read for one measure, because they state the figure
STATED = -0.25  # likelihood from which such a sentence answers: on dev questions -0.1 to 0.8, of near ones at most -0.5
SURE = 0.3  # likelihood from which a text answers though it does not name the matter; no near miss of dev reaches it


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


def stating(index: Searching, question: str, evidence: Evidence, details: Sequence[Detail]) -> Evidence | None:
    """Evidence whose first sentence states each figure that is asked for, None where it has none that answers.

    Args:
        index: whose reader tells of another sentence than the best whether it answers.
        question: as it was asked.
        evidence: its best sentence first.
        details: that are asked for.
    """
    if evidence.states(details):
        return evidence
    led = [replace(evidence, pieces=_first(evidence.pieces, place)) for place in range(1, len(evidence.pieces))]
    telling = [one for one in led if one.states(details)][:FIGURES]
    likely = index.likely(question, [one.pieces[0].span.of(one.text) for one in telling]) if telling else None
    if likely is None or likely.max() < STATED:
        return None
    return telling[int(likely.argmax())]


def _first(pieces: Sequence[Piece], place: int) -> tuple[Piece, ...]:
    return (pieces[place], *pieces[:place], *pieces[place + 1 :])


def _passage(candidate: Candidate) -> str:
    assert candidate.hit.why
    return candidate.hit.why.passage
