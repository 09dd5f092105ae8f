"""The other questions of one message: 租金按几折交，物业费谁出 asks two, whose answers stand in two measures.

What answers the message as a whole may answer but one of them. Each that it leaves open is looked for by itself, in the
same document, and quoted where its sentence alone is sure to answer it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.analyzer.fold import fold
from index.filters.compile import Filters
from index.snapshot.reader import Snapshot
from ingest.records import Nature
from service.answer.asked import Asked, read
from service.answer.content import BORDER, asks, content_of, pairs_in
from service.answer.details import Detail, details
from service.answer.evidence import Evidence, Searching, Wanted, candidates, opened
from service.answer.places import without_places
from service.answer.statements import Quote

MOST = 2  # questions that are looked for
_DEPTH = 2  # measures that are looked at for one
_LIKELY = 0.3  # confidence of a measure that is read
_SURE = 1.0  # likelihood of a sentence by itself that answers
_LEAST = 4  # characters of what a question names; one that names less leans on the one before, and so does its answer
_COVERED = 0.6  # share of the pairs of characters of a question that what was said has to hold to answer it too


@dataclass(frozen=True, slots=True)
class Further:
    """What answers another question: the measure, led by its sentence, and what was asked of it."""

    evidence: Evidence
    asked: Asked
    stated: tuple[Detail, ...]


def further(
    index: Searching,
    snapshot: Snapshot,
    question: str,
    quotes: Sequence[Quote],
    filters: Filters | None,
    as_of: date,
) -> Iterator[Further]:
    """What answers the questions of a message that some quotes leave open.

    Args:
        index: that is searched.
        snapshot: that the quotes are of; nothing is found where another one is served meanwhile.
        question: the message, folded.
        quotes: what is said so far.
        filters: that were asked with.
        as_of: the day of all statuses.
    """
    asked = questions_in(question)
    said = fold(" ".join(quote.span.of(quote.evidence.text) for quote in quotes)).text
    left = [one for one in asked if not is_covered(one, said, as_of.year)] if len(asked) > 1 else []
    document = quotes[0].evidence.document.doc_id
    for text in left[:MOST]:
        part = read(text, as_of.year)
        stated = tuple(details(part, text))
        wanted = Wanted(without_places(text), (document,), (), (), stated)
        found = candidates(index, snapshot, wanted, filters, as_of, depth=_DEPTH) or []
        seen = [opened(snapshot, one, wanted) for one in found if one.hit.confidence >= _LIKELY]
        fitting = [one for one in seen if one.states(stated) and _says_more(one, quotes)]
        likely = index.likely(text, [one.pieces[0].span.of(one.text) for one in fitting]) if fitting else None
        if likely is not None and likely.max() >= _SURE:
            yield Further(fitting[int(likely.argmax())], part, stated)


def questions_in(text: str) -> list[str]:
    """The questions of a folded message in order, each with what is told before it."""
    found: list[str] = []
    told: list[str] = []
    for part in filter(None, BORDER.split(text)):
        told.append(part)
        if asks(part):
            found.append("，".join(told))
            told = []
    return found


def is_covered(question: str, said: str, this_year: int) -> bool:
    """Whether what was said may answer a question as well, or the question leans on another one.

    Args:
        question: folded.
        said: folded.
        this_year: that 明年 is counted from.
    """
    content = content_of(question)
    pairs = set(pairs_in(content))
    states = all(detail.is_in(said) for detail in details(read(question, this_year), question))
    return len(content) < _LEAST or (states and sum(pair in said for pair in pairs) >= _COVERED * len(pairs))


def _says_more(evidence: Evidence, quotes: Sequence[Quote]) -> bool:
    """Whether its best sentence binds who asks, and is not quoted yet."""
    best = evidence.pieces[0]
    is_context = best.clause is not None and best.clause.nature is Nature.CONTEXT
    is_quoted = any(
        quote.evidence.document.doc_id == evidence.document.doc_id and quote.span.meets(best.span) for quote in quotes
    )
    return not (is_context or is_quoted or evidence.is_apart)
