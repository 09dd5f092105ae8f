"""Until when: deadline notes （完成时限：2022年12月，持续推进） and deadlines inside sentences (2026年底, 到2025年).

A note governs the clause it stands behind, so sentences with a note are not searched for more. Dates that only report
(截至7月30日, 今年以来) or that name an edition (2026年版, 2022年度) bound nothing and are not deadlines. A day that
comes back each year (每年4月30日前) is a deadline without a date.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from ingest.fields.windows import CLOCK, SAME_MONTH, ends_the_text, window_end
from ingest.records import Deadline, Span

LABELS = r"(?:完成|办结|实施|落实)?(?:时限|期限|时间节点|时间安排|时间)|截止(?:时间|日期)|时间进度"
_DONE = r"(?:完成|办结|建成|实现)?"
_MONTHS = r"(?:1[0-2]|0?[1-9])月"
# A bracket behind a sentence that says nothing but when: （2025年11月底前完成）, （长期）
_BARE = (
    rf"20\d\d年{_MONTHS}(?:\d{{1,2}}日)?[底末]?(?:之?前)?{_DONE}|(?:20\d\d年|今?年|{_MONTHS})[底末]?之?前{_DONE}"
    rf"|20\d\d年[底末]{_DONE}|长期(?:坚持)?|持续推进|常态化推进|全年"
)
# Inside of brackets: label, colon, and what follows up to the bracket or the next label.
NOTE = re.compile(
    rf"[（(【\[]\s*(?P<note>(?:{LABELS})\s*[:：](?P<when>[^（）()【】\[\]；;]*))[）)】\]]"
    rf"|(?<=[。；;])\s*[（(【\[](?P<bare>{_BARE})[）)】\]]"
)
# The same label in a line or a responsibility tail: 牵头单位：市商务局；完成时限：2023年6月
LABELLED = re.compile(
    r"(?<![\u4e00-\u9fff])"
    r"(?P<note>(?:完成|办结)?(?:时限|期限|时间)[:：](?P<when>[^（）()【】\[\]；;。\n]*))"
)
ONGOING = re.compile(r"(?:持续|长期|常态化?|滚动|不断)(?:推进|实施|开展|坚持|推动|落实|执行|进行|优化|完善)?|全年")

# Four digits are a year beside 年 or 底 only: not 2000万元, nor the year of 〔2022〕63号.
_YEAR = (
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)(?: ?年|(?=[底末]))"
    r"|(?P<next>明年)|(?P<following>次年)|(?P<this>今年|本年|当年|年(?=底|末|内|终)))"
)
_PART = (
    r"(?:(?P<month>1[0-2]|0?[1-9]) ?月份?(?: ?(?P<day>3[01]|[12]\d|0?[1-9]) ?日|[底末]|[上中下]旬)?"
    r"|(?P<half>[上下])半年(?!\d{1,2}月)|第?(?P<quarter>[一二三四1-4])季度[底末]?"
    r"|年?(?P<end>[底末终])|年?内)"
)
# 2026-06-30 and 2026.6.30; a month alone where nothing but the end of the phrase follows, so that 2000.5万元 is none.
_NUMERIC = (
    r"(?<![\d.])(?P<n_year>(?:19|20)\d\d)(?P<mark>[./-])(?P<n_month>1[0-2]|0?[1-9])"
    r"(?:(?P=mark)(?P<n_day>3[01]|[12]\d|0?[1-9])(?!\d)|(?=[底末前，,、；;。）)\]】]|$))"
)
# A date without a year has a month, a half or a quarter; 底 and 内 alone belong to words that are not read.
_YEARLESS = _PART.replace(r"|年?(?P<end>[底末终])|年?内", "").replace("?P<", "?P<b_")
_PLAN = r"[“\"]?(?P<plan>十[一二三四五六七八九])五[”\"]?(?:规划)?(?:时期|期间|期末|末)"
DATE = re.compile(rf"(?:{_NUMERIC}|{_YEAR}\s*(?:{_PART})?|{_YEARLESS}|{_PLAN})")
# What must stand around a date in a sentence for it to bound the promise.
_BEFORE_BARS = re.compile(
    r"(?:截至|截止|截止到|自|从|较|(?<!不)比|[高低大小多少优好快慢早强当立建始源]于|起|每年?|《[^》]{0,60}|[-—–~～至\d])$"
)
_AFTER_BARS = re.compile(
    r"^(?:以来|来(?!临)|起|版|度|修订|印发|发布|第|[—–~～-]|以后|之后|至|的?(?:同期|水平)|[”\"]?规划)"
)
_COUNTED = re.compile(r"[一二三四五六七八九十两数几多]$")  # 三年内 is no calendar date
_LATEST = re.compile(r"(?:不晚于|不迟于|最迟|最晚)$")
_AFTER_BOUNDS = re.compile(rf"{CLOCK}\s?(?:之?前|以前)")
# Each year anew, with the days before this one: 每年6月30日、12月31日, 每年集中申报两次，分别为4月1日至30日和9月
_YEARLY = re.compile(
    r"每年(?:的|度)?(?:集中)?(?:组织|开展|安排)?(?:申报|受理|兑付|申请|申领|办理|兑现|征集|评审|发放)?(?:[一两二三四\d]次)?"
    r"(?:[，,：:为是在于]|分别|窗口期|时间)*[\d月日底末上下半年、和及与至到\-—–~～ ]{0,40}$"
)
_YEAR_LEADS = re.compile(r"^\s*[，,、]")
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NEAR = 120  # characters before a date that can tell what it ends
_HINT = re.compile(r"年|月|季度|十[一二三四五六七八九]五|\d[底末]|\d[./-]\d")


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


def find_stated(text: str, span: Span, *, year: int | None) -> tuple[Deadline, ...]:
    """The deadline that `span` holds because a label elsewhere says so: a cell of a table under 完成时限.

    Of several dates the last one counts; one without a year is of the year of the date before it, one of each year
    (每年4月、10月) of none.
    """
    dates = list[str]()
    found = [*DATE.finditer(text, span.start, span.end)]
    for match in found:
        recurs = _recurs(match, text[span.start : match.start()])
        if date := _date(match, None if recurs else int(dates[-1][:4]) if dates else year):
            dates.append(date)
    ongoing = ONGOING.search(text, span.start, span.end) is not None
    return (Deadline(span, span.of(text), max(dates, default=None), ongoing),) if found or ongoing else ()


def note_ends(text: str, span: Span) -> list[int]:
    """Where the bracketed deadline notes inside `span` end, in order: the borders of the clauses they govern."""
    return [match.end() for match in NOTE.finditer(text, span.start, span.end)]


def _notes(text: str, span: Span, year: int | None) -> Iterator[Deadline]:
    seen = -1
    matches = [*NOTE.finditer(text, span.start, span.end), *LABELLED.finditer(text, span.start, span.end)]
    for match in sorted(matches, key=lambda match: match.start()):
        name = "note" if match["note"] else "bare"
        when = match["when"] if match["note"] else match["bare"]
        found = [*DATE.finditer(when)]
        ongoing = ONGOING.search(when) is not None
        if match.start(name) < seen or not (found or ongoing):
            continue
        seen = match.end(name)
        where = Span(match.start(name), match.start(name) + len(match[name].rstrip()))
        dates = [
            date for dated in found if (date := _date(dated, None if _recurs(dated, when[: dated.start()]) else year))
        ]
        yield Deadline(where, where.of(text), max(dates, default=None), ongoing)


def _inline(text: str, span: Span, year: int | None) -> Iterator[Deadline]:
    if not _HINT.search(text, span.start, span.end):
        return
    for match in DATE.finditer(text, span.start, span.end):
        yield from _ends(text, span, match, year)


def _ends(text: str, span: Span, match: re.Match[str], year: int | None) -> Iterator[Deadline]:
    """The deadline at a date, and the one at the day of the same month up to which the date leads (3月1日至31日)."""
    start, behind = match.start(), text[match.end() : min(span.end, match.end() + _NEAR)]
    recurs = _recurs(match, text[max(span.start, start - 60) : start])
    where, last_day = Span(*match.span()), None
    if _day(match) and (last := SAME_MONTH.match(behind)):
        where, last_day = Span(match.end() + last.start("day"), match.end() + last.end()), last["day"]
        behind = behind[last.end() :]
    before = _labelled(text, span, where.start)
    if ends_the_text(before):
        return
    if window := window_end(before, behind, to_the_day=_day(match) is not None):
        first = start - len(recurs[0]) if recurs else start if last_day else where.start - window.before
        bound: Span | None = Span(max(span.start, first), where.end + window.behind)
    elif last_day:
        return
    else:
        bound = _recurring(match, recurs, behind) if recurs else _bound(text, span, match, year)
    if bound:
        first_year = window.year if window else None
        own_year = None if recurs or (match["following"] and not first_year) else first_year or year
        yield Deadline(bound, bound.of(text), _date(match, own_year, last_day))


def _labelled(text: str, span: Span, at: int) -> str:
    """The clause up to a date near its beginning, led by the heading above: 申报时间 over 2026年3月1日至31日."""
    if at - span.start > _NEAR:
        return text[at - _NEAR : at]
    heading = text[max(0, span.start - _NEAR) : span.start].rstrip().rpartition("\n")[2]
    return heading + text[span.start : at]


def _recurs(match: re.Match[str], before: str) -> re.Match[str] | None:
    """每年 and what stands between it and a date that states no year."""
    return None if match["year"] or match["n_year"] else _YEARLY.search(before)


def _recurring(match: re.Match[str], recurs: re.Match[str], behind: str) -> Span | None:
    """每年4月30日前; a month's end that comes back each year is a habit of offices and bounds nothing."""
    closed = _AFTER_BOUNDS.match(behind)
    return Span(match.start() - len(recurs[0]), match.end() + closed.end()) if closed and _day(match) else None


