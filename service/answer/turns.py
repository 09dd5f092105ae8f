"""One turn of a conversation by itself: what it says beyond the forms of talking."""

import re

from index.analyzer.fold import fold

_LONGEST = 24  # characters of a form of talking
# Each way to say one only, lest what is no courtesy be tried in all ways to part it.
_COURTESY = re.compile(
    r"(?:谢|多谢|感谢|嘞|嗯|哦|噢|喔|行|可以|ok|okay|明白|知道|了解|懂|清楚|收到|好|您|hello|hi|在吗|再见|拜拜|没事|不用|没有|没了"
    r"|没别的|辛苦|麻烦|太|真|不错|厉害|你(?:是谁|叫什么|(?:[能会]|可以)[做干](?:什么|啥))?|们|thanks?|thank you|bye"
    r"|啊|呀|呢|哈|了(?!解)|的|吧|啦|那|就|这样|先|我|\W)+",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"(?:可是?|但是?|不过)?"
    r"(?:(?:(?:我|有人|他们|别人|人家|网上|朋友|同事)(?:听|都|跟我|和我)?|[听据])[说讲]|我(?:看|记得|以为|查到?|印象)[^吗呢谁哪几多什怎？?]{0,10}?(?:写|说|是))"
    r"(?:的|着)?(?:是|要|得|有)?[^吗呢谁哪几多什怎？?]*"
)
_WRONG = r"(?:不对吧?|(?:[说打问搞弄写]?错)了?|口误|[更纠]正(?:一下)?|不是(?=[,，。\s]))"
_MEANT = r"(?:(?:我|咱|俺)们?是?(?:想问|要问|问|说|指|要|想要|想知道|想看|意思)一?下?的?是?|[问说指]的是)"
# Who is said to ask: 坐席：, 市民问：; and 不 or 没 as the last word of a question, 能开工不.
_WHO_ASKS = re.compile(
    r"^(?:坐席|客服|市民|群众|居民|企业|客户|老板|店主|会计|来电人?|咨询人?|网友|用户|有人|问题?)[^,，。:：?？]{0,3}[:：]\s*"
)
_NOT_LAST = re.compile(
    "|".join(
        rf"(?<=[能以会要有让给是算够用管][\u4e00-\u9fff]{{{length}}})[不没](?=[,，?？]|$)" for length in range(1, 9)
    )
)
_SLIP = re.compile(rf"[,，。\s]+我?(?:刚才?)?{_WRONG}[。！!\s]*$")
_TAKES_BACK = re.compile(
    rf"^{_MEANT}?不是(?P<denied>[^,，。；！!？?\s]{{1,16}}?)[,，。；！!\s]*(?:{_MEANT}|(?:应该|而|就)?是)(?P<meant>.+)$"
)
_OPENS = re.compile(
    rf"^(?:我?{_WRONG}[,，。！!\s]*(?:是(?!不是|否))?|{_MEANT}|应该是|换[成做到个]?|改[成为]|(?:那|再)?[看查]一?下"
    r"|要是|如果是?|假如是?|若是|和|跟|与|比起?|对|我们?[是在]|(?:哦|噢|嗯+|好的?|行|算了|对了)[,，。！!\s]+|还是(?=.{2,}的)"
    r"|那么|那就|那|还有|另外|再问一?[下问]|顺便问一?下|想问一?下|请问|问一?下|并且"
    r"|and\b|what about|how about|[,，、。\s])*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """A folded question as it is asked in writing: 能开工不 as 能开工吗, and without who is said to ask it."""
    return _NOT_LAST.sub("吗", _WHO_ASKS.sub("", text, count=1))


def is_courtesy(text: str) -> bool:
    """Whether nothing but thanks, a greeting, assent is said: 好的，谢谢."""
    said = text.strip()
    return len(said) <= _LONGEST and _COURTESY.fullmatch(fold(said).text) is not None


def is_hearsay(text: str) -> bool:
    """Whether only something is held against the answer: 不对吧，我听说是5天."""
    return len(text) <= _LONGEST and _HEARSAY.fullmatch(stripped(text)) is not None


def taken_back(text: str) -> tuple[str, str]:
    """What a turn takes back, and what it means instead (不是哈尔滨，我问的是长春); else nothing, and the turn."""
    found = _TAKES_BACK.match(fold(text).text.strip())
    return (found["denied"], found["meant"]) if found else ("", text)


def stripped(text: str) -> str:
    """A turn, folded, without the words that only join it to the one before: 那大连呢 as 大连."""
    folded = _SLIP.sub("", fold(text).text.strip())
    opened = _OPENS.match(folded)
    rest = folded[opened.end() :] if opened else folded
    return rest if rest.strip() else folded
