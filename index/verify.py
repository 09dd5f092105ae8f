"""Whether a citation still says what the served text says."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.browse.records import find_document
from index.filters.status import Statuses
from index.hits import Citation
from index.showing import cite
from index.snapshot.reader import Snapshot
from ingest.records import Document, Span

Verdict = Literal["valid", "altered", "moved", "misquoted", "superseded", "withdrawn", "unknown_document"]

_EDITED = 0.8  # share of the characters of a quote that an edit leaves; unrelated text shares next to nothing


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a citation.

    A file that was read anew, by better repairs or with other bytes elsewhere, leaves a quote as good as it was.

    Attributes:
        verdict: valid, or the first of these that holds: `unknown_document`: no document has this id. `misquoted`: the
            document is the cited one, and its text holds the quote nowhere. `altered`: the document is not the cited
            one any more, and its text does not hold the quote, or not where it was edited. `moved`: the quote stands,
            but elsewhere. `withdrawn`, `superseded`: all is right with the quote, and the document is not in force any
            more.
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
    found = _nearest_occurrence(document, citation)
    if found is None:
        return _absent(document, citation)
    right = cite(document, found)
    return Verification(*_verdict(document, citation, right, day.document(number)), right)


def _verdict(document: Document, stated: Citation, right: Citation, status: str) -> tuple[Verdict, str]:
    """The verdict on a quote that the document holds."""
    if (stated.start, stated.end) != (right.start, right.end):
        if _was_edited(document, stated, right):
            return "altered", f"引文所在处的文字已改动；同样的文字另见第 {right.start} 至 {right.end} 字符"
        return "moved", f"引文现位于第 {right.start} 至 {right.end} 字符"
    if stated.source != right.source:
        return "moved", f"引文在原始文件中位于第 {right.source[0]} 至 {right.source[1]} 字节"
    match status:
        case "withdrawn":
            return "withdrawn", "引文无误，但文件已撤回"
        case "superseded":
            return "superseded", "引文无误，但文件已被后来的文件取代"
        case _ if _is_same_text(stated, right):
            return "valid", "引文与原文逐字一致"
        case _:
            return "valid", "文件已更新，引文未变，仍在原处"


def _absent(document: Document, citation: Citation) -> Verification:
    if _is_same_text(citation, document):
        return Verification("misquoted", "原文中没有这段文字")
    return Verification("altered", "文件与引用时的版本不同，现行文本中没有这段文字")


def _is_same_text(stated: Citation, held: Citation | Document) -> bool:
    return (stated.sha256, stated.text_sha256) == (held.sha256, held.text_sha256)


def _was_edited(document: Document, stated: Citation, right: Citation) -> bool:
    """Whether the cited range of other bytes gives nearly the quote: the same words elsewhere are not those cited."""
    if document.sha256 == stated.sha256:
        return False
    text, size = document.text, len(stated.quote)
    at = bisect_left(range(len(text)), stated.source[0], key=lambda at: document.alignment.source(at, at + 1)[0])
    if abs(right.start - at) < size:
        return False
    kept = sum(1 for one, other in zip(stated.quote, text[at : at + size], strict=False) if one == other)
    return kept >= min(_EDITED * size, size - 1)


def _nearest_occurrence(document: Document, citation: Citation) -> Span | None:
    """Where the quote stands nearest to where it is said to stand; the earlier one of two as near.

    Where the bytes are the cited ones, it is they that say where it stood: repairs move a text, and not its source.
    """
    size = len(citation.quote)
    starts = [*_occurrences(document.text, citation.quote)]
    if document.sha256 == citation.sha256 and document.text_sha256 != citation.text_sha256:
        start = _nearest(starts, citation.source[0], lambda start: document.alignment.source(start, start + size)[0])
    else:
        start = _nearest(starts, citation.start, int)
    return None if start is None else Span(start, start + size)


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _nearest(starts: Sequence[int], stated: int, place: Callable[[int], int]) -> int | None:
    """The one of ascending starts whose place is nearest to the stated one; places ascend with them."""
    after = bisect_left(starts, stated, key=place)
    return min(starts[max(0, after - 1) : after + 1], key=lambda start: abs(place(start) - stated), default=None)