def _bound(text: str, span: Span, match: re.Match[str], own_year: int | None) -> Span | None:
    """The span of an inline deadline with the words that make it one, or None when the date bounds nothing.

    A year before the document's own tells who qualifies (2025年12月31日前取得营业执照), unless it is a goal (到2025年).
    """
    before = text[max(span.start, match.start() - 70) : match.start()]
    after = text[match.end() : min(span.end, match.end() + 30)]
    stated = match["year"] or match["n_year"]
    if stated and own_year and int(stated) < own_year and not before.endswith("到"):
        return None
    if _BEFORE_BARS.search(before) or _AFTER_BARS.match(after) or (match["this"] == "年" and _COUNTED.search(before)):
        return None
    if latest := _LATEST.search(before):
        return Span(match.start() - len(latest[0]), match.end())
    start = match.start() - (before.endswith("到") or before.endswith("在"))
    closed = _AFTER_BOUNDS.match(after)
    if closed:
        return Span(start, match.end() + closed.end())
    part = match["plan"] or match["end"] or match["half"] or match["b_half"]
    if part or match["quarter"] or match["b_quarter"] or before.endswith("到"):
        return Span(start, match.end())
    if match[0].endswith("内") and (match["this"] or match["year"]):
        return Span(start, match.end())
    leads = match.start() == _first(text, span) and match[0].endswith("年") and _YEAR_LEADS.match(after)
    return Span(start, match.end()) if leads and match["year"] else None


