"""Documents named in a text: by title in 《》, by 文号, or by both."""

import re
from collections.abc import Iterator

from ingest.records import DocumentReference, Span

_MAX_TITLE_CHARS = 150  # longer is not a title but a mark that was never closed

_YEAR = r"[〔\[［（(【﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］）)】﹞]"
_NUMBER = r"\s*第?\s*(?P<number>\d{1,5})\s*号"

# In the brackets behind a title a 文号 stands from their beginning on, possibly before 以下简称….
_BEHIND_TITLE = re.compile(
    rf"\s*[（(]\s*(?:(?P<issuer>[\u4e00-\u9fff]{{1,20}})\s*{_YEAR}{_NUMBER}|(?P<plain>[^（）()〔〕《》，,；;、。]{{1,30}}号))"
    r"\s*(?P<close>[）)])?"
)
_YEAR_AND_NUMBER = re.compile(rf"[ \u3000\xa0]?{_YEAR}{_NUMBER}")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,24}$")
# Words of the sentence that stand before a 文号: 根据国办发〔2024〕12号
_BEFORE_NUMBER = re.compile(
    r".*(?:号|根据|按照|依据|依照|参照|遵照|执行|落实|贯彻|转发|印发|发布|下发|关于|通知|文件|如|见|和|与|及|或|以|按|据|在|由|对|的|即|为|是|同|将)"
)
_SPACE = re.compile(r"\s+")


def find_references(text: str, span: Span) -> tuple[DocumentReference, ...]:
    """The documents that `text[span]` names, in text order.

    The title is what the outermost 《》 hold, inner title marks kept. `doc_no` is written 国办发〔2024〕12号 whatever
    brackets and spaces the text has.
    """
    titled = [_with_number(text, title, span.end) for title in _titles(text, span)]
    numbered = (
        reference
        for reference in _numbers(text, span)
        if not any(other.span.start < reference.span.end and reference.span.start < other.span.end for other in titled)
    )
    return tuple(sorted([*titled, *numbered], key=lambda reference: reference.span))


def _titles(text: str, span: Span) -> list[Span]:
    """Spans of the outermost 《》; a mark without its partner is ignored."""
    opened: list[int] = []
    titles: list[Span] = []
    for mark in re.finditer("[《》]", span.of(text)):
        if mark[0] == "《":
            opened.append(span.start + mark.start())
        elif opened:
            title = Span(opened.pop(), span.start + mark.end())
            if 2 < title.end - title.start <= _MAX_TITLE_CHARS:
                while titles and title.holds(titles[-1]):
                    titles.pop()
                titles.append(title)
    return titles


def _with_number(text: str, title: Span, limit: int) -> DocumentReference:
    name = text[title.start + 1 : title.end - 1]
    behind = _BEHIND_TITLE.match(text, title.end, limit)
    if behind is None:
        return DocumentReference(title, name)
    doc_no = _SPACE.sub("", behind["plain"]) if behind["plain"] else _written(behind["issuer"], behind)
    return DocumentReference(Span(title.start, behind.end()), name, doc_no)


def _numbers(text: str, span: Span) -> Iterator[DocumentReference]:
    for found in _YEAR_AND_NUMBER.finditer(text, span.start, span.end):
        run = _ISSUER.search(text[max(span.start, found.start() - 24) : found.start()])
        if run is None:
            continue
        lead = _BEFORE_NUMBER.match(run[0])
        issuer = run[0][lead.end() :] if lead else run[0]
        if 2 <= len(issuer) <= 12:
            yield DocumentReference(Span(found.start() - len(issuer), found.end()), None, _written(issuer, found))


def _written(issuer: str, found: re.Match[str]) -> str:
    return f"{issuer}〔{found['year']}〕{found['number']}号"
