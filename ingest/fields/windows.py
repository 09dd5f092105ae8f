"""The last day of a window: of the time for applications, or of how long a policy runs.

申报时间：2026年3月1日至4月15日 · 2026年9月30日截止 · 政策执行至2027年12月31日. A window that only picks out what is
meant (2025年1月1日至12月31日期间完成的投资) and a day up to which results are counted (截至2025年底，全市累计…) end
nothing.
"""

import re
from dataclasses import dataclass

from ingest.fields.kinds_of_text import SELF

# What may stand between a day and the word that makes it a bound: （含）, （星期五）下午17:00
CLOCK = (
    r"(?:\s?[（(](?:(?:星期|周)[一二三四五六日天]|含(?:[当本]日)?)[）)])?"
    r"(?:\s?(?:上午|下午|晚上?|中午|凌晨|当[日天])?\s?(?:[01]?\d|2[0-4])(?:[:：]\d\d(?:[:：]\d\d)?|[时点](?:整|\d\d?分)?)"
    r"|\s?(?:下午)?下班)?"
)
_CLOCK = re.compile(CLOCK)

_PHRASE = r"[^，,。；;\n]"
_ACTS = "申报|申请|受理|报名|兑现|征集|填报|办理|提交|报送|预约|领取|公示|参评|投稿|征求意见"
_RUNS = "活动|执行|政策实施|有效|优惠|补贴|缓缴|起止|开放|发放"
_LABEL = (
    rf"(?:(?:{_ACTS})(?!{_PHRASE}{{0,6}}(?:条件|对象|范围|标准|要求|主体|资格)){_PHRASE}{{0,20}}"
    rf"|(?:(?:{_RUNS})的?(?:时间|日期|期限?|时段)|起止时间){_PHRASE}{{0,10}})"
)
# Several windows behind one label: 第一批3月1日至3月31日，第二批8月1日至8月31日
_SERIES = r"[第一二三四批次轮期年月日\d:：（）()至到—–~～\-、，,；;\s上下午时点分起止为每周星期六]{0,80}"
_LABELLED = re.compile(rf"{_LABEL}{_SERIES}$")

_TO = r"(?:至|到|[-—–~～]+)"
_FIRST_DAY = re.compile(
    r"(?P<from>自|从)?(?:(?P<year>(?:19|20)\d\d)\s?[年./-]\s?|(?<!\d))(?:1[0-2]|0?[1-9])\s?"
    rf"(?:月(?:\s?(?:3[01]|[12]\d|0?[1-9])\s?日)?|[./-]\d\d?){CLOCK}(?:起|开始)?\s?{_TO}\s?$"
    rf"|(?:自|从)?(?P<today>即日|(?:印发|发布|公布|公告|发文)之日)起?\s?{_TO}\s?$"
)
# 3月1日至31日
SAME_MONTH = re.compile(rf"{CLOCK}(?:起|开始)?\s?{_TO}\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日")
_PICKED_OUT = re.compile(r"(?:期间|内|止)?[^，,。；;、（()）\s]{1,20}的(?!通知)|的")
_STOPS = re.compile(r"止(?=[，,。；;）)\s]|$)")
_TOO_LATE = re.compile(
    r"[止前]?(?:[（(][^（()）]*[）)])?\s?[，,；;。、（(]?\s?(?:逾期(?!贷款|[率的账欠债])|过期|过时|额满|先到先得|系统(?:将)?(?:自动)?关闭)"
    r"|止?[，,][^。\n]{0,80}[，,]逾期(?!贷款|[率的账欠债])"
)
_WHERE_TO = r"(?:[，,](?=请?(?:登录|登陆|通过|向|到|在|将)))?"
_APPLIES = re.compile(
    rf"(?:期间|内|止)?{_WHERE_TO}[^，,。；;的\n]{{0,60}}(?:申报|受理|报名|征集|填报|提交|报送|上传|递交|领取)(?!{_PHRASE}{{0,12}}的)"
    rf"|(?:期间|内)?(?:继续)?(?:执行|实施|施行|有效|适用)(?!{_PHRASE}{{0,12}}的)"
)
_GRANTS = re.compile(r"止?[，,]\s?(?:继续|暂|阶段性|统一)?(?:对|减|免|延续|按|执行|实施|实行)")

