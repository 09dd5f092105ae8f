"""Details that a question asks for and that a text has to state in so many words: a sum, a date, a telephone number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from service.answer.asked import Asked, Kind

# Hotlines are names, not counts.
_HOTLINE = r"(?:123(?:45|15|33|66|29|09|68|48)|96\d{3})(?!\d)"
_COUNTED = r"(?:成|倍|年|个|名|家|项|件|次|场|人|日|天|元)"
_NUMBER = rf"(?:(?<!\d)(?!{_HOTLINE})\d|[一二两三四五六七八九十百千万半]+{_COUNTED})"
_SUM = re.compile(
    r"\d(?:\.\d+)?\s*[万亿千百]*(?:美元|欧元|元|%|％)|[一二两三四五六七八九十][零一二三四五六七八九十百千万亿]*(?:美元|欧元|元(?![化素论]|结构|方程))"
    r"|\d倍|[百千]分之|免费|零(?:费用|成本|投资|收费|负担)|不收|免收|免征|减半|“?三零”?"
)
# A date (2024年6月, 1月1日) is no span of time.
_SPAN_OF_TIME = re.compile(
    r"(?<![\d.年月×xX*])(?!24小时(?:[全不值自在无人对线服]|政务))"  # a service round the clock lasts no day
    r"\d{1,3}(?:\.\d+)?\s*(?:[—~～至-]\s*\d+)?(?:个月|个?(?:工作日|自然日|小时|分钟|天|日(?!期)|周|年))"
    r"|[一二两三四五六七八九十半](?:个月|个?(?:工作日|小时|分钟|天|日内|年))|当[日天场]|即时|立等|[秒即]办|秒批"
)


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that an answer has to state.

    Attributes:
        name: for the reader.
        form: how texts state it.
        is_figure: whether it stands in the very sentence that answers; a date or an address may stand beside it.
        field: of `ingest.records.Fields`, which lists such things wherever they stand in a measure; empty for none.
    """

    name: str
    form: re.Pattern[str]
    is_figure: bool = False
    field: Literal["", "materials", "contacts"] = ""

    def is_in(self, text: str) -> bool:
        """Whether a text states it."""
        return bool(self.form.search(text))


