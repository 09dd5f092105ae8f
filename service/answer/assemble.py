"""Statements made an answer: citations numbered, limits kept."""

from collections.abc import Iterable
from datetime import date

from index.filters.status import Statuses
from index.showing import cite
from ingest.records import Span
from ingest.status import clause_status
from service.answer.records import MAX_CHARS, MAX_SENTENCES, Cited, Sentence
from service.answer.statements import Quote, Statement
from service.viewer.addresses import quote_address


def assembled(found: Iterable[Statement], day: Statuses, as_of: date) -> tuple[tuple[Sentence, ...], tuple[Cited, ...]]:
    """As many statements as an answer holds, and their citations in the order of their first use."""
    sentences: list[Sentence] = []
    numbers: dict[tuple[str, Span], int] = {}
    citations: list[Cited] = []
    left = MAX_CHARS
    for statement in found:
        if len(sentences) == MAX_SENTENCES:
            break
        if len(statement.text) > left:
            continue
        left -= len(statement.text)
        for quote_ in statement.quotes:
            key = (quote_.evidence.document.doc_id, quote_.span)
            if key not in numbers:
                citations.append(cited(quote_, day, as_of))
                numbers[key] = len(citations)
        used = tuple(numbers[quote_.evidence.document.doc_id, quote_.span] for quote_ in statement.quotes)
        sentences.append(Sentence(statement.text, used))
    return tuple(sentences), tuple(citations)


def cited(quote_: Quote, day: Statuses, as_of: date) -> Cited:
    """A quote with what a reader has to know to trust it."""
    evidence, clause = quote_.evidence, quote_.piece.clause
    document, measure, hit = evidence.document, evidence.measure, evidence.candidate.hit
    citation = cite(document, quote_.span)
    status = clause_status(clause, as_of, hit.document.status) if clause else day.row(evidence.candidate.row)
    return Cited(
        doc_id=citation.doc_id,
        sha256=citation.sha256,
        text_sha256=citation.text_sha256,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
        source=citation.source,
        measure_id=measure.measure_id,
        title=document.meta.title,
        section_path=tuple(part for part in (*measure.section_path, measure.title) if part),
        issuer=document.meta.issuer,
        published=document.meta.published,
        document_status=hit.document.status,
        status=status,
        url=quote_address(document.doc_id, citation.start, citation.end),
    )
