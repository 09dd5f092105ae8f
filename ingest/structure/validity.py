"""From when and until when a text says that it is in force: 本办法自2026年4月1日起施行，有效期3年."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.fields.kinds_of_text import SELF
from ingest.records import Metadata, Span

DATE = r"(?P<year>(?:19|20)\d\d)\s*[年./-]\s*(?P<month>1[0-2]|0?[1-9])\s*[月./-]\s*(?P<day>3[01]|[12]\d|0?[1-9])日?"


def named_date(prefix: str) -> str:
    """`DATE` with `prefix` before the names of its groups, for a pattern that has several dates."""
    return DATE.replace("?P<", f"?P<{prefix}")


_IN_FORCE = r"起(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)"
_YEARS = r"(?:[^。]{0,10}(?:有效期|试行期)(?:限)?为?(?P<years>\d{1,2}|[一二三四五六七八九十两])年)?"
_UNTIL = re.compile(rf"有效期(?:限)?(?:截)?(?:至|到|为自.{{0,30}}至)\s*{DATE}")
# 自2026年4月1日起施行, 将于2026年4月1日起施行, or the day as the next line of a card
_FROM = rf"(?:[^。]{{0,12}}[自于从]|\W{{0,12}})\s*{DATE}\s*{_IN_FORCE}{_YEARS}"
# 本公告执行期限为2023年1月1日至2027年12月31日, but not 本计划支持2025年1月1日至12月31日期间完成的项目
_TERM = (
    r"(?:[^。；]{0,12}?(?:执行|实施|施行|有效|适用)(?:期限?|时间)[为自:：]*|自)"
    rf"\s*{DATE}\s*起?(?:施行|实施|执行)?[，,]?\s*(?:至|到|[-—–~～]+)\s*{named_date('b_')}(?!期间|[^，。；]{{0,12}}的)"
)
# 本通知执行至2026年12月31日 · 本清单自印发之日起实施，至2026年12月31日止
_END = (
    rf"[^。；]{{0,40}}?(?:(?:执行|实施|施行|有效|延续|延长)(?:期限?)?(?:延长|截)?(?:至|到)\s*{DATE}(?!\s*[前起])"
    rf"|[，,]\s*至\s*{named_date('b_')}\s*止)"
)
_SINCE_ISSUE = re.compile(rf"{SELF}[^。]{{0,12}}自(?:(?P<written>印发|下发|签发)|发布|公布)之日{_IN_FORCE}{_YEARS}")
_CN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def stated_validity(text: str, subject: str | None) -> Iterator[tuple[str, str, Span]]:
    """`valid_from` and `valid_until` with their ISO dates and where they are stated, surest first.

    Args:
        text: the document.
        subject: the name of what it explains or puts into force, of which it speaks in 《》 by that name or by the end
            of it (《办法》, 《实施办法》); 《条例》 may be any other text where there is none.
    """
    if "起" in text and (match := _said(text, subject, _FROM)):
        yield from _stated("valid_from", match)
        if (years := match["years"]) and (first := day_of(match)):
            yield "valid_until", _last_day(first, _count(years)).isoformat(), Span(*match.span())
    if "有效期" in text and (match := _UNTIL.search(text)):
        yield from _stated("valid_until", match)
    if match := _said(text, subject, _TERM):
        yield from _stated("valid_from", match)
        yield from _stated("valid_until", match, "b_")
    if match := _said(text, subject, _END):
        yield from _stated("valid_until", match, "", "b_")


def _said(text: str, subject: str | None, what: str) -> re.Match[str] | None:
    """The first place where a text says `what` of itself or of its subject."""
    if subject is None:
        return re.search(SELF + what, text)
    named = r"《(?P<named>[^《》]{1,60}?)(?:[（(][^）)》]*[)）])*》"
    found = re.finditer(rf"(?:{SELF}|{named}){what}", text)
    return next((match for match in found if subject.endswith(match["named"] or "")), None)


def validity_since_issue(text: str, meta: Metadata) -> dict[str, str]:
    """The validity of a text that is in force 自印发之日, by the day on which it was written or published."""
    match = _SINCE_ISSUE.search(text) if "之日" in text else None
    if match is None:
        return {}
    stated = meta.written or meta.published if match["written"] else meta.published or meta.written
    if stated is None or len(stated) < len("2026-01-01"):
        return {}
    values = {"valid_from": stated}
    if match["years"] and meta.valid_until is None:
        values["valid_until"] = _last_day(date.fromisoformat(stated), _count(match["years"])).isoformat()
    return values


def day_of(match: re.Match[str], *prefixes: str) -> date | None:
    """The day that a date of a match names, None when the calendar has no such day.

    Args:
        match: of a pattern with `DATE` or `named_date`.
        prefixes: of the dates that may be meant, of which one has matched; none for `DATE`.
    """
    parts = match.groupdict()
    prefix = next(prefix for prefix in (prefixes or ("",)) if parts[f"{prefix}year"])
    year, month, day = (int(parts[f"{prefix}{name}"]) for name in ("year", "month", "day"))
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _stated(name: str, match: re.Match[str], *prefixes: str) -> Iterator[tuple[str, str, Span]]:
    if day := day_of(match, *prefixes):
        yield name, day.isoformat(), Span(*match.span())


def _count(years: str) -> int:
    return int(years) if years.isdecimal() else _CN[years]


def _last_day(first: date, years: int) -> date:
    """The day before the anniversary; a 29 February has one on 1 March where the year lacks it."""
    leap_day = (first.month, first.day) == (2, 29) and monthrange(first.year + years, 2)[1] == 28
    anniversary = date(first.year + years, *((3, 1) if leap_day else (first.month, first.day)))
    return anniversary - timedelta(days=1)
