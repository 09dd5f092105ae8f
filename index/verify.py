"""Whether a citation still says what the served text says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.browse.records import find_document
from index.filters.status import Statuses
from index.hits import Citation
from index.showing import cite
from index.snapshot.reader import Snapshot
from ingest.records import Document, Span

Verdict = Literal["valid", "altered", "moved", "misquoted", "superseded", "withdrawn", "unknown_document"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a citation.

    Attributes:
        verdict: valid, or the first of these that holds: `unknown_document`: no document has this id. `misquoted`: the
            document is the cited one, and its text holds the quote nowhere. `altered`: the document is not the cited
            one any more, and its text holds the quote nowhere else. `moved`: the quote stands, but elsewhere.
            `withdrawn`, `superseded`: all is right with the quote, and the document is not in force any more.
        why: for a reader.
        citation: as it would be right today; None where the served text does not hold the quote.
    """

    verdict: Verdict
    why: str
    citation: Citation | None = None


def verify(snapshot: Snapshot, citation: Citation, day: Statuses) -> Verification:
    """Compare a citation with the served text of its document.

    Args:
        snapshot: what is served.
        citation: as a hit or an answer had it; any part of it may be wrong.
        day: the statuses of the day that is asked about.
    """
    number = find_document(snapshot, citation.doc_id)
    if number is None:
        return Verification("unknown_document", f"收录的文件中没有 {citation.doc_id}")
    document = snapshot.contents.document(number)
    found = _nearest_occurrence(document.text, citation)
    if found is None:
        return _absent(document, citation)
    right = cite(document, found)
    return Verification(*_verdict(citation, right, day.document(number)), right)


def _verdict(stated: Citation, right: Citation, status: str) -> tuple[Verdict, str]:
    """The verdict on a quote that the document holds."""
    if (stated.start, stated.end) != (right.start, right.end):
        return "moved", f"引文现位于第 {right.start} 至 {right.end} 字符"
    if not _is_same_text(stated, right):
        return "altered", "文件已更新，引文未变，仍在原处"
    if stated.source != right.source:
        return "moved", f"引文在原始文件中位于第 {right.source[0]} 至 {right.source[1]} 字节"
    match status:
        case "withdrawn":
            return "withdrawn", "引文无误，但文件已撤回"
        case "superseded":
            return "superseded", "引文无误，但文件已被后来的文件取代"
        case _:
            return "valid", "引文与原文逐字一致"


def _absent(document: Document, citation: Citation) -> Verification:
    if _is_same_text(citation, document):
        return Verification("misquoted", "原文中没有这段文字")
    return Verification("altered", "文件与引用时的版本不同，现行文本中没有这段文字")


def _is_same_text(stated: Citation, held: Citation | Document) -> bool:
    return (stated.sha256, stated.text_sha256) == (held.sha256, held.text_sha256)


def _nearest_occurrence(text: str, citation: Citation) -> Span | None:
    """Where the quote stands, nearest to where it is said to stand; the earlier one of two as near."""
    starts = _occurrences(text, citation.quote)
    nearest = min(starts, key=lambda start: abs(start - citation.start), default=None)
    return None if nearest is None else Span(nearest, nearest + len(citation.quote))


def _occurrences(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
