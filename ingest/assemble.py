"""A measure out of its draft: its clauses, and the fields of both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ingest.fields.application import find_applications, find_contacts, find_materials
from ingest.fields.conditions import find_conditions
from ingest.fields.deadlines import find_deadlines, find_stated, note_ends
from ingest.fields.jurisdiction import name_of
from ingest.fields.quantities import find_quantities
from ingest.fields.references import find_references
from ingest.fields.terms import Terms, find_terms
from ingest.fields.units import find_listed, find_responsibility
from ingest.records import Area, Clause, Deadline, Fields, Measure, Metadata, Nature, Span, Unit
from ingest.structure.clauses import split_clauses
from ingest.structure.nature import clause_nature, measure_nature
from ingest.structure.outline import Draft

T = TypeVar("T")

# A measure under such a title tells who qualifies.
_QUALIFYING = re.compile(
    r"(?:申报|申请|支持|扶持|补贴|补助|奖励|认定|享受|适用|准入|报名|资助|服务|实施)的?(?:对象|条件|主体|资格)"
    r"|^(?:对象|条件|资格条件)$"
)


@dataclass(frozen=True, slots=True)
class _Tail:
    """What a responsibility tail says."""

    units: tuple[Unit, ...] = ()
    areas: tuple[Area, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


def assemble(text: str, draft: Draft, meta: Metadata) -> Measure:
    """Read clauses and fields; the measure's id is given later, when it is known what came before."""
    terms = find_terms(text, draft.span)
    tail = _read_tail(text, draft, meta)
    around = text[draft.span.start : draft.text_span.start] + text[draft.text_span.end : draft.span.end]
    spans = split_clauses(text, draft.text_span, note_ends(text, draft.text_span), is_row="\t" in around)
    clauses = tuple(_clause(text, span, draft, meta, terms, tail.deadlines) for span in spans)
    nature = Nature.CONTEXT if draft.frame else measure_nature([clause.nature for clause in clauses])
    deadlines = (*_all(clause.fields.deadlines for clause in clauses), *tail.deadlines)
    fields = Fields(
        deadlines=tuple(dict.fromkeys(deadlines)),
        units=tail.units,
        areas=tail.areas,
        audiences=terms.audiences,
        instruments=terms.instruments,
        service_modes=terms.service_modes,
        lifecycle=terms.lifecycle,
        quantities=_all(clause.fields.quantities for clause in clauses),
        conditions=_all(clause.fields.conditions for clause in clauses),
        materials=find_materials(text, draft.text_span, draft.title_span.of(text)),
        applications=find_applications(text, draft.text_span),
        contacts=find_contacts(text, Span(draft.text_span.start, draft.span.end)),
        references=_all(clause.fields.references for clause in clauses),
    )
    return Measure(
        measure_id="",
        number=draft.number,
        section_path=draft.path,
        title=draft.title_span.of(text),
        title_span=draft.title_span,
        span=draft.span,
        text_span=draft.text_span,
        nature=nature,
        clauses=clauses,
        fields=fields,
    )


def _own_year(meta: Metadata) -> int | None:
    """The year that 年底前 means in a document."""
    stated = meta.written or meta.published or meta.valid_from
    return int(stated[:4]) if stated else None


def _clause(
    text: str, span: Span, draft: Draft, meta: Metadata, terms: Terms, inherited: tuple[Deadline, ...]
) -> Clause:
    headings = (*draft.path, draft.title_span.of(text))
    nature = Nature.CONTEXT if draft.frame else clause_nature(span.of(text), meta.kind, headings)
    promises = nature in (Nature.COMMITMENT, Nature.RULE)
    qualifies = promises and _QUALIFYING.search(draft.title_span.of(text)) is not None
    deadlines = find_deadlines(text, span, year=_own_year(meta), inline=promises)
    within = terms.within(span)
    return Clause(
        span,
        nature,
        Fields(
            deadlines=deadlines or (inherited if promises else ()),
            audiences=within.audiences,
            instruments=within.instruments,
            service_modes=within.service_modes,
            lifecycle=within.lifecycle,
            quantities=find_quantities(text, span, nature, qualifies=qualifies),
            conditions=find_conditions(text, span, nature, qualifies=qualifies),
            references=find_references(text, span),
        ),
    )


def _read_tail(text: str, draft: Draft, meta: Metadata) -> _Tail:
    """What notes and columns say of the whole measure."""
    place, year = name_of(meta.jurisdiction) if meta.jurisdiction else None, _own_year(meta)
    who = [find_responsibility(text, note, place) for note in draft.tail]
    who += [find_listed(text, cell.span, cell.label, place) for cell in draft.who]
    when = [find_deadlines(text, note, year=year) for note in draft.tail]
    when += [find_stated(text, span, year=year) for span in draft.when]
    return _Tail(_all(units for units, _ in who), _all(areas for _, areas in who), _all(when))


def _all(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(item for part in parts for item in part)
