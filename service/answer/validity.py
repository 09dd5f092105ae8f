"""From when and until when a document as a whole holds: what its metadata know, quoted where the text states it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.filters.compile import Filters
from index.query import MAX_K
from index.snapshot.reader import Snapshot
from ingest.records import Span
from service.answer.content import pairs_in
from service.answer.evidence import Candidate, Evidence, Searching, Wanted, candidates, opened

_OWN = "条例|办法|通知|通告|公告|措施|方案|意见|细则|规则|清单|计划|规划"  # that a title ends with
_ANY = r"政策|文件|规定|新规|[\d一二三四五六七八九十]+条"  # what any may be called
_TEXT = rf"(?:(?P<kind>{_OWN})|{_ANY})(?:[（(]试行[）)])?[》”]?"
_DAY = (
    r"(?:(?:什么|啥|甚么)时候|何时|几时|哪(?:一)?[年天月](?:哪(?:一)?[月天日])?|几月|几号|什么时间|什么日子|多久|几年"
    r"|多长时间)"
)
_LINK = r"(?:[自从到至在是的会要能将才就可,，]|到底|正式|开始|最[晚迟]|[管用])*"
_FROM = (
    rf"{_LINK}{_DAY}{_LINK}(?:施行|执行|实施|生效|起效|起{_LINK}(?:施行|执行|实施|生效|算数?|作数|管用|有效))"
    rf"|{_LINK}(?:施行|执行|实施|生效)(?:的)?(?:日期|时间|日子)"
)
_UNTIL = (
    rf"{_LINK}{_DAY}{_LINK}(?:失效|到期|作废|废止|过期|截止有效)|{_LINK}(?:有效期?|失效|到期){_LINK}(?:{_DAY}|日期|时间|$)"
    rf"|{_LINK}(?:执行|实施|施行|[管适]?用|作数|算数?)[到至]{_DAY}|[^，,。？?]{{0,12}}[，,]{_LINK}(?:管|有效)(?:几年|多久|到{_DAY})"
)
_ASKS = {
    name: re.compile(rf"(?P<named>[^，,。；;？?]*{_TEXT})(?:{words})")
    for name, words in (("valid_from", _FROM), ("valid_until", _UNTIL))
}
# A day that is known by when the text was issued.
_FROM_ISSUE = re.compile(r"自(?:印发|发布|公布|颁布|下发|发文)之日起(?:正式|开始)?(?:施行|实施|执行|生效)")
_STATED = "自起施行，有效期至"
_FILLS = re.compile(r"[这那][个份]?|(?:19|20)\d\d年|我们?|你们?|的|新的?|出台|[\d一二三四五六七八九十]+条$")
_LEAST = 0.5  # share of the pairs of characters of a name that a title holds


def on_validity(
    index: Searching,
    snapshot: Snapshot,
    wanted: Wanted,
    question: str,
    found: Sequence[Candidate],
    filters: Filters | None,
    as_of: date,
) -> Evidence | None:
    """The sentence on the validity of the document that a question names; None where it asks for none, or none says it.

    Args:
        index: that is searched for the measure of that sentence.
        snapshot: of that index.
        wanted: what was looked for.
        question: folded.
        found: measures that may answer; the document is one of theirs.
        filters: that were asked with.
        as_of: the day of all statuses.
    """
    asked = {name: match for name, form in _ASKS.items() if (match := form.search(question))}
    documents = {one.hit.doc_id: snapshot.contents.document_of_row(one.row) for one in found}
    for name, match in asked.items():
        called, kind = match["named"], match["kind"] or ""
        titled = [
            (_likeness(called, title), one) for one in documents.values() if kind in (title := one.meta.title or "")
        ]
        likeness, best = max(titled, key=lambda pair: pair[0], default=(0.0, None))
        span = best.meta.spans.get(name) if best else None
        if not best or likeness < _LEAST or (span is None and name != "valid_from"):
            continue
        there = replace(wanted, text=_STATED, documents=(best.doc_id,))
        for candidate in candidates(index, snapshot, there, filters, as_of, depth=MAX_K) or ():
            if led := _led(opened(snapshot, candidate, there), span):
                return led
    return None


def _led(evidence: Evidence, span: Span | None) -> Evidence | None:
    """Evidence led by the sentence that holds a span; for none, by one that says that it is in force from its issue."""

    def tells(said: Span) -> bool:
        return said.holds(span) if span else _FROM_ISSUE.search(said.of(evidence.text)) is not None

    first = next((one for one in evidence.pieces if tells(one.span)), None)
    others = (one for one in evidence.pieces if one is not first)
    return replace(evidence, pieces=(first, *others)) if first else None


def _likeness(called: str, title: str) -> float:
    pairs = pairs_in(_FILLS.sub("", called))
    return sum(pair in title for pair in pairs) / len(pairs) if pairs else 0.0
