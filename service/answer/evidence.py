"""What the index holds on a question: measures, the ones that answer best first, and their best sentence."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from index.analyzer.fold import fold
from index.confidence import FEATURES, Features
from index.filters.compile import Filters
from index.hits import Citation, Hit, SearchResult
from index.snapshot.reader import Snapshot
from index.types import Floats
from ingest.records import Document, Measure, Nature, Note, Quantity, Span
from service.answer.details import Detail
from service.answer.figures import holds_for, told_figures
from service.answer.pieces import Piece, pieces
from service.answer.sizes import are_apart, sizes
from service.answer.table_rows import named_rows
from service.answer.tiers import Tier, falls_into, tiers
from service.answer.topics import Topic, names_all
from service.answer.years import headed_years, years_of

_ON_VALIDITY = re.compile(r"施行|执行|实施|生效|起效|失效|有效|到期|作废|废止|过期|[管用](?:到|几年|多久)")
_NONE = "-"  # the id of no document
DEPTH = 20  # measures looked at

# What besides its score makes a hit the answer: fitted by a softmax over the hits of each dev question, and rounded. By
# weights that were fitted in five folds the first measure is a labelled one for 216 of 228 dev questions, by these for
# 216.
_DENSE, _WORDS, _COVERAGE = 38.0, 0.75, 2.5
_HOLDS = 2.0  # what it counts that a sentence holds for just the figure that is told
_NAMES = 1.0  # likewise, that it names what a turn added
_IN_YEAR = 0.5  # likewise, that it speaks of a year that is named
_CONTEXT, _ENDED, _UNKNOWN, _STATES = -1.2, -0.5, -0.5, 1.0
_HEADED = 4.0  # what it counts that the headings name a year that the question names, or only others


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A measure that may answer.

    Attributes:
        score: ranks the candidates of one question.
        words: confidence by the words alone that it shares with the question.
        on_matter: whether it names the matter that the question names.
        in_years: whether it mentions one of the years that have to be.
        on_topic: whether it names every policy term that the question names.
        states: whether it states the detail that the question asks for.
        likely: logarithm of the odds that it answers, as the reader has it; None as long as it is unread.
        is_named: whether it names what a turn of a conversation added.
    """

    row: int
    hit: Hit
    score: float
    words: float
    on_matter: bool
    in_years: bool
    on_topic: bool
    states: bool
    likely: float | None = None
    is_named: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A candidate opened: its best sentences first.

    Attributes:
        apart: those of its sentences that are for others than who asks: another size of enterprise, other figures.
        is_decided: whether one of its sentences holds for just the figures that are told.
        validity: where the document says how long it holds, unless that is asked; no date of anything else.
    """

    candidate: Candidate
    document: Document
    measure: Measure
    pieces: tuple[Piece, ...]
    apart: tuple[Piece, ...] = ()
    is_decided: bool = False
    validity: tuple[Span, ...] = ()

    @property
    def is_apart(self) -> bool:
        """Whether the best sentence is for other figures than another one that holds for those told."""
        return self.is_decided and self.pieces[0] in self.apart

    @property
    def text(self) -> str:
        """Of the whole document."""
        return self.document.text

    def states(self, details: Iterable[Detail]) -> bool:
        """Whether the best sentence states each figure that is asked for; another one's may be of another matter.

        What a field of the measure lists need not stand in that sentence.
        """
        quote = self.pieces[0].span.of(self.text)
        return all(detail.is_in(quote) or self.listed(detail) for detail in details if detail.is_figure)

    def listed(self, detail: Detail) -> tuple[Note, ...]:
        """What the measure lists of a detail."""
        notes: tuple[Note, ...] = getattr(self.measure.fields, detail.field) if detail.field else ()
        return notes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What evidence is looked for.

    Attributes:
        text: of the question.
        documents: ids that it is about, None for all.
        matters: for each matter that is named, how texts may call it.
        topics: likewise, for each policy term.
        details: that have to be stated.
        years: one of them has to be mentioned; () for none.
        named_years: that the question names one by one.
        names: what a turn added, each in one of several words, which the sentence has to be on.
        is_now: whether today's state is asked for, so that what has ended is worth less.
    """

    text: str
    documents: tuple[str, ...] | None
    matters: tuple[tuple[str, ...], ...]
    topics: tuple[Topic, ...]
    details: tuple[Detail, ...]
    years: tuple[int, ...] = ()
    named_years: frozenset[int] = frozenset()
    names: tuple[tuple[str, ...], ...] = ()
    is_now: bool = False


