"""Words that bound a number: 不超过 and 最高 before it, 以上 and 以内 behind it, 至少 some words ahead of it."""

import re

from ingest.records import Comparator

_BEFORE: dict[Comparator, str] = {
    Comparator.GE: "(?:不得?|不应|应不)(?:少于|低于|小于|短于|早于)|不下于|至少|最少|最低|最快|最短"
    "|年满|已满|(?<![期届圆充])满|大于或?等于|≥|>=|＞=",
    Comparator.LE: "(?:不得?|不应|应不|未)(?:超过|高于|大于|多于|长于|晚于|迟于)|最多|最高|最长|最大|最迟"
    "|小于或?等于|≤|<=|＜=",
    Comparator.GT: "超过|超出|突破|大于|高于|多于|长于|逾(?!期)|(?<![赶反])超|>|＞",
    Comparator.LT: "低于|少于|小于|短于|不足|不满|未满|不到|未达到?|<|＜",
    Comparator.ABOUT: "大约|约为|(?<![节预契签违特条合公邀履毁制])约|将近|接近|(?<![附最临靠就])近",
}
_BEHIND: dict[Comparator, str] = {
    Comparator.GE: "及?以上",
    Comparator.LE: "及?以下|以内|之内|内(?![容部外资地陆河在网涵业设勤核销需置审控江蒙科生])",
    Comparator.ABOUT: "左右|上下(?!游)",
}
_FAR = {
    "至少": Comparator.GE,
    "最少": Comparator.GE,
    "最低": Comparator.GE,
    "最多": Comparator.LE,
    "最高": Comparator.LE,
    "最长": Comparator.LE,
    "不超过": Comparator.LE,
    "不高于": Comparator.LE,
    "不得超过": Comparator.LE,
    "不得高于": Comparator.LE,
    "不低于": Comparator.GE,
    "不少于": Comparator.GE,
    "不得低于": Comparator.GE,
    "不得少于": Comparator.GE,
}

BEHIND = rf"(?:[（(]含(?:本数|本级)?[）)])?(?:{'|'.join(_BEHIND.values())})"
MAX_BEFORE_CHARS = 12
MAX_AHEAD_CHARS = 32

_CURRENCY = "(?:人民币)?"
_CHAIN = re.compile(f"(?:{'|'.join(_BEFORE.values())})+{_CURRENCY}$")
_LAST = [(re.compile(f"(?:{words}){_CURRENCY}$"), comparator) for comparator, words in _BEFORE.items()]
_FAR_WORD = re.compile(
    r"(至少|最少|最多)[^，。；：“”,;:]{1,24}$"
    r"|(最高|最长|最低)(?:可达到?|可获?|给予|可给予|可享受?|奖励|补助|补贴|支持|资助|达到?|为|限额|额度|授信|贷款|期限|一次性)+$"
    r"|(不超过|不高于|不得超过|不得高于|不低于|不少于|不得低于|不得少于)[^，。；：,;:\d]{1,14}[的+＋]$"
)


def comparator_before(text: str, end: int, begin: int) -> tuple[Comparator, int] | None:
    """The comparator whose words end at `end`, and where they begin; 最长不超过 is one, its last word decides.

    Nothing before `begin`, where the number ahead ends, is looked at.
    """
    window = text[max(begin, end - MAX_BEFORE_CHARS) : end]
    chain = _CHAIN.search(window)
    if chain is None:
        return None
    # 不满 and 未超过 hold 满 and 超过 themselves: the longest word that ends here decides
    words = ((len(match[0]), comparator) for pattern, comparator in _LAST if (match := pattern.search(window)))
    return max(words)[1], end - len(chain[0])


def comparator_behind(words: str) -> Comparator:
    """What a match of `BEHIND` means; 以上 and 以下 include the number itself, as in Chinese law."""
    return next(comparator for comparator, pattern in _BEHIND.items() if re.search(f"(?:{pattern})$", words))


def comparator_ahead(text: str, end: int) -> Comparator | None:
    """The comparator of an adverb further ahead of `end`: 至少组织考核(6次), 最高可达(50万元), 不超过余额的(60%)."""
    match = _FAR_WORD.search(text[max(0, end - MAX_AHEAD_CHARS) : end])
    return _FAR[match[1] or match[2] or match[3]] if match else None