DATE = Detail(
    "期限",
    re.compile(
        r"(?:19|20)\d\d年(?!度)|\d月|[年月季]度?[底末内前]|季度|[之即]日起|每[年月季周日]|(?<!可)持续|长期(?!护理)|常态化"
        rf"|{_SPAN_OF_TIME.pattern}"
    ),
)
_OF_KINDS = {
    Kind.HOW_MUCH: Detail("数量", re.compile(_NUMBER), is_figure=True),
    Kind.HOW_LONG: Detail("时长", _SPAN_OF_TIME, is_figure=True),
    Kind.WHEN: DATE,
}
_MONEY = Detail("金额", _SUM, is_figure=True)
# 能贷多少万 is not answered by a share (额度上浮20%), as 补多少 is.
_TELLS_UNIT = re.compile(r"(?:多少|几[十百千]?)[万亿](?:元|块|美元)?(?![户人家件个名次项亩吨])")
_IN_YUAN = Detail("金额", re.compile(r"[\d一二两三四五六七八九十百千万亿]\s*(?:美元|欧元|元)"), is_figure=True)
# Frequent ones, without those that are words of their own beside a title, as 向 and 于 are.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪"
    "范廖贾夏韦付白邹孟熊秦邱尹薛闫段雷侯史陶黎贺郝龚邵钱"
)
_FIGURES = frozenset({"材料", "比率", "千分比", "倍数", "单价", "分数", "年龄", "面积"})
_FIELDS: dict[str, Literal["materials", "contacts"]] = {"材料": "materials", "电话": "contacts"}
_OF_WORDS: tuple[tuple[re.Pattern[str], Detail], ...] = tuple(
    (re.compile(words), Detail(name, re.compile(form), is_figure=name in _FIGURES, field=_FIELDS.get(name, "")))
    for words, name, form in (
        (
            r"利率|税率|费率.{0,6}多少|多少.{0,4}费率|几个(?:百分)?点|几折",
            "比率",
            r"\d[^。；]{0,12}[%％‰]|[百千]分之|[一二两三四五六七八九\d]折",
        ),
        (r"千分之几|千分之多少", "千分比", r"‰|千分之"),
        (
            r"电话(?:是|号|多少|几|打哪)|咨询电话|联系电话|联系方式|联系人|怎么联系|[打拨](?:哪个|什么|啥|几号)(?:电话|号|热线)",
            "电话",
            r"\d{3,4}-?\d{7,8}|1[3-9]\d{9}|\b1\d{4}\b|\b96\d{3,4}\b|电话[:：]|联系人[:：]",
        ),
        (
            r"地址(?:是|在|[?？]|$)|几楼|几号(?:楼|窗口|门|口)|第几个窗口|(?:哪|什么|啥)(?:条|个)?(?:路|街)(?:上|口|[?？]|$)"
            r"|[到去][^，。]{1,10}怎么走|坐几路|具体(?:在哪|位置)",
            "地址",
            r"\d+号(?!线|文)|地址[:：]|[路街]\d",
        ),
        (r"(?:哪个|什么)邮箱|邮箱(?:是|地址|[?？]|$)", "邮箱", r"@|邮箱[:：]"),
        (r"网址|公众号(?:叫|是|名)", "网址", r"https?:|www\.|\.(?:gov|com|cn)\b|公众号"),
        (
            r"几点(?:开|上班|下班|关|到)|营业时间|上班时间|办公时间|周[末六日].{0,4}上班",
            "办公时间",
            r"\d{1,2}[:：]\d\d|7×24|24小时|[上下]午|周[末六日]|节假日|延时",
        ),
        (
            r"(?:要|需|带|准备|提交|交).{0,4}(?:哪些|什么|啥)(?:材料|证件|资料|手续|文件)"
            r"|(?:材料|资料|要件)(?:的)?清单|要交(?:些)?(?:什么|啥)(?![钱费税])"
            r"|带(?:哪些|什么|啥)(?:材料|证件|资料|东西|过?去|[?？，,、]|$)",
            "材料",
            r"材料|证明|证件|要件|资料|身份证|执照|证书|申请[书表]|复印件|原件|合同|发票",
        ),
        (
            r"(?:表格|申请表|模板|范本|样表).{0,6}(?:哪|下载|怎么填)|(?:哪|下载).{0,6}(?:表格|申请表|模板|范本|样表)",
            "表格",
            r"表格|申请表|模板|范本|样表|文书|表单",
        ),
        (r"多少倍|几倍", "倍数", r"倍"),
        (
            r"每.{1,4}(?:多少|几)[毛块元角]|单价(?:是|多少|几)|每.{1,4}(?:多少)钱",
            "单价",
            r"元(?:/|每)|每.{1,6}\d+(?:\.\d+)?元",
        ),
        (r"几分(?![钟之钱])|多少分(?![钟之钱])", "分数", r"\d+分(?![钟之])"),
        (r"几岁|多大(?:岁数|年纪|年龄)|年龄.{0,6}(?:多少|多大)", "年龄", r"岁"),
        (
            r"(?:多少(?:个)?|几)平(?:方|米|(?=[的以才就要上?？]|$))|面积.{0,4}(?:多大|多少)",
            "面积",
            r"平方米|平米|平方公里|㎡|亩|公顷",
        ),
        (r"罚(?:几|多少[钱元万倍]|款.{0,6}多少)|判(?:几|多少)年", "罚则", r"罚款|处以|有期徒刑|拘留|\d倍"),
        (
            r"够.{0,10}(?:条件|资格|格[吗不？?])|才(?:够格|能[评报认])|门槛(?:是|有?多|高不高|要求)|的门槛(?:[?？]|$)",
            "条件",
            r"条件|门槛|资格|以上|以下|不(?:低于|少于|超过|高于)|[满达]\d|须|应当|具备|符合|属于|仅限|范围",
        ),
        (
            r"(?:局长|主任|市长|书记|院长|处长|区长|一把手)[^，。]{0,6}(?:是谁|叫(?:什么|啥)|姓(?:什么|啥))",
            "姓名",
            rf"(?:局长|主任|市长|书记|院长|处长|区长)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])",
        ),
    )
)


def details(asked: Asked, question: str) -> Iterator[Detail]:
    """What an answer has to state.

    Args:
        asked: the kinds of fact.
        question: folded.
    """
    if asked.is_money:
        yield _IN_YUAN if _TELLS_UNIT.search(question) else _MONEY
    else:
        # A figure goes before a date: 办理时限是几天 asks for days.
        known = sorted((kind for kind in asked.facts if kind in _OF_KINDS), key=lambda kind: kind is Kind.WHEN)
        yield from (_OF_KINDS[kind] for kind in known[:1])
    yield from (detail for words, detail in _OF_WORDS if words.search(question))
