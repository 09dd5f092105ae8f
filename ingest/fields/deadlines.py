"""Until when: deadline notes （完成时限：2022年12月，持续推进） and deadlines inside sentences (2026年底, 到2025年).

A note governs the clause it stands behind, so sentences with a note are not searched for more. Dates that only report
(截至7月30日, 今年以来) or that name an edition (2026年版, 2022年度) bound nothing and are not deadlines.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from ingest.records import Deadline, Span

LABELS = r"(?:完成|办结|实施|落实)?(?:时限|期限|时间节点|时间安排|时间)|截止(?:时间|日期)|时间进度"
# Inside of brackets: label, colon, and what follows up to the bracket or the next label.
NOTE = re.compile(rf"[（(]\s*(?P<note>(?:{LABELS})\s*[:：](?P<when>[^（）()；;]*))[）)]")
# The same label in a line or a responsibility tail: 牵头单位：市商务局；完成时限：2023年6月
LABELLED = re.compile(r"(?<![\u4e00-\u9fff])(?P<note>(?:完成|办结)?(?:时限|期限|时间)[:：](?P<when>[^（）()；;。\n]*))")
ONGOING = re.compile(r"(?:持续|长期|常态化?|滚动|不断)(?:推进|实施|开展|坚持|推动|落实|执行|进行|优化|完善)?|全年")

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年?|(?P<this>今年|本年|当年|年(?=底|末|内|终)))"
_PART = (
    r"(?:(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>3[01]|[12]\d|0?[1-9])日|[底末]|[上中下]旬)?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度[底末]?"
    r"|年?(?P<end>[底末终])|年?内)"
)
_PLAN = r"[“\"]?(?P<plan>十[一二三四五六七八九])五[”\"]?(?:规划)?(?:时期|期间|期末|末)"
DATE = re.compile(rf"(?:{_YEAR}\s*(?:{_PART})?|{_PART.replace('?P<', '?P<b_')}|{_PLAN})")
# What must stand around a date in a sentence for it to bound the promise.
_BEFORE_BARS = re.compile(r"(?:截至|截止|截止到|自|从|较|比|于|起|《[^》]{0,60}|[-—–~～至\d])$")
_AFTER_BARS = re.compile(r"^(?:以来|来(?!临)|起|版|度|修订|印发|发布|第|[—–~～-]|以后|之后|至|的?同期|[”\"]?规划)")
_AFTER_BOUNDS = re.compile(r"^(?:之?前|以前)")
_YEAR_LEADS = re.compile(r"^\s*[，,、]")
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
# What stands before the end of a window for applications: 申报时间为2024年3月1日至, 截止日期：
_WINDOW = re.compile(
    r"(?:申报|申请|受理|报名|兑现|征集|填报|办理)[^。；;\n]{0,20}?(?P<year>(?:19|20)\d\d)年[^。；;\n]{1,12}(?:至|到|[-—–~～]+)\s*$"
    r"|截止(?:时间|日期)(?:为|是|[:：])\s*$"
)
_HINT = re.compile(r"年|月|季度|十[一二三四五六七八九]五")


def find_deadlines(text: str, span: Span, *, year: int | None, inline: bool = True) -> tuple[Deadline, ...]:
    """The deadlines of one clause.

    Args:
        text: the document.
        span: the clause, its note included.
        year: the document's own year, for dates that leave it out (12月底前); None keeps such dates open.
        inline: whether dates inside sentences may bound this clause; False for clauses that report results.
    """
    notes = tuple(_notes(text, span, year))
    if notes or not inline:
        return notes
    return tuple(_inline(text, span, year))


def note_ends(text: str, span: Span) -> list[int]:
    """Where the bracketed deadline notes inside `span` end, in order: the borders of the clauses they govern."""
    return [match.end() for match in NOTE.finditer(text, span.start, span.end)]


def _notes(text: str, span: Span, year: int | None) -> Iterator[Deadline]:
    seen = -1
    matches = [*NOTE.finditer(text, span.start, span.end), *LABELLED.finditer(text, span.start, span.end)]
    for match in sorted(matches, key=lambda match: match.start("note")):
        when = match["when"]
        dated = DATE.search(when)
        ongoing = ONGOING.search(when) is not None
        if match.start("note") < seen or not (dated or ongoing):
            continue
        seen = match.end("note")
        note = match["note"].rstrip()
        where = Span(match.start("note"), match.start("note") + len(note))
        yield Deadline(where, note, _date(dated, year) if dated else None, ongoing)


def _inline(text: str, span: Span, year: int | None) -> Iterator[Deadline]:
    if not _HINT.search(text, span.start, span.end):
        return
    for match in DATE.finditer(text, span.start, span.end):
        window = _WINDOW.search(text, max(span.start, match.start() - 50), match.start())
        bound = Span(*match.span()) if window and (match["day"] or match["b_day"]) else _bound(text, span, match)
        if bound:
            yield Deadline(
                bound, bound.of(text), _date(match, int(window["year"]) if window and window["year"] else year)
            )


def _bound(text: str, span: Span, match: re.Match[str]) -> Span | None:
    """The span of an inline deadline with the words that make it one, or None when the date bounds nothing."""
    before, after = text[max(span.start, match.start() - 70) : match.start()], text[match.end() : span.end][:8]
    if _BEFORE_BARS.search(before) or _AFTER_BARS.match(after):
        return None
    start = match.start() - (before.endswith("到") or before.endswith("在"))
    closed = _AFTER_BOUNDS.match(after)
    if closed:
        return Span(start, match.end() + closed.end())
    part = match.group("plan") or match.group("end") or match.group("b_end") or match.group("half")
    if part or match.group("quarter") or before.endswith("到"):
        return Span(start, match.end())
    if match[0].endswith("内") and (match["this"] or match["year"]):
        return Span(start, match.end())
    leads = match.start() == _first(text, span) and match[0].endswith("年") and _YEAR_LEADS.match(after)
    return Span(start, match.end()) if leads and match["year"] else None


def _first(text: str, span: Span) -> int:
    body = text[span.start : span.end]
    return span.start + len(body) - len(body.lstrip())


def _date(match: re.Match[str], own_year: int | None) -> str | None:
    """ISO date of a match, cut to what it states; a year's end is its December."""
    if match["plan"]:
        return str(1955 + 5 * (10 + _DIGITS[match["plan"][1]]))  # the tenth plan ended in 2005
    year = int(match["year"]) if match["year"] else own_year
    if year is None:
        return None
    month = match["month"] or match["b_month"]
    day = match["day"] or match["b_day"]
    half = match["half"] or match["b_half"]
    quarter = match["quarter"] or match["b_quarter"]
    if day and int(day) <= monthrange(year, int(month))[1]:
        return f"{year:04}-{int(month):02}-{int(day):02}"
    if month or half or quarter:
        return f"{year:04}-{int(month) if month else _QUARTER[quarter] if quarter else 6 if half == '上' else 12:02}"
    return f"{year:04}-12" if match["end"] or match["b_end"] else f"{year:04}"