def _first(text: str, span: Span) -> int:
    body = text[span.start : span.end]
    return span.start + len(body) - len(body.lstrip())


def _date(match: re.Match[str], own_year: int | None, last_day: str | None = None) -> str | None:
    """ISO date of a match, cut to what it states; a year's end is its December; `last_day` replaces its day."""
    if match["plan"]:
        return str(1955 + 5 * (10 + _DIGITS[match["plan"][1]]))  # the tenth plan ended in 2005
    stated = match["year"] or match["n_year"]
    year = int(stated) if stated else own_year
    if year is None:
        return None
    year += (match["next"] or match["following"]) is not None
    month = match["month"] or match["b_month"] or match["n_month"]
    day = last_day or _day(match)
    half = match["half"] or match["b_half"]
    quarter = match["quarter"] or match["b_quarter"]
    if day and int(day) <= monthrange(year, int(month))[1]:
        return f"{year:04}-{int(month):02}-{int(day):02}"
    if month or half or quarter:
        return f"{year:04}-{int(month) if month else _QUARTER[quarter] if quarter else 6 if half == '上' else 12:02}"
    return f"{year:04}-12" if match["end"] else f"{year:04}"


def _day(match: re.Match[str]) -> str | None:
    return match["day"] or match["b_day"] or match["n_day"]
