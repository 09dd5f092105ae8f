"""What a question asks for: which kind of fact, of which places and years."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.analyzer.fold import fold
from service.answer.places import places
from service.answer.told import is_told


class Kind(StrEnum):
    """The fact that is asked for."""

    WHO = "who"
    WHEN = "when"
    HOW_LONG = "how_long"
    HOW_MUCH = "how_much"
    WHICH = "which"
    WHETHER = "whether"
    WHAT = "what"


FACTS = (Kind.WHO, Kind.WHEN, Kind.HOW_LONG, Kind.HOW_MUCH)
"""Kinds that one field of a clause answers."""

# 费用谁出 asks who pays, which a clause says otherwise than by its units.
WHO = r"谁(?!知|料|说|都|来?(?:出|掏|付|缴)(?:钱|费用?|[，。？?,]|$))"
WHICH_UNIT = r"(?:哪个|哪家|哪些|哪几[个家]|什么|啥|何)(?:局|厅|部门|单位|机构|机关|委办|政府部门)"

_ASKED = r"(?<![好这那前过头近后])"  # 好几天 and 过几天 ask for none
_LEADS = r"(?:(?<![水气暖换修铺])管(?![道线网子材理])|牵头|负责(?!人)|受理|出面)"
_BODY = r"(?:局|部门|[法检]院|检察院|工会|海关|委员会)"
_ONE_OF = r"[^，。；？?]{1,8}"

_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.WHO: (
        rf"{WHO}|归哪|哪几?[家个](?:在|来)?(?:管|负责|牵头|主管|受理)",
        rf"[由归该让找跟向]?{WHICH_UNIT}",
        rf"还是(?![没不要得能会可只有很都就]){_ONE_OF}{_LEADS}(?![不没])|责任(?:在|归|是){_ONE_OF}还是",
        rf"{_BODY}[^，。；？?]{{0,4}}还是(?:[^，。；？?]{{0,6}}{_BODY}|别的(?:局|部门|单位))",
        rf"(?:{_LEADS}|归){_ONE_OF}还是(?!{_ONE_OF}不)|(?:哪个|哪几?家)(?:公司|集团|企业)[^，。；？?]{{0,3}}(?:负责|牵头|承担|主管|来[管干做办改建])",
        r"(?:找|问|跟|向|去|上)哪几?[家个][去来]?(?:说|问|办|反映|投诉|申请|咨询|谈|[?？]|$)",
        r"牵头(?:单位|部门|的是)|(?:责任|主管|负责|牵头|归口)(?:单位|部门)(?:是|有|呢|[?？]|$)",
        r"\bwho\b|\bwhich (?:department|bureau|agency|authority|office|unit)\b",
    ),
    Kind.HOW_LONG: (
        r"多久(?!以?前)|多长(?:时间)?|多快|最快|(?<![先想][停歇关放])(?<!先停业)(?<!先歇业)"
        + _ASKED
        + r"几个月(?!份)|(?:最[多长短久]|[能停补管用满限期]).{0,3}几年(?!级|内|之内)",
        _ASKED + r"(?<!哪)几(?:个)?(?:天|小时|钟头|分钟|工作日|星期|礼拜)(?!几)",
        r"多少(?:个)?(?:天|小时|分钟|工作日|钟头|年(?!轻)|个月)",
        r"\bhow (?:long|many (?:days|hours|months|working days))\b",
    ),
    Kind.WHEN: (
        r"(?:什么|啥|甚么)时候|何时|几时|啥时|哪(?:[一二两三四几]个?)?[年天月]|哪个月|几月|(?<![楼层])几号(?![楼窗线])|[是到在]几年|什么时间|什么日期|哪段(?:时间|时期|日子)|哪个时间段|什么时段",
        r"(?:申报|申请|报名|受理|征集|兑现|发放|实施|执行|起止)的?(?:时间|日期)(?:是|呢|有|[?？，。]|$)",
        r"截止(?:日期|时间|到)|期限(?:是|到)|时限(?:是|到|[?？]|$)|最[晚迟](?!多)|给的时间|完成时间",
        r"\bwhen\b|\bdeadline\b|\bby what (?:date|year|month)\b",
    ),
    Kind.HOW_MUCH: (
        r"多少|几成|百分之几|第几|多大|多高|[幅比]例",
        r"(?<![好就这那来过少排们哪十])几(?:[百千][块元]|[毛块元倍台家项种条亩只层户套次场座所株版万亿门科份张道]|个(?!部门|单位|局|月))",
        r"\bhow (?:much|many)\b|\bwhat (?:percentage|share)\b",
    ),
    Kind.WHICH: (
        r"哪[些几]|有(?:什么|啥)|分别|\bwhich\b|\bwhat\b",
        r"(?:什么|啥)(?:措施|办法|政策|条件|材料|要求|任务|规定|安排|打算|动作|路子|扶持|好处|支持)",
    ),
    Kind.WHETHER: (
        r"(?:[不没]|吗)[？?]?$|吗|能不能|可不可以|可以.{0,12}吗|是不是|有没有|行不行|要不要|是否|会不会",
        r"用不用|该不该|给不给|\b(?:can|does|do|is|are|may)\b",
    ),
}
_KINDS = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _WORDS.items()}
_MONEY = re.compile(
    r"多少(?:钱|元|[万亿](?![户人家件个名次项]))|(?<![好十])几[百千]?[毛块元](?!件)|[补贴奖给罚拨发]几[万千百](?![户人家件个名次项])"
    r"|多少(?:个)?(?:费用|补助|补贴|奖励|金额)|多少.{0,4}(?:(?<![消收缴免])费(?![率者券])|经费|额度|租金|奖金|资金)"
    r"|[补奖贴给发掏花付缴交省宜]多少(?![人家个天年月名户件次分材证])"
    r"|(?:费用?|价格?|票价|工资|补助|补贴|奖励|保费).{0,4}(?:是|有|要|给)?多少|how much (?:money|does)"
)
# A figure that who asks will look up, or that a rule is asked about: 上哪查收费是多少, 罚多少有没有标准.
_KNOWN_ELSEWHERE = re.compile(
    r"(哪[里儿]?(?:能|可以|才能?)?(?:看|查|找)[得到]?)[^，。；？?]{0,12}?(?:多少|几)[^，。；？?]{0,3}"
    r"|([罚补收奖贴])多少(?:钱)?(?=有没有|有无|有个|不?用不?用?[^，。；？?]{0,8}[吗不]?$)"
    r"|(?:哪天|何时|(?:什么|啥)时候|多少|几[点号])(?=[^，。；？?]{0,8}[在上去]哪[里儿]?(?:能|可以|才能?)?[看查找])"
)
_FROM_NOW = {"明年": 1, "后年": 2}
# What who asks means to do in a later year: 歇几个月，明年再开.
_INTENDED = re.compile(
    r"(?:等到?|拖到?|打算|准备|计划|想)[明后]年|[明后]年(?:初|底|春天|开春|上半年|下半年)?再(?!有|次|出|办|搞|发)"
)
# Which of them it is for is what is asked: 是今年的任务还是明年的.
_EITHER = re.compile(r"[今明后]年[^，。；？?]{0,8}还是[^，。；？?]{0,6}[今明后]年")
# A number without 年 may be a sum or a count: 房贷1900, 罚2000元.
YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*年版?|版)"
    r"|(?<![\d.罚贷款花要收给发交赔挣资还票费价租钱约近达到共给掏卖买])((?:19|20)\d\d)(?![\d.]|\s*[块元多人个平户家件台吨亩倍米斤页万千百来余钱毛])"
)
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s*(?:—+|-+|–|~|～|至|到)\s*((?:19|20)\d\d)(?!\d)")
_TERM = re.compile(r"([一二两三四五六十])年(?:升级|行动|改革|提升)*(?:方案|计划|行动|规划)")
_TERMS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10}
# A time that is told without a year of its own: 去年, 24年, 十四五.
_DATED = re.compile(r"[去前]年|(?<!\d)\d\d年(?![内以])|十[一二三四五六]五")
_NOW = re.compile(r"现在|目前|今年|眼下|如今|最新|\b(?:now|current(?:ly)?|this year)\b", re.IGNORECASE)
_EDITIONS = re.compile(
    r"两(?:版|份|个(?:方案|文件|版本))|前后两|新旧|[旧老](?:方案|版)|(?:以前|原来)(?:又|呢|是)|\bold and new\b",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(
    r"对比|比较|区别|差别|不同|一样(?:吗|不|么|嘛)|不一样|是否一[致样]|相同|哪个更|\b(?:compare[ds]?|versus|vs)\b",
    re.IGNORECASE,
)
_LATIN_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    Attributes:
        text: the question by itself, with what earlier turns add.
        kinds: in the order of their first word; never empty.
        places: codes of jurisdictions, in the order of the question.
        years: ranges of years that are named, each with its first and last.
        terms: numbers of years that plans asked for span (三年方案).
        editions: whether earlier and later documents are to be set side by side, whichever there are.
        contrasts: whether what is named is to be set side by side.
        is_now: whether today's state is asked for.
        is_dated: whether a time is told in other words than years.
        is_money: whether a sum is asked for.
    """

    text: str
    kinds: tuple[Kind, ...]
    places: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    terms: tuple[int, ...] = ()
    editions: bool = False
    contrasts: bool = False
    is_now: bool = False
    is_dated: bool = False
    is_money: bool = False

    @property
    def facts(self) -> tuple[Kind, ...]:
        """The kinds that one field answers."""
        return tuple(kind for kind in self.kinds if kind in FACTS)

    def without_times(self) -> "Asked":
        """The same, no time being asked for."""
        kinds = tuple(kind for kind in self.kinds if kind not in (Kind.WHEN, Kind.HOW_LONG))
        return replace(self, kinds=kinds or (Kind.WHAT,))


