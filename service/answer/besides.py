"""What is quoted of a measure besides the sentence that answers.

A sentence alone may lack what another says of it (一小时内清理；早晚高峰期间三十分钟内). So all of a short measure is
quoted that states such a figure too, and where none is asked for all of a short answer that the text itself gives to a
question. A question may also ask for two facts that stand in two sentences (什么时候完成，抽查多少).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analyzer.fold import fold
from ingest.records import Nature, Span
from service.answer import asked as reading
from service.answer.asked import Asked
from service.answer.close_reading import STATED
from service.answer.content import BORDER
from service.answer.details import Detail, details
from service.answer.evidence import Evidence, Searching
from service.answer.pieces import LONGEST, Piece

MOST = 4  # parts of a question that are looked for
_ENDS, _CLOSES = re.compile(r"[。；;！!？?：:…]\s*$"), re.compile(r"\s*特此")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question that asks for a fact of its own."""

    text: str
    details: tuple[Detail, ...]


def parts(question: str, this_year: int) -> list[Part]:
    """The parts of a folded question that each ask for a fact; none where fewer than two do."""
    read = [(text, tuple(details(reading.read(text, this_year), text))) for text in BORDER.split(question) if text]
    found = [Part(text, stated) for text, stated in read if stated]
    found = list(dict.fromkeys(found))[:MOST]
    return found if len({part.details for part in found}) > 1 else []


def besides(
    index: Searching, asked: Asked, stated: Sequence[Detail], evidence: Evidence, this_year: int
) -> list[Piece]:
    """Sentences to quote after the best one, in text order.

    Args:
        index: whose reader tells which sentence answers a part of the question.
        asked: the question.
        stated: details that it asks for.
        evidence: led by its best sentence.
        this_year: that 明年 is counted from.
    """
    text = evidence.text
    others = [one for one in evidence.pieces if _can_follow(evidence, one)]
    found = [
        one for part in parts(fold(asked.text).text, this_year) for one in _answering(index, part, evidence, others)
    ]
    figures = [detail for detail in stated if detail.is_figure]
    is_all = not asked.facts and _answers_a_question(evidence)
    if _length(evidence.measure.text_span) <= LONGEST and (figures or is_all):
        found += [one for one in others if all(detail.is_in(one.span.of(text)) for detail in figures)]
    return [*_joined(sorted(dict.fromkeys(found), key=_start))]


def _answers_a_question(evidence: Evidence) -> bool:
    """Whether the heading of the measure is a question, as 问：…？ is."""
    end = evidence.measure.title_span.end
    return evidence.text[end : end + 1] in ("？", "?")


def _can_follow(evidence: Evidence, piece: Piece) -> bool:
    """Whether a sentence says something of its own, and to who asks; no heading or signature does."""
    is_context = piece.clause is not None and piece.clause.nature is Nature.CONTEXT
    quote = piece.span.of(evidence.text)
    is_whole = bool(_ENDS.search(quote)) and not _CLOSES.match(quote)
    is_said = piece.span.meets(evidence.pieces[0].span)
    return is_whole and not is_context and not is_said and piece not in evidence.apart


def _answering(index: Searching, part: Part, evidence: Evidence, others: Sequence[Piece]) -> Iterator[Piece]:
    """The sentence that answers a part of a question, where it is another one than the best."""
    text = evidence.text
    best = [evidence.pieces[0]]
    stating = [one for one in (*best, *others) if all(detail.is_in(one.span.of(text)) for detail in part.details)]
    likely = index.likely(part.text, [one.span.of(text) for one in stating]) if stating else None
    if likely is not None and likely.max() >= STATED and (one := stating[int(likely.argmax())]) in others:
        yield one


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours as one quote, two by two."""
    waiting: Piece | None = None
    for piece in found:
        both = waiting.joined(piece) if waiting else None
        if waiting and not both:
            yield waiting
        if both:
            yield both
        waiting = None if both else piece
    if waiting:
        yield waiting


def _length(span: Span) -> int:
    return span.end - span.start


def _start(piece: Piece) -> int:
    return piece.span.start
