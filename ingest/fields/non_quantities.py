"""Numbers that count nothing: dates, ordinals, versions, document numbers, formulas, names and terms of prison."""

import re

from ingest.fields.numerals import CHINESE
from ingest.records import Span

_N = rf"(?:\d{{1,9}}(?:\.\d{{1,9}})?|{CHINESE})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})"
_TO = r"[-~～—–－至到、和及,，]{1,2}"

_COUNTED = "个件家户名项次条万亿元多余"

_PATTERNS = (
    # dates and years: 2020、2021年, 2023-2024年, 7月12至13日, 2023天津
    rf"{_YEAR}(?:{_TO}{_YEAR})*\s?年?(?:度|版)?(?:\s?{_N}\s?月)?(?:\s?{_N}\s?[日号])?(?![\d.个万亿千百余多%％元家项件户])",
    rf"{_N}月(?:份|底|末|初|中旬|上旬|下旬)|{_N}\s?月\s?{_N}\s?[日号]?(?:[-~～—–至到]{_N}[日号])?",
    r"[一二三四1-4]季度",
    # periods that only say when: 近五年来, 五年前, 今后三年
    rf"(?:近|最近|过去|未来|今后|此前|这|前|上|较)(?:的)?{_N}(?:个)?年(?:来|以来|间|前|多来)?(?!内)|{_N}年(?:来|以来|前|间)",
    rf"{_N}年(?:期)?(?=行动|计划|规划|方案|攻坚|滚动|发展|工程|提升|倍增)",
    # frequencies: 每两年, 每万人
    rf"每(?:新?招用|新招|新增|吸纳|引进)?{_N}(?:个)?(?:年|月|季度|人|周|天|日|户|家|亩|名|次|件|公里|平方)",
    # ordinals and places in a law: 第十五中学, 第三、四条, 前两款
    rf"第\s?{_N}(?:[、和至及或]{_N})*[条款项章节编届次批号名个期类]?|前{_N}[款条项名位]",
    # document numbers, versions, formulas, telephone numbers
    rf"[〔\[（(【]{_YEAR}[〕\])）】]第?\d{{1,6}}号|(?<!\d)\d{{1,6}}号"
    rf"|(?<![\d.])\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}{_TO}?(?:\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})?版",
    r"(?<!\d)\d{1,6}(?:[+＋×*][0-9A-Za-z一-龥]{1,6}){1,9}(?=[”’\"]|小时|模式|服务|$|[^\d])",
    r"0\d{2,3}[-—]\d{7,8}",
    r"(?:拨打|致电|电话|热线|专线|短号|号码)(?:[:：为是]|政务|服务|咨询)*[“‘\"]?(?:\d{5,12})(?:[、/]\d{5,12})*",
    rf"(?<!\d)(?:1[0-2]\d{{3}}|9[56]\d{{3,4}})(?![{_COUNTED}])(?=[”’]?[\u4e00-\u9fff]{{0,12}}?(?:热线|专线|平台))",
    r"\d{1,2}\s?[时点]\s?\d{1,2}分(?!钟)|\d{1,3}分(?=\d{1,2}秒)",
    r"(?<![一二两三四五六七八九十百])(?:十|[一二两三四五六七八九])分(?![之以及钟])",
    # names
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉|“[^“”，。；,;]{1,24}”|‘[^‘’，。；,;]{1,24}’|\"[^\"，。；,;]{1,24}\"",
    r"(?<!\d)\d{1,4}(?:小时|天)(?:全天|自助|便利|在线|值班|值守|热线|服务|营业|开放|不打烊|接听|人工|政务)",
    r"(?<!\d)\d{1,4}(?:分钟|公里)[^，。；、,;]{0,8}圈",
    r"两个《|一次(?:性|都)|之一|红?十字(?:会|路|街|架|医)",
    # how long one is locked up or shut down is none of the things that a quantity can be to a clause
    rf"{_N}(?:个月|年|月|日|天)(?:以上|以下)?(?:[、，]?{_N}(?:个月|年|月|日|天)(?:以上|以下)?)?(?:的)?"
    r"(?:有期徒刑|拘役|管制|行政拘留|拘留|停业|停产|暂停执业)",
)
_MASK = re.compile("|".join(_PATTERNS))


def non_quantities(text: str) -> tuple[Span, ...]:
    """Where numbers stand that are no quantities, in text order; formula and name spans are given as a whole."""
    return tuple(Span(*match.span()) for match in _MASK.finditer(text))