def read(question: str, this_year: int) -> Asked:
    """What a question asks for.

    Args:
        question: in any words, Traditional characters included.
        this_year: that 明年 is counted from.
    """
    text = fold(question).text
    told = _told_of(text)
    return Asked(
        text=question,
        kinds=_kinds(told),
        places=places(text),
        years=_years(text, this_year),
        terms=tuple(_TERMS[found[1]] for found in _TERM.finditer(text)),
        editions=bool(_EDITIONS.search(text)),
        contrasts=bool(_CONTRASTS.search(text)),
        is_now=bool(_NOW.search(text)),
        is_dated=bool(_DATED.search(text)),
        is_money=bool(_MONEY.search(told)),
    )


def kinds_of(text: str) -> tuple[Kind, ...]:
    """The kinds of fact that a folded text asks for; what else it asks for is not read."""
    return _kinds(_told_of(text))


def is_latin(question: str) -> bool:
    """Whether a question is in Latin script, Chinese in pinyin included."""
    return len(_CHINESE.findall(question)) < len(_LATIN_WORD.findall(question))


def _told_of(text: str) -> str:
    return _KNOWN_ELSEWHERE.sub(r"\1\2", text)


def _kinds(text: str) -> tuple[Kind, ...]:
    found = {kind: match.start() for kind, pattern in _KINDS.items() if (match := pattern.search(text))}
    return tuple(sorted(found, key=lambda kind: (kind not in FACTS, found[kind]))) or (Kind.WHAT,)


def _years(text: str, this_year: int) -> tuple[tuple[int, int], ...]:
    """Ranges and single years, those within a range left out."""
    ranges = [(int(found[1]), int(found[2])) for found in YEARS.finditer(text)]
    rest = YEARS.sub(lambda found: " " * len(found[0]), text)
    single = [int(found[1] or found[2]) for found in YEAR.finditer(rest) if not is_told(text, *found.span())]
    rest = _EITHER.sub(" ", _INTENDED.sub(" ", text))
    single += [
        this_year + later
        for word, later in _FROM_NOW.items()
        if any(not is_told(rest, *found.span()) for found in re.finditer(word, rest))
    ]
    return tuple(dict.fromkeys([*((min(pair), max(pair)) for pair in ranges), *((year, year) for year in single)]))
