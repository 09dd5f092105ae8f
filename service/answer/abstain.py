"""What is said where the texts don't answer: what was missing, what there is instead, and whom to ask."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain

from index.analyzer.vocabulary import parts_of
from index.browse.per_snapshot import PerSnapshot
from index.snapshot.reader import Snapshot
from service.answer.asked import Asked, Kind
from service.answer.details import Detail
from service.answer.evidence import Candidate, Evidence, Wanted
from service.answer.matters import named_in
from service.answer.records import Answer, Holding, Missing, NearMeasure, Status
from service.answer.scope import Scope, held
from service.answer.statements import when, who
from service.answer.undecided import Undecided
from service.answer.years import named_years, years_of
from service.viewer.addresses import measure_address

NEAREST = 3
LISTED = 5  # documents that are named as what there is

NOTHING_TO_WRITE = "the texts don't answer, so nothing was written"
_HOTLINE = "12345政务服务便民热线"
SURE_ENOUGH = 0.2  # confidence of a measure whose unit is named as the one to ask
# What asks and what joins, so that no matter is made of it.
_FRAME = re.compile(
    r"[^\u4e00-\u9fff]+|什么|怎么|怎样|多少|几[个天年月号]|哪[些个里儿]|能不能|是不是|有没有|可以|[吗呢吧啊的了是在有我你他要给和跟就才不]"
)
_EXAMPLES, _EXAMPLE_CHARS = 2, range(4, 16)  # of each place, and their length
_LOOKED_AT = 50  # documents whose headings are examples
_NAMES = {Kind.WHO: "责任单位", Kind.WHEN: "期限"}


def declined(
    snapshot: Snapshot, meant: Scope, wanted: Wanted, nearest: Sequence[Candidate], seen: Sequence[Evidence]
) -> Answer:
    """No answer, and why.

    Args:
        snapshot: that was asked.
        meant: the documents that the question is about.
        wanted: what was looked for.
        nearest: what was found.
        seen: of that what was opened, since it may answer but for a figure that its sentence does not state.
    """
    texts = [one.pieces[0].span.of(one.text) for one in seen] or [one.hit.text for one in nearest[:NEAREST]]
    lacked = [detail.name for detail in wanted.details if not any(map(detail.is_in, texts))]
    best = sorted(nearest, key=lambda candidate: -candidate.hit.confidence)[:NEAREST]
    matters = [name for name, matter in named_in(wanted.text) if not any(matter.is_in(one.hit.text) for one in nearest)]
    lacks = Missing(
        terms=tuple(matters) or _unknown_words(snapshot, wanted.text),
        conditions=(*meant.unmet, *lacked),
        nearest=tuple(map(_near, best)),
        unit=_unit(best),
        exists=_exists(snapshot) if meant.unmet else (),
    )
    return _empty(snapshot, Status.NO_ANSWER, lacks, ())


def clarified(snapshot: Snapshot) -> Answer:
    """A question that names no matter: ask for one, with examples of each place, the newest first."""
    return _empty(
        snapshot, Status.CLARIFY, Missing(conditions=("想了解的事项",), exists=_exists(snapshot)), _examples(snapshot)
    )


def asked_back(snapshot: Snapshot, left_open: Undecided) -> Answer:
    """What a question leaves open decides its answer: ask for it."""
    choices = tuple(f"{choice}呢？" for choice in left_open.choices)
    return _empty(snapshot, Status.CLARIFY, Missing(conditions=(left_open.condition,)), choices)


def missing(
    asked: Asked,
    wanted: Sequence[Detail],
    meant: Scope,
    found: Sequence[Evidence],
    silent: Sequence[str],
    as_of: date,
) -> Missing | None:
    """What an answer lacks.

    That is facts that were asked for and that no measure states, places and years without texts, and documents of a
    comparison that say nothing on the matter, by title.
    """
    stated = {
        Kind.WHO: any(who(one, one.pieces[0]) or _is_reached(one, wanted) for one in found),
        Kind.WHEN: any(when(one, one.pieces[0], as_of) for one in found),
    }
    lacked = [_NAMES[kind] for kind in asked.facts if not stated.get(kind, True)]
    years = () if meant.must_mention else meant.unmet_years  # a clause that mentions the year answers for it
    spoken = [years_of(one.text, one.pieces[0]) for one in found]
    other = [
        f"{year}年"
        for year in sorted(named_years(asked, as_of.year))
        if all(said and year not in said for said in spoken)
    ]
    conditions = tuple(dict.fromkeys((*meant.unmet_places, *years, *other, *lacked, *silent)))
    return Missing(conditions=conditions) if conditions else None


def _is_reached(evidence: Evidence, wanted: Sequence[Detail]) -> bool:
    """Whether the telephone that is asked for stands in the best sentence, beside whom it reaches."""
    quote = evidence.pieces[0].span.of(evidence.text)
    return any(detail.field == "contacts" and detail.is_in(quote) for detail in wanted)


def _empty(snapshot: Snapshot, status: Status, lacks: Missing, follow_ups: tuple[str, ...]) -> Answer:
    return Answer(status, (), (), lacks, follow_ups, 0.0, "extractive", NOTHING_TO_WRITE, snapshot.generation, 0.0)


def _near(candidate: Candidate) -> NearMeasure:
    hit = candidate.hit
    return NearMeasure(
        hit.measure_id,
        hit.title or hit.citation.quote[:40],
        hit.document.title or hit.doc_id,
        measure_address(hit.doc_id, hit.measure_id),
    )


def _exists(snapshot: Snapshot) -> tuple[Holding, ...]:
    return tuple(one.holding for one in held(snapshot)[:LISTED])


def _read_examples(snapshot: Snapshot) -> tuple[str, ...]:
    texts = (one for one in held(snapshot) if one.holding.title != one.holding.doc_id)
    newest = sorted(texts, key=lambda one: (-(one.first or 0), one.number))
    found: dict[str | None, list[str]] = {}
    for one in newest[:_LOOKED_AT]:
        titles = [section.title for section in snapshot.contents.document(one.number).sections]
        fitting = [title for title in titles if len(title) in _EXAMPLE_CHARS]
        examples = found.setdefault(one.holding.place, [])
        examples += [f"{one.holding.place or ''}{title}" for title in fitting[: _EXAMPLES - len(examples)]]
    return tuple(dict.fromkeys(chain.from_iterable(found.values())))[:LISTED]


_examples = PerSnapshot(_read_examples)


def _unit(best: Sequence[Candidate]) -> str:
    """The first unit of what is nearest; the hotline where that is too far from the question."""
    near = [candidate.hit for candidate in best if candidate.hit.confidence >= SURE_ENOUGH and candidate.hit.units]
    return str(near[0].units[0]["name"]) if near else _HOTLINE


def _unknown_words(snapshot: Snapshot, question: str) -> tuple[str, ...]:
    """Stretches of the question, between the words that ask, of which no text holds anything."""
    known = snapshot.vocabulary.frequencies
    runs = (run for run in _FRAME.split(question) if len(run) > 1)
    return tuple(dict.fromkeys(run for run in runs if not any(part in known for part in parts_of(run))))[:LISTED]
