"""What a paragraph is by its form alone: running text, or a line of the head or foot of a document."""

import re

TEXT_CHARS = 90  # no heading gets longer
_SENTENCE = re.compile(r"[。！；;!]")
DATE_LINE = re.compile(r"[（(]?(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日[）)]?$")
DOC_NO_LINE = re.compile(r"[\u4e00-\u9fff]{2,12}\s*[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*第?\d+\s*号$")
# Labels, or who published and when to the minute, as the pages of accounts have it: 大连发布  2026-01-20 09:15  辽宁
BYLINE = re.compile(
    r"(?:来源|信息来源|发布时间|发布日期|发文日期|成文日期|时间|编辑|责编|作者|发布机构|索引号|文号|字体|字号)\s*[:：]"
    r"|(?P<account>\w{2,30})\s+(?P<posted>20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)\s+\d{1,2}[:：]\d\d"
    r"(?:\s+[\u4e00-\u9fff]{2,8})?$"
)
_FOOT = re.compile(r"[（(]?(?:此件|抄送|附件|联系人|联系电话|主题词|印发机关|注[:：])|\S{2,20}\d{4}年\d+月\d+日印发")
_TRAIL = re.compile(r"\S\s?[>＞»]\s?\S")  # 当前位置：首页 > 政务公开
_LABELLED = re.compile(r"\W{0,3}[^\s:：，。]{2,14}[:：]\s*[^\s/]")
_ORGAN_END = "政府|委员会|办公室|局|厅|部|委|办|院|组|会|中心|处|行|公司|集团|署|大队|支队"
_ORGANS = re.compile(
    rf"(?P<names>[\u4e00-\u9fff（）()、 \u3000]{{2,60}}(?:{_ORGAN_END}))\s*(?:[（(](?:盖章|公章|印章?|代章)[)）])?$"
)
_BETWEEN_ORGANS = re.compile(r"(?<=[府会室局厅部委办院组心处行司团署队])\s+(?=[\u4e00-\u9fff]{3})")


def states(line: str) -> bool:
    """Whether a line without a sentence says something all the same, by a label: 承诺办结时限：5个工作日."""
    return bool(_LABELLED.match(line)) and not (BYLINE.match(line) or _FOOT.match(line) or _TRAIL.search(line))


def is_text(line: str) -> bool:
    """Whether a paragraph is running text: it ends a sentence somewhere, or is longer than a heading gets."""
    return bool(_SENTENCE.search(line)) or len(line) > TEXT_CHARS


def is_sign_off(line: str) -> bool:
    """Whether a line closes a document: an issuer, a date, a list of attachments, a distribution note."""
    return not is_text(line) and bool(DATE_LINE.match(line) or _FOOT.match(line) or is_organ(line))


def is_organ(line: str) -> bool:
    """Whether a line is nothing but the names of organs."""
    return bool(organs(line))


def organs(line: str) -> list[str]:
    """The organs that a line names side by side, if it is nothing but that; a remark that they sealed it is no name."""
    match = _ORGANS.match(line)
    return _BETWEEN_ORGANS.split(match["names"]) if match else []
