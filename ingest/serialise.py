"""A measure as JSON, in the form that users are shown."""

from collections import Counter
from datetime import date
from typing import Any

from ingest.records import (
    AllOf,
    AnyOf,
    Area,
    Clause,
    Condition,
    Deadline,
    Document,
    DocumentReference,
    Fields,
    Measure,
    Not,
    Note,
    Quantity,
    Restriction,
    Span,
    Term,
    Test,
    Unit,
)
from ingest.status import clause_status, document_status, measure_status

Json = Any


def measure_json(document: Document, measure: Measure, as_of: date, *, superseded: bool = False) -> dict[str, Json]:
    """One measure as users get it, its statuses those of the day `as_of`.

    Args:
        document: the document that holds the measure.
        measure: one of its measures.
        as_of: the day, in Asia/Shanghai.
        superseded: whether another document replaces this one.
    """
    document_now = document_status(document.meta, as_of, superseded=superseded)
    return {
        "measure_id": measure.measure_id,
        "doc_id": document.doc_id,
        "number": measure.number,
        "section_path": list(measure.section_path),
        "title": measure.title,
        "text": measure.text_span.of(document.text),
        "span": _span(measure.span),
        "title_span": _span(measure.title_span),
        "text_span": _span(measure.text_span),
        "nature": str(measure.nature),
        "clauses": [_clause(clause, clause_status(clause, as_of, document_now)) for clause in measure.clauses],
        **_fields(measure.fields),
        "status": measure_status(measure, as_of, document_now),
        "document_status": document_now,
    }


def document_json(document: Document, version: int, as_of: date, *, superseded: bool = False) -> dict[str, Json]:
    """One document as users get it, without its text and measures.

    Args:
        document: the document.
        version: its number in the catalog, from 1.
        as_of: the day of the status, in Asia/Shanghai.
        superseded: whether another document replaces this one.
    """
    meta = document.meta
    repairs = Counter[str]()
    for repair in document.repairs:
        repairs[repair.kind] += repair.count
    return {
        "doc_id": document.doc_id,
        "version": version,
        "title": meta.title,
        "issuer": meta.issuer,
        "doc_no": meta.doc_no,
        "kind": meta.kind and str(meta.kind),
        "written": meta.written,
        "published": meta.published,
        "valid_from": meta.valid_from,
        "valid_until": meta.valid_until,
        "jurisdiction": meta.jurisdiction,
        "source": meta.source,
        "source_url": meta.source_url,
        "rights": meta.rights,
        "supersedes": list(meta.supersedes),
        "inferred": sorted(meta.inferred),
        "status": document_status(meta, as_of, superseded=superseded),
        "measures": len(document.measures),
        "repairs": dict(repairs.most_common()),
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "encoding": document.encoding,
        "media_type": document.media_type,
    }


def _clause(clause: Clause, status: str) -> Json:
    head = {"span": _span(clause.span), "nature": str(clause.nature), "status": status}
    return {**head, **_fields(clause.fields)}


def _fields(all_fields: Fields) -> dict[str, Json]:
    return {
        "deadlines": [_deadline(deadline) for deadline in all_fields.deadlines],
        "units": [_unit(unit) for unit in all_fields.units],
        "areas": [area.name for area in all_fields.areas],
        "area_spans": [_area(area) for area in all_fields.areas],
        "audiences": [_term(term) for term in all_fields.audiences],
        "instruments": [_term(term) for term in all_fields.instruments],
        "service_modes": [_term(term) for term in all_fields.service_modes],
        "lifecycle": [_term(term) for term in all_fields.lifecycle],
        "quantities": [_quantity(quantity) for quantity in all_fields.quantities],
        "conditions": [_condition(condition) for condition in all_fields.conditions],
        "materials": [_note(note) for note in all_fields.materials],
        "applications": [_note(note) for note in all_fields.applications],
        "contacts": [_note(note) for note in all_fields.contacts],
        "references": [_reference(reference) for reference in all_fields.references],
    }


def _deadline(deadline: Deadline) -> Json:
    known = {"text": deadline.text, "date": deadline.date, "ongoing": deadline.ongoing}
    return {**known, "span": _span(deadline.span)}


def _unit(unit: Unit) -> Json:
    return {"name": unit.name, "canonical": unit.canonical, "role": unit.role, "span": _span(unit.span)}


def _area(area: Area) -> Json:
    return {"name": area.name, "span": _span(area.span)}


def _term(term: Term) -> Json:
    return {"name": term.name, "text": term.text, "span": _span(term.span)}


def _note(note: Note) -> Json:
    return {"text": note.text, "span": _span(note.span)}


def _reference(reference: DocumentReference) -> Json:
    return {"title": reference.title, "doc_no": reference.doc_no, "span": _span(reference.span)}


def _quantity(quantity: Quantity) -> Json:
    return {
        "value": _number(quantity.value),
        "upper": _number(quantity.upper),
        "unit": quantity.unit,
        "comparator": str(quantity.comparator),
        "role": str(quantity.role),
        "subject": quantity.subject,
        "text": quantity.text,
        "span": _span(quantity.span),
    }


def _condition(condition: Condition) -> Json:
    """A tree of `test`, `restriction`, `all`, `any` and `not`, each with its span."""
    span = _span(condition.span)
    match condition:
        case Test(text=text, subject=subject, operator=operator, value=value, unit=unit):
            test = {"subject": subject, "operator": str(operator), "value": _number(value), "unit": unit}
            return {"test": test, "text": text, "span": span}
        case Restriction(text=text):
            return {"restriction": text, "span": span}
        case AllOf(parts=parts):
            return {"all": [_condition(part) for part in parts], "span": span}
        case AnyOf(parts=parts):
            return {"any": [_condition(part) for part in parts], "span": span}
        case Not(part=part):
            return {"not": _condition(part), "span": span}


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _number(value: float | str | None) -> float | str | None:
    """80, not 80.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