class Searching(Protocol):
    """What is searched: a HybridIndex, or a part of one."""

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        ...

    def search(self, query: str, *, k: int, filters: Filters | None, as_of: date | None, explain: bool) -> SearchResult:
        """See `HybridIndex.search`."""
        ...

    def heard(self, query: str) -> str:
        """See `HybridIndex.heard`."""
        ...

    def odds(self, query: str) -> float:
        """See `HybridIndex.odds`."""
        ...

    def likely(self, query: str, passages: Sequence[str]) -> Floats | None:
        """See `HybridIndex.likely`."""
        ...


def candidates(
    index: Searching, snapshot: Snapshot, wanted: Wanted, filters: Filters | None, as_of: date, *, depth: int = DEPTH
) -> list[Candidate] | None:
    """Measures that may answer, best first; None where the index has begun to serve another snapshot than this."""
    result = index.search(wanted.text, k=depth, filters=_limits(wanted, filters), as_of=as_of, explain=True)
    return _ranked(snapshot, wanted, result.hits) if result.generation == snapshot.generation else None


def _limits(wanted: Wanted, filters: Filters | None) -> Filters | None:
    """The filters, and of the documents that they name those that the question is about."""
    if wanted.documents is None:
        return filters
    stated = (filters or {}).get("document", wanted.documents)
    named = (stated,) if isinstance(stated, str) else stated
    known = frozenset(wanted.documents)
    both = [name for name in named if name in known]
    return {**(filters or {}), "document": both or [_NONE]}


