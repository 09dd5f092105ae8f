"""Details that a question asks for and that a text has to state in so many words: a sum, a date, a telephone number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.answer.asked import Asked, Kind

_NUMBER = r"(?:\d|[一二两三四五六七八九十百千万半]+(?:成|倍|年|个|名|家|项|件|次|场|人|日|天|元))"
_SUM = re.compile(
    r"\d(?:\.\d+)?\s*[万亿千百]*(?:美元|欧元|元|%|％)|[百千]分之|免费|零(?:费用|成本|投资|收费|负担)|不收|免收|免征|减半|“?三零”?"
)
# A date (2024年6月, 1月1日) is no span of time.
_SPAN_OF_TIME = re.compile(
    r"(?<![\d.年月])\d{1,3}(?:\.\d+)?\s*(?:[—~～至-]\s*\d+)?(?:个月|个?(?:工作日|自然日|小时|分钟|天|日(?!期)|周|年))"
    r"|[一二两三四五六七八九十半](?:个月|个?(?:工作日|小时|分钟|天|日内|年))|当[日天场]|即时|立等|[秒即]办|秒批"
)


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that an answer has to state: `name` for the reader, `form` how texts state it."""

    name: str
    form: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Whether a text states it."""
        return bool(self.form.search(text))


_OF_KINDS = {
    Kind.HOW_MUCH: Detail("数量", re.compile(_NUMBER)),
    Kind.HOW_LONG: Detail("时长", _SPAN_OF_TIME),
}
_MONEY = Detail("金额", _SUM)
_OF_WORDS: tuple[tuple[re.Pattern[str], Detail], ...] = tuple(
    (re.compile(words), Detail(name, re.compile(form)))
    for words, name, form in (
        (r"利率|税率|费率.{0,6}多少|多少.{0,4}费率|几个点", "比率", r"\d[^。；]{0,12}[%％‰]|[百千]分之"),
        (r"电话(?:是|号|多少|几)|联系电话|联系方式", "电话", r"\d{3,4}-?\d{7,8}|1[3-9]\d{9}|\b1\d{4}\b|电话[:：]"),
        (r"地址(?:是|在|[?？]|$)|几楼|几号楼|几号窗口|第几个窗口", "地址", r"\d+号(?!线|文)|地址[:：]|[路街]\d"),
        (
            r"几点(?:开|上班|下班|关|到)|营业时间|上班时间|办公时间",
            "办公时间",
            r"\d{1,2}[:：]\d\d|7×24|24小时|[上下]午",
        ),
        (
            r"(?:要|需|带|准备|提交|交).{0,4}(?:哪些|什么|啥)(?:材料|证件|资料|手续|文件)",
            "材料",
            r"材料|证明|证件|要件|资料",
        ),
        (r"多少倍|几倍", "倍数", r"倍"),
        (r"每.{1,4}(?:多少|几)[毛块元角]|单价|每.{1,4}(?:多少)钱", "单价", r"元(?:/|每)|每.{1,6}\d+(?:\.\d+)?元"),
    )
)


def details(asked: Asked, question: str) -> Iterator[Detail]:
    """What an answer has to state.

    Args:
        asked: the kinds of fact.
        question: folded.
    """
    if asked.is_money:
        yield _MONEY
    else:
        yield from (_OF_KINDS[kind] for kind in asked.facts[:1] if kind in _OF_KINDS)
    yield from (detail for words, detail in _OF_WORDS if words.search(question))
