"""Questions answered from one index: evidence, then sentences, or what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from time import perf_counter

from index.analyzer.fold import fold
from index.filters.compile import Filters
from index.query import MAX_QUERY, checked_query
from index.snapshot.reader import Snapshot
from ingest.errors import ZhaoqiError
from ingest.status import today
from service.answer import asked as reading
from service.answer.abstain import asked_back, clarified, declined, missing
from service.answer.asked import Asked
from service.answer.asking import without_asking
from service.answer.assemble import assembled
from service.answer.besides import besides
from service.answer.close_reading import closely_read, is_sure, stating
from service.answer.details import Detail, details
from service.answer.evidence import Candidate, Evidence, Searching, Wanted, candidates, opened
from service.answer.follow_ups import follow_ups
from service.answer.further import further
from service.answer.history import Reading, readings
from service.answer.matters import named_in
from service.answer.places import without_places
from service.answer.records import (
    Answer,
    Draft,
    Event,
    Excerpt,
    Mode,
    Status,
    Turn,
    Writer,
    WriterFault,
)
from service.answer.said import is_elliptic
from service.answer.scope import Numbers, Scope, places_held, scope, titles
from service.answer.selection import MOST, REACH, most, near
from service.answer.statements import Quote, Statement, distinct, has_ended, quoted, statements
from service.answer.support import THRESHOLD, confidence
from service.answer.topics import topics
from service.answer.turns import is_courtesy, plain
from service.answer.undecided import undecided
from service.answer.validity import on_validity
from service.answer.years import named_years
from service.problems import problem_of

NO_WRITER = "no endpoint of a model is configured"


@dataclass(frozen=True, slots=True)
class _Side:
    """What one set of documents has on a question."""

    candidates: list[Candidate]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Searched:
    """What one snapshot has on a reading of a question; `sides` are best first and unread."""

    asked: Asked
    stated: tuple[Detail, ...]
    snapshot: Snapshot
    meant: Scope
    wanted: Wanted
    sides: list[list[Candidate]]


@dataclass(frozen=True, slots=True)
class _Told:
    """The same, read: of each side what can be answered with, opened, and what of that states what is asked for."""

    searched: _Searched
    sides: list[_Side]
    kept: list[list[Candidate]]
    seen: list[list[Evidence]]
    telling: list[list[Evidence]]

    @property
    def found(self) -> list[Evidence]:
        """All that states it."""
        return [one for side in self.telling for one in side]


class Answerer:
    """Answers questions from an index; safe for threads."""

    def __init__(self, index: Searching, writer: Writer | None = None, *, threshold: float = THRESHOLD) -> None:
        """Answer from an index, in the words of its texts, or of a writer where one is given.

        Args:
            index: a HybridIndex.
            writer: asked for every answer.
            threshold: the least confidence that is answered.
        """
        self._index, self._writer, self._threshold = index, writer, threshold

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: 1 to 1,000 characters with a letter or digit among them.
            history: turns before it, oldest first; a follow-up is made whole by them.
            filters: values by name, see `index.filters.compile`; only what passes is looked at.
            as_of: the day of all statuses, by default today in Asia/Shanghai.

        Raises QueryError naming the part that is out of its limits.
        """
        *_, last = self._run(question, history, filters, as_of or today())
        assert isinstance(last, Answer)
        return last

    def steps(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Iterator[Event]:
        """The same, part by part: retrieval, each sentence, citations, done; or error, after which nothing comes.

        Raises what `ask` raises before its first part.
        """
        parts = self._run(question, history, filters, as_of or today())
        yield from _events(next(parts))
        try:
            for part in parts:
                yield from _events(part)
        except ZhaoqiError as error:
            yield Event("error", problem_of(error).model_dump(mode="json", exclude_none=True))

    def _run(
        self, question: str, history: Sequence[Turn], filters: Filters | None, as_of: date
    ) -> Iterator[Event | Answer]:
        started = perf_counter()
        text = self._heard(checked_query(question))
        meant = readings(text, history, self._heard)
        if is_courtesy(text) or is_elliptic(meant[0].whole):
            snapshot = self._index.snapshot
            yield Event("retrieval", {"generation": snapshot.generation, "measures": []})
            yield _timed(clarified(snapshot), started)
            return
        is_plain = len(meant) == 1
        first = self._searched(meant[0], filters, as_of)
        if is_plain:
            yield _retrieval(first)
        told = self._told(first, filters, as_of)
        if not is_plain:
            others = (self._told(self._searched(one, filters, as_of), filters, as_of) for one in meant[1:])
            told = next((one for one in chain([told], others) if one.found), told)
            yield _retrieval(told.searched)
        yield _timed(self._answer(told, filters, as_of), started)

    def _told(self, searched: _Searched, filters: Filters | None, as_of: date) -> _Told:
        """What can be told of what was found, by reading it."""
        asked, stated = searched.asked, searched.stated
        whole, snapshot, wanted = asked.text, searched.snapshot, searched.wanted
        sides = self._read(whole, wanted, searched.sides)
        kept = [self._answering(side) for side in sides]
        seen = [[opened(snapshot, candidate, wanted) for candidate in near(side, MOST)] for side in kept]
        telling = [self._telling(whole, asked, stated, side, most(asked, len(sides))) for side in seen]
        near_to = sides[0].candidates if len(sides) == 1 else []
        if valid := on_validity(self._index, snapshot, wanted, whole, near_to, filters, as_of):
            searched = replace(searched, asked=asked.without_times(), stated=())
            telling = [[valid]]
        return _Told(searched, sides, kept, seen, telling)

    def _answer(self, told: _Told, filters: Filters | None, as_of: date) -> Answer:
        searched, sides = told.searched, told.sides
        asked, stated, snapshot, meant = searched.asked, searched.stated, searched.snapshot, searched.meant
        found = told.found
        if not found:
            nearest = [candidate for side in sides for candidate in side.candidates]
            return declined(snapshot, meant, searched.wanted, nearest, [one for side in told.seen for one in side])
        if len(sides) == 1 and (left_open := undecided(asked, told.kept[0], found, stated, snapshot, filters)):
            return asked_back(snapshot, left_open)
        silent = [numbers for numbers, side in zip(meant.sides, told.telling, strict=True) if numbers and not side]
        answer = self._written(snapshot, asked, stated, meant, found, titles(snapshot, silent), filters, as_of)
        return replace(answer, confidence=max(side.confidence for side in sides))

    def _heard(self, question: str) -> str:
        """The question in Chinese where it is in pinyin."""
        return self._index.heard(question) if reading.is_latin(question) else question

    def _searched(self, meant: Reading, filters: Filters | None, as_of: date) -> _Searched:
        """What one snapshot has on a question; looked for again where another is served meanwhile."""
        whole = plain(fold(meant.whole).text)[:MAX_QUERY]  # folding can make a text longer
        asked, asks = reading.read(whole, as_of.year), reading.read(meant.asks, as_of.year)
        asked = replace(asked, kinds=asks.kinds, is_money=asks.is_money)
        stated = tuple(details(asked, fold(meant.asks).text))
        while True:
            snapshot = self._index.snapshot
            about = scope(asked, snapshot)
            wanted = _wanted(asked, stated, about, meant.names, named_years(asks, as_of.year))
            found = [
                candidates(self._index, snapshot, replace(wanted, documents=_named(snapshot, side)), filters, as_of)
                for side in about.sides
            ]
            sides = [side for side in found if side is not None]
            if len(sides) == len(found):
                return _Searched(asked, stated, snapshot, about, wanted, sides)

    def _read(self, whole: str, wanted: Wanted, found: Sequence[Sequence[Candidate]]) -> list[_Side]:
        """What was found, ranked anew by reading it."""
        odds = self._index.odds(whole)
        read = [closely_read(self._index, wanted.text, side) for side in found]
        return [_Side(side, confidence(side, odds)) for side in read]

    def _answering(self, side: _Side) -> list[Candidate]:
        """The candidates of a side that can be answered with; none where there is too little to go by."""
        if not side.candidates or side.confidence < self._threshold:
            return []
        floor = side.candidates[0].score - REACH
        named = side.candidates[0].on_topic  # then one that does not name the terms of the question is beside it
        return [
            one
            for one in side.candidates
            if one.in_years and one.is_named and one.score >= floor and (is_sure(one) or _fits(one, named=named))
        ]

    def _telling(
        self, whole: str, asked: Asked, stated: tuple[Detail, ...], side: Sequence[Evidence], at_most: int
    ) -> list[Evidence]:
        """The evidence of a side, best first, that states what is asked for."""
        is_fact = bool(asked.facts)
        found = (one for evidence in side if (one := stating(self._index, whole, evidence, stated, is_fact=is_fact)))
        return list(islice(found, at_most))  # no more is read than that

    def _written(
        self,
        snapshot: Snapshot,
        asked: Asked,
        stated: Sequence[Detail],
        meant: Scope,
        found: Sequence[Evidence],
        silent: Sequence[str],
        filters: Filters | None,
        as_of: date,
    ) -> Answer:
        said, mode, why = self._said(snapshot, asked, stated, found, filters, as_of, compares=meant.compares)
        sentences, citations = assembled(said, snapshot.day(as_of), as_of)
        lacks = missing(asked, stated, meant, found, silent, as_of)
        is_partial = lacks is not None or all(has_ended(citation.document_status) for citation in citations)
        return Answer(
            Status.PARTIAL if is_partial else Status.ANSWERED,
            sentences,
            citations,
            lacks,
            follow_ups(asked, found),
            0.0,
            mode,
            why,
            snapshot.generation,
            0.0,
        )

    def _said(
        self,
        snapshot: Snapshot,
        asked: Asked,
        stated: Sequence[Detail],
        found: Sequence[Evidence],
        filters: Filters | None,
        as_of: date,
        *,
        compares: bool,
    ) -> tuple[list[Statement], Mode, str]:
        is_placed = not asked.places and places_held(snapshot) > 1
        said = [
            statements(evidence, asked, stated, as_of, is_named=compares, is_placed=is_placed) for evidence in found
        ]
        extractive = _in_turn(said)
        if not compares:
            more = besides(self._index, asked, stated, found[0], as_of.year)
            extractive = distinct([*extractive, *(quoted(found[0], piece, as_of) for piece in more)])
            quotes = [quote for statement in extractive for quote in statement.quotes]
            for one in further(self._index, snapshot, asked.text, quotes, filters, as_of):
                extractive = distinct([*extractive, *statements(one.evidence, one.asked, one.stated, as_of)])
        if self._writer is None:
            return extractive, "extractive", NO_WRITER
        quotes = [quote for statement in extractive for quote in statement.quotes]
        try:
            draft = self._writer.write(asked.text, [_excerpt(quote) for quote in quotes])
            return _drafted(draft, quotes), "generative", "every sentence was verified against its excerpts"
        except WriterFault as fault:
            return extractive, "extractive", str(fault)


def _fits(candidate: Candidate, *, named: bool) -> bool:
    """Whether a text names what the question does, as far as words tell; its terms where `named`."""
    return candidate.on_matter and candidate.states and (candidate.on_topic or not named)


def _named(snapshot: Snapshot, side: Numbers | None) -> tuple[str, ...] | None:
    ids = snapshot.columns.documents
    return None if side is None else tuple(ids[number] for number in sorted(side))


def _wanted(
    asked: Asked,
    stated: tuple[Detail, ...],
    meant: Scope,
    names: tuple[tuple[str, ...], ...],
    years: frozenset[int],
) -> Wanted:
    """What is looked for.

    Args:
        asked: the whole question, folded.
        stated: details that have to be stated.
        meant: where to look.
        names: what a turn added, which has to be named.
        years: that it names one by one.
    """
    whole = asked.text
    matters = tuple((*matter.names, *matter.texts) for _, matter in named_in(whole))
    topic = without_places(whole)
    text = without_asking(topic) if any(map(str.isalnum, topic)) else whole
    must = meant.must_mention
    return Wanted(text, None, matters, topics(whole), stated, must, years, names, asked.is_now)


def _in_turn(said: Sequence[Sequence[Statement]]) -> list[Statement]:
    """All of one measure; of several, the first statement of each."""
    if len(said) == 1:
        return distinct(said[0])
    return distinct([statement for part in said for statement in part[:1]])


def _excerpt(quote: Quote) -> Excerpt:
    evidence = quote.evidence
    heading = " > ".join(part for part in (*evidence.measure.section_path, evidence.measure.title) if part)
    meta, hit = evidence.document.meta, evidence.candidate.hit
    return Excerpt(quote.span.of(evidence.text), heading, meta.title or evidence.document.doc_id, hit.document.status)


def _drafted(draft: Draft, quotes: Sequence[Quote]) -> list[Statement]:
    """A draft as statements. Raises WriterFault where it has none."""
    if not draft.sentences:
        raise WriterFault("the model wrote nothing that its excerpts prove")
    return [Statement(one.text, tuple(quotes[place] for place in one.excerpts)) for one in draft.sentences]


def _retrieval(searched: _Searched) -> Event:
    measures = [
        {
            "measure_id": candidate.hit.measure_id,
            "title": candidate.hit.title,
            "document": candidate.hit.document.title,
            "confidence": candidate.hit.confidence,
        }
        for side in searched.sides
        for candidate in side[:5]
    ]
    return Event("retrieval", {"generation": searched.snapshot.generation, "measures": measures})


def _events(part: Event | Answer) -> Iterator[Event]:
    if isinstance(part, Event):
        yield part
        return
    stated = part.to_json()
    yield from (Event("sentence", sentence) for sentence in stated["answer"])
    yield Event("citations", stated["citations"])
    yield Event("done", stated)


def _timed(answer: Answer, started: float) -> Answer:
    return replace(answer, took_ms=(perf_counter() - started) * 1000)
