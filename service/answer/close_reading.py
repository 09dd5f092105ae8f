"""The best candidates read together with the question, which tells what the likeness of vectors does not.

What only shares its matter with a question looks like an answer from afar. Reading takes about 15 ms a candidate, and
so is kept for the first ones; the others are worth as much as the least likely of those.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.answer.details import DATE, Detail
from service.answer.evidence import Candidate, Evidence, Searching
from service.answer.pieces import Piece
from service.answer.statements import is_dated

AT_ONCE = 2  # candidates that are read in any case, at the same time
READ = 3  # candidates that are read at most; on dev questions a fourth changes nothing
LIKELIEST = 2.7  # a likelihood that none has: of dev questions at most 2.4
RANK = 1.0  # what the likelihood counts in the score of a candidate; with 0.75 or 1.2 dev answers are the same but two
_UNHEEDED = re.compile(r"(?:拒不|逾期|仍不|仍未|情节(?:较|特别)?(?:轻|严重)|造成|构成)")
SENTENCES = 2  # that are read for one measure; on dev questions a third changes nothing
STATED = -0.25  # likelihood from which another sentence than the best answers, because it states the figure
MARGIN = 0.2  # by which another sentence has to be likelier than the best by its words
SURE = 1.4  # likelihood from which a text answers though it lacks words that the question names; log odds of 0.8


def is_sure(candidate: Candidate) -> bool:
    """Whether its reading is as sure that a candidate answers as to count for more than the words it lacks."""
    return candidate.likely is not None and candidate.likely >= SURE


def closely_read(index: Searching, question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, best first, by what they were worth and by how likely their passages answer; as they are unread.

    Args:
        index: whose reader is asked, where it has one.
        question: without the words of asking and the places.
        found: best first.
    """
    read = _read(index, question, found[:AT_ONCE])
    if read is None:
        return list(found)
    out_of_reach = max((one.score for one in read), default=0.0) - RANK * LIKELIEST
    read += _read(index, question, [one for one in found[AT_ONCE:READ] if one.score > out_of_reach]) or []
    least = min((one.likely for one in read if one.likely is not None), default=0.0)
    unread = [replace(candidate, score=candidate.score + RANK * least) for candidate in found[len(read) :]]
    return sorted([*read, *unread], key=lambda one: -one.score)


def _read(index: Searching, question: str, found: Sequence[Candidate]) -> list[Candidate] | None:
    if not found:
        return []
    likely = index.likely(question, [_passage(candidate) for candidate in found])
    if likely is None:
        return None
    return [
        replace(candidate, score=candidate.score + RANK * value, likely=value)
        for candidate, value in zip(found, map(float, likely), strict=True)
    ]


def stating(
    index: Searching, question: str, evidence: Evidence, details: Sequence[Detail], *, is_fact: bool
) -> Evidence | None:
    """Evidence led by the sentence that answers: one that states each figure asked for; None where none does.

    Args:
        index: whose reader tells which of several sentences answers.
        question: as it was asked.
        evidence: its best sentence first.
        details: that are asked for.
        is_fact: whether a fact is asked for, such as a date or a unit, which is another one in another sentence.
    """
    stated = [one for one in _led(evidence) if one.states(details) and not one.is_apart]
    dated = [one for one in stated if is_dated(one) or DATE.is_in(_sentence(one))] if DATE in details else []
    read = (dated or stated)[:SENTENCES]
    own = evidence if evidence in read else None
    if not read or (own and not (is_fact and _differ(read, details))):
        return own
    likely = index.likely(question, [_sentence(one) for one in read])
    if likely is None:
        return own
    least = likely[0] + MARGIN if own else STATED
    return read[int(likely.argmax())] if likely.max() >= least else own


def _led(evidence: Evidence) -> Iterator[Evidence]:
    """The evidence, led by each of its sentences in turn."""
    pieces = evidence.pieces
    yield evidence
    for place in range(1, len(pieces)):
        yield replace(evidence, pieces=(_whole(evidence, pieces[place]), *pieces[:place], *pieces[place + 1 :]))


def _whole(evidence: Evidence, piece: Piece) -> Piece:
    """A part of a sentence, with the one before where it says what follows on that: 责令改正；拒不改正的，处罚款."""
    before = next((one for one in evidence.pieces if one.span.end == piece.span.start), None)
    is_part = before and evidence.text[before.span.start : before.span.end].rstrip().endswith("；")
    joined = before.joined(piece) if before and is_part and _UNHEEDED.match(piece.span.of(evidence.text)) else None
    return joined or piece


def _differ(read: Sequence[Evidence], details: Sequence[Detail]) -> bool:
    """Whether sentences may state different facts: figures are a sentence's, units and deadlines a clause's."""
    clauses = {(best.clause, best.note) for best in (one.pieces[0] for one in read)}
    return len(clauses) > 1 or (len(read) > 1 and any(detail.is_figure for detail in details))


def _sentence(evidence: Evidence) -> str:
    best = evidence.pieces[0]
    return best.span.of(evidence.text) + (best.note.of(evidence.text) if best.note else "")


def _passage(candidate: Candidate) -> str:
    """Its nearest passage under the title of its document, which says what a text goes on to call 本项目."""
    assert candidate.hit.why
    return f"{candidate.hit.document.title or ''}。{candidate.hit.why.passage}".lstrip("。")