def opened(snapshot: Snapshot, candidate: Candidate, wanted: Wanted) -> Evidence:
    """A candidate with its sentences, the ones that answer best first."""
    document, measure = snapshot.contents.document_of_row(candidate.row), snapshot.contents.measure(candidate.row)
    found = pieces(document.text, measure)
    asked, figures = sizes(wanted.text), told_figures(wanted.text)
    among = tiers(document.text, [piece.span for piece in found]) if figures else []
    meant = [_holds(piece, figures, among) for piece in found]
    apart = [
        are_apart(asked, sizes(document.text, piece.span)) or is_meant is False
        for piece, is_meant in zip(found, meant, strict=True)
    ]
    worth = [
        _worth(document.text, piece, candidate.hit, wanted.details)
        - is_apart
        + (_HOLDS if is_meant else 0)
        + _of_year(document.text, piece, wanted.named_years)
        + (_NAMES if wanted.names and names_all(piece.span.of(document.text), wanted.names) else 0)
        for piece, is_apart, is_meant in zip(found, apart, meant, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda place: (-worth[place], place))
    best = _with_neighbour(found, order[0], candidate.hit.citation, apart)
    others = tuple(piece for piece, is_apart in zip(found, apart, strict=True) if is_apart)
    stated = [document.meta.spans.get(name) for name in ("valid_from", "valid_until")]
    validity = () if _ON_VALIDITY.search(wanted.text) else tuple(span for span in stated if span)
    rows = named_rows(document.text, measure, _terms(candidate.hit), best.span)
    led = (*rows, best, *(found[place] for place in order[1:]))
    return Evidence(candidate, document, measure, led, others, any(meant), validity)


def _with_neighbour(found: Sequence[Piece], place: int, passage: Citation, apart: Sequence[bool]) -> Piece:
    """A sentence, with the one before or behind it that the nearest passage holds as well.

    Not one that is apart: for another size of enterprise than is asked about, or for other figures.
    """
    best = found[place]
    for other in (place + 1, place - 1):
        is_held = 0 <= other < len(found) and not apart[other] and _shared(found[other].span, passage) >= 0.5
        if is_held and (joined := best.joined(found[other])):
            return joined
    return best


def _holds(piece: Piece, figures: Sequence[Quantity], among: Sequence[Tier]) -> bool | None:
    """Whether a sentence holds for the figures that a question tells; None where it has no limit to them."""
    falls = falls_into(figures, among, piece.span)
    if falls is not None or not figures:
        return falls
    conditions = piece.clause.fields.conditions if piece.clause else ()
    return holds_for(figures, [one for one in conditions if piece.span.holds(one.span)])


def _shared(span: Span, passage: Citation) -> float:
    """The share of a sentence that a passage holds."""
    return _overlap(span, passage) / max(1, span.end - span.start)


def _overlap(span: Span, passage: Citation) -> int:
    """How many characters a sentence and a passage have in common."""
    return max(0, min(passage.end, span.end) - max(passage.start, span.start))


def _ranked(snapshot: Snapshot, wanted: Wanted, hits: Sequence[Hit]) -> list[Candidate]:
    if not hits:
        return []
    best = {name: max(_leg(hit, name) for hit in hits) for name in ("dense", "lexical", "coverage")}
    best["score"] = max(hit.score for hit in hits)
    found = [_candidate(snapshot, wanted, hit, best) for hit in hits]
    return sorted(found, key=lambda one: -one.score)


def _candidate(snapshot: Snapshot, wanted: Wanted, hit: Hit, best: Mapping[str, float]) -> Candidate:
    row = snapshot.contents.row(hit.measure_id)
    assert row is not None
    packed = snapshot.contents.packed_measure(row)
    text = Span(*packed["span"]).of(snapshot.contents.document_of_row(row).text)  # with its notes of unit and deadline
    whole = " ".join((*hit.section_path, text))
    in_years = not wanted.years or any(str(year) in whole for year in wanted.years)
    states = all(detail.is_in(text) for detail in wanted.details)
    score = (
        hit.score
        - best["score"]
        + _DENSE * (_leg(hit, "dense") - best["dense"])
        + _WORDS * (math.log1p(_leg(hit, "lexical")) - math.log1p(best["lexical"]))
        + _COVERAGE * (_leg(hit, "coverage") - best["coverage"])
        + (_CONTEXT if packed["nature"] == Nature.CONTEXT else 0)
        + _of_status(hit.document.status) * (2 if wanted.is_now else 1)
        + _HEADED * _agrees(headed_years(hit.section_path), wanted.named_years)
        + (_STATES if wanted.details and all(detail.is_in(hit.citation.quote) for detail in wanted.details) else 0)
    )
    titled = f"{hit.document.title or ''} {whole}"  # what a document is about, its measures need not repeat
    on_matter = names_all(titled, wanted.matters)
    on_topic = not wanted.topics or names_all(fold(titled).text, wanted.topics)
    is_named = names_all(titled, wanted.names)
    words = _by_words(snapshot, hit)
    return Candidate(row, hit, score, words, on_matter, in_years, on_topic, states, is_named=is_named)


def _by_words(snapshot: Snapshot, hit: Hit) -> float:
    known = {name: np.array([_leg(hit, name)], np.float32) for name in FEATURES["lexical"]}
    return float(snapshot.calibration.confidence("lexical", Features(**known))[0])


def _of_status(document_status: str) -> float:
    return {"in_force": 0.0, "not_yet": 0.0, "unknown": _UNKNOWN}.get(document_status, _ENDED)


def _leg(hit: Hit, name: str) -> float:
    assert hit.why
    return float(getattr(hit.why, name) or 0.0)


def _worth(text: str, piece: Piece, hit: Hit, details: Iterable[Detail]) -> float:
    """How well a sentence answers: by the passage that is nearest, by the words of the question, by the detail."""
    passage, quote, terms = hit.citation, piece.span.of(text), _terms(hit)
    shorter = min(passage.end - passage.start, piece.span.end - piece.span.start)
    near = _overlap(piece.span, passage) / max(1, shorter)
    folded, total = fold(quote).text, sum(terms.values())
    worded = sum(value for term, value in terms.items() if term in folded) / total if total else 0.0
    return near + worded + sum(0.5 for detail in details if detail.is_in(quote))


def _of_year(text: str, piece: Piece, named: frozenset[int]) -> float:
    """What it counts that a sentence speaks of a year that is named, or of others only."""
    return _IN_YEAR * _agrees(years_of(text, piece), named) if named else 0.0


def _agrees(years: frozenset[int], named: frozenset[int]) -> int:
    """1 where years are among those that are named, -1 where none is; 0 where either is open."""
    if not (years and named):
        return 0
    return 1 if years & named else -1


def _terms(hit: Hit) -> Mapping[str, float]:
    """The words that a measure shares with the question, with their weights."""
    assert hit.why
    return hit.why.terms