# 本方案自印发之日起施行，有效期至2026年12月31日: the last day of the text is none of what it promises.
_OWN_TERM = re.compile(
    rf"{SELF}(?:[^。；;\n]{{0,30}}起(?:施行|实施|执行|生效|试行)[，,](?:[^。；;，,\n]{{0,8}}年[，,])?(?:(?:有效|试行|执行|实施)期?限?)?截?"
    rf"|[^。；;，,\n]{{0,12}}?(?:有效|试行|执行|实施|施行|适用)(?:期限?|时间)?[为自从:：]*(?:20\d\d[^。；;，,\n]{{0,10}})?[截延长续]*)"
    r"(?:至|到|[-—–~～]+)\s*$"
)

_UNTIL = re.compile(r"截[至止][到至于]?(?P<label>时间|日期|日|期)?(?:为|是|到|至|于|在|[:：])*\s*$")
_IS_OPEN = re.compile(
    rf"(?:{_ACTS}|{_RUNS}|政策|措施|通道|系统|窗口|期限|时间|日期){_PHRASE}{{0,8}}$|(?:即日|之日|日)起[^。；;\n]{{0,20}}$"
)
_ENDS = re.compile(r"[止前]?\s?(?:[（(，,。；;、）)\n]|$)")
_COUNTS = re.compile(
    rf"[止前]?[，,]\s?{_PHRASE}{{0,8}}?(?:共|累计|已|惠及|达|完成|实现|收到|合计|全[市省区县国]|我[市省区县])"
)
_CLOSES = re.compile(
    r"(?:截止(?!后|之后|以后|的|日|时|到|至)|为止|(?:结束|终止)(?!后|之后|以后|的|时)|停止(?:申报|受理|报名|申请|办理))"
)
_GOES_ON = re.compile(
    r"(?:执行|实施|施行|延续|延长|延期|保留|顺延|持续|开放|有效|缓缴|免收|免征|减半征收|优惠)(?:期|期限|时间|时限)?"
    r"(?:延长|延续|顺延)?(?P<to>[至到])\s?$"
)


@dataclass(frozen=True, slots=True)
class WindowEnd:
    """How a date ends a window.

    Attributes:
        before, behind: how many characters on either side of the date belong to the quote.
        year: the year of the first day, None where it states none.
    """

    before: int = 0
    behind: int = 0
    year: int | None = None


def window_end(before: str, behind: str, *, to_the_day: bool) -> WindowEnd | None:
    """How a date between `before` and `behind` ends a window, or None when it ends none.

    Args:
        before: the clause up to the date, with its heading if it has one.
        behind: the clause from the date on.
        to_the_day: whether the date has a day; without one only a label or a verb makes it an end.
    """
    clock = _CLOCK.match(behind)
    behind, time = (behind[clock.end() :], clock.end()) if clock else (behind, 0)
    if until := _UNTIL.search(before):
        if until["label"]:
            return WindowEnd(behind=time)
        is_end = to_the_day and _ends_what_is_open(before[: until.start()], behind)
        return WindowEnd(len(until[0]), time) if is_end else None
    if _PICKED_OUT.match(behind):
        return None
    if to_the_day and (first := _FIRST_DAY.search(before)):
        year = int(first["year"]) if first["year"] else None
        return WindowEnd(behind=time, year=year) if _is_window(before, first, behind) else None
    if goes_on := _GOES_ON.search(before):
        return WindowEnd(len(before) - goes_on.start("to"), time)
    if stops := _STOPS.match(behind):
        return WindowEnd(1, time + stops.end()) if to_the_day and before.endswith(("至", "到")) else None
    closes = _CLOSES.match(behind)
    return WindowEnd(0, time + closes.end()) if closes and not _COUNTS.match(behind, closes.end()) else None


def ends_the_text(before: str) -> bool:
    """Whether the date behind `before` is the last day on which the text as a whole is in force."""
    return _OWN_TERM.search(before) is not None


def _ends_what_is_open(before: str, behind: str) -> bool:
    """Whether 截至 bounds something that people can use until then, rather than what has been counted so far."""
    if _TOO_LATE.match(behind):
        return True
    return bool(_IS_OPEN.search(before) and _ENDS.match(behind) and not _COUNTS.match(behind))


def _is_window(before: str, first: re.Match[str], behind: str) -> bool:
    if first["today"] or _LABELLED.search(before[: first.start()]) or _TOO_LATE.match(behind) or _APPLIES.match(behind):
        return True
    return bool(_STOPS.match(behind) or (first["from"] and _GRANTS.match(behind)))
