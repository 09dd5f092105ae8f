"""What an applicant hands in, where and how one applies, and whom to ask.

Precision comes first: only wordings that leave no doubt count.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.fields.cells import split_cells
from ingest.records import Note, Span

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")

# -- materials

_ENUMERATOR = r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}是)"
_MATERIAL_LIST = re.compile(
    r"(?:(?:申请|申报|办理|提交|提供|所需|报送)的?(?:材料|资料|要件)|(?:以下|下列)(?:申请|申报|证明)?(?:材料|资料|文件|要件|证件))"
    r"(?:清单|目录)?(?:[（(][^（()）\n]{1,30}[)）])?(?:如下|包括|为)?[:：]"
    rf"(?P<list>[^。\n]{{0,400}}。?(?:\n[ \t\u3000\xa0]{{0,8}}{_ENUMERATOR}[^\n]{{1,120}}){{0,30}})"
)
_MATERIAL_HEADING = re.compile(
    r"(?:(?:申请|申报|办理|提交|提供|所需|报送|认定|兑现)的?|^)(?:材料|资料|要件)(?:清单|目录|要求|及要求)?$"
)
_MATERIAL_COLUMN = re.compile(r"(?:申请|申报|提交|所需)?(?:材料|资料|要件)(?:名称)?")
_LINE = re.compile(r"[^\n]+")
_NUMBERED_ITEM = re.compile(rf"(?:(?<=[。；;：:\n])|\A)\s*{_ENUMERATOR}[^。；;\n]+")
_DUTY = re.compile(
    r"(?<![无不免未毋勿])(?<![无不免未毋勿][再另])(?:(?:只需|仅需|只须|仅须|需要?|须|应当?)(?:一并|同时)?(?:提供|提交|携带|上传|出示)|凭)"
    r"(?!的|以下|下列)(?P<list>[^，,。；;：:！!？?\n]{2,80})"
)
_OF_AN_APPLICATION = re.compile("申请|申报|办理|领取|参加|报名|登记|审批|审核|许可|备案|即可")
_LIST_ENDS = re.compile("即可|就可|便可|方可|进行|办理|申请(?![书表材人])|参加|领取|向|后")
_LIST_ITEM = re.compile("(?:《[^》]{0,100}》|[^、《])+")
_LINE_ITEM = re.compile(r"[^；;。\n]+")
_BEFORE_ITEM = re.compile(rf"\s*(?:{_ENUMERATOR}|以及|及|和|或)?\s*")
_BEHIND_ITEM = re.compile(r"(?:等(?:相关|有关|证明|申请)*(?:材料|资料|文件)?)?[。\s]*$")
_UNNAMED = re.compile("(?:其他|其它|有关|相关|上述|前述|本)")
_PAPER = re.compile(
    "(?:书|表|证|证明|证件|执照|报告|材料|资料|合同|协议|发票|复印件|原件|票据|凭证|批文|批复|介绍信|章程|照片|决议|流水|图纸|》)$"
)

# -- ways

_CHANNEL = (
    "平台|系统|网站|官网|政务网|服务网|APP|App|app|小程序|公众号|客户端|门户|网厅|电子税务局|"
    "窗口|专窗|专区|大厅|服务中心|服务站|自助终端|一体机"
)
_ACT = "申请|申报|办理|查询|提交|预约|领取|报名|填报|缴纳|缴费|咨询"
# 办理率, 申请材料 and 申报系统 are things, not acts.
_NO_THING = (
    "(?![率量数件人者单书表向]|[”’]?专栏|材料|流程|时限|时间|进度|条件|事项|系统|功能|平台|窗口|模块|模式|渠道|环节|"
    "服务|程度|效率|制度|便利|业务|网点|场所|结果)"
)
_THROUGH = re.compile(
    rf"(?:通过|登录|登陆|进入|访问|关注|前往|到|在)[^，,。；;：:！!？?\n]{{1,30}}?(?:{_CHANNEL})[”’」]?"
    rf"(?P<between>[^，,。；;：:！!？?\n]{{0,10}}?)(?:{_ACT}){_NO_THING}"
)
_AT_ONCE = re.compile(rf"(?:网上|线上|在线|线下|现场|掌上|电话|自助)(?:提出|一口|直接)?(?:{_ACT}){_NO_THING}")
_SITE = re.compile(r"(?:网址|网站|链接)(?:为|是)?[:：]?\s?(?:https?://|www\.)[\w./?=&%#~:+-]{3,200}", re.ASCII)
# What an office builds or reports is no way for an applicant.
_OF_OFFICES = re.compile(
    "建设|完善|推进|优化|升级|搭建|开发|打造|推动|推广|探索|进驻|延伸|下放|上线|公示|发布|归集|开展"
)

# -- contacts

_NUMBER_ENDS = r"(?=[，,、/。；;（()）”’\s]|$)"
_LAND_LINE = r"[（(]?0\d{2,3}[）)]?[-—－ ]?[2-9]\d{6,7}(?:[-—－转]\d{1,6})?"
_FULL_NUMBER = rf"(?:{_LAND_LINE}|1[3-9]\d{{9}}|400[-—－ ]?\d{{3,4}}[-—－ ]?\d{{3,4}})(?!\d)"
_SHORT_NUMBER = rf"(?:[2-9]\d{{6,7}}|1[0-2]\d{{3}}|9[56]\d{{3,4}}|1[12]\d(?={_NUMBER_ENDS}|报警|急救|火警))(?!\d)"
_PHONE = rf"(?:{_FULL_NUMBER}|{_SHORT_NUMBER})"
# Who answers, where a number has no label: 县公安局治安大队0572-5123910, 市农牧局畜牧科⇥巴特尔⇥0476-8331205
_GAP = "[\t \u3000]"
_OFFICE = (
    r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff]{2,10}[:：]\s?)?"
    r"[\u4e00-\u9fff、]{2,24}(?:[局委办处科股室部厅站所院]|中心|大队|支队|窗口|公司)(?:[（(][^（()）\n]{1,20}[)）])?"
)
# 联系人 goes on with other words too: 联系人信息, 联系人及电话
_NAME = r"(?!及|和|或|与|的|名单|姓名|信息|制度|应当|员|方式)[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
_CONTACTS = (
    re.compile(
        r"(?:(?:政策|业务|技术|咨询|联系|服务|投诉|监督|举报|办公|受理){0,3}(?:电话|热线|专线|联系方式|手机)|拨打)"
        rf"[^\d、，,。；;\n]{{0,12}}?{_PHONE}(?:[、，,/；;]\s?{_PHONE})*(?:[”’]?[\u4e00-\u9fff]{{0,8}}?(?:热线|专线))?"
    ),
    re.compile(r"(?<!\d)(?:1[0-2]\d{3}|9[56]\d{3,4})(?!\d)[”’]?[\u4e00-\u9fff]{0,8}?(?:热线|专线)"),
    re.compile(rf"{_OFFICE}(?:[:：]?{_PHONE}|[:：，,]?{_GAP}{{0,2}}{_FULL_NUMBER})(?:[、/]{_PHONE})*{_NUMBER_ENDS}"),
    re.compile(
        rf"{_OFFICE}(?:[:：]|{_GAP})[^:：，,。；;\n]{{2,40}}?{_GAP}\W{{0,4}}{_FULL_NUMBER}(?:[、/]{_PHONE})*{_NUMBER_ENDS}"
    ),
    re.compile(r"(?<![\d-])0\d{2,3}[-—－][2-9]\d{6,7}(?![\d-])"),
    re.compile(
        r"(?:(?:电子)?邮箱[:：]?\s?|电子邮件[:：]?\s?)?(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}",
        re.A,
    ),
    re.compile(r"联系人[:：]\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])(?:、[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]))*"),
    re.compile(rf"联系人(?:[:：]|为|是)?\s?{_NAME}(?:、{_NAME})*\s{{0,2}}{_PHONE}"),
    re.compile(
        rf"联系人(?:为|是)?{_NAME}(?:、{_NAME})*(?=[，,、\s（(]{{1,2}}(?:联系|咨询|办公)?(?:电话|手机|{_PHONE}))"
    ),
    re.compile(
        r"(?:办公|办理|受理|联系|通讯|邮寄|现场)?(?:地址|地点)[:：]\s?[^，,。；;：:\n]{4,60}?"
        r"(?=\s+[\u4e00-\u9fff]{2,8}[:：]|(?:(?:联系|咨询)?电话|联系人|邮编|邮箱|传真)[:：]|[，,。；;：:\n]|$)"
    ),
)


def find_materials(text: str, span: Span, heading: str = "") -> tuple[Note, ...]:
    """Papers that an applicant hands in, one note each.

    From lists behind a label (申请材料：A、B) or under a heading that is one, from the column 材料名称 of a table, and
    from duties of an application (只需提供《A》即可参加). 无需提供 makes no material, nor does 提供 of anything that is
    not a paper.
    """
    return _apart([*_listed(text, span), *_required(text, span), *_under(text, span, heading), *_tabled(text, span)])


def find_applications(text: str, span: Span) -> tuple[Note, ...]:
    """Ways to apply, ask or look up, such as 通过…平台申请, 到…窗口办理, 网上申报 or the address of a site."""
    return _apart(
        _note(text, found.start(), found.end())
        for pattern in (_THROUGH, _AT_ONCE, _SITE)
        for found in pattern.finditer(text, span.start, span.end)
        if not _is_of_offices(text, found, span)
    )


def find_contacts(text: str, span: Span) -> tuple[Note, ...]:
    """Telephones, hotlines, mail addresses, persons and offices to ask, each with its label."""
    return _apart(
        _note(text, found.start(), found.end())
        for pattern in _CONTACTS
        for found in pattern.finditer(text, span.start, span.end)
    )


def _listed(text: str, span: Span) -> Iterator[Note]:
    for found in _MATERIAL_LIST.finditer(text, span.start, span.end):
        lines = "\n" in found["list"] or "；" in found["list"] or ";" in found["list"]
        yield from _items(text, found.start("list"), found.end("list"), _LINE_ITEM if lines else _LIST_ITEM)


def _under(text: str, span: Span, heading: str) -> Iterator[Note]:
    if _MATERIAL_HEADING.search(heading):
        for item in _NUMBERED_ITEM.finditer(text, span.start, span.end):
            yield from _items(text, item.start(), item.end(), _LINE_ITEM)


def _tabled(text: str, span: Span) -> Iterator[Note]:
    """The cells below 材料名称 in a table that was pasted with tabs."""
    column = -1
    for line in _LINE.finditer(text, span.start, span.end):
        cells = split_cells(text, Span(*line.span()))
        named = [place for place, cell in enumerate(cells) if _MATERIAL_COLUMN.fullmatch(cell.of(text))]
        if len(cells) < 2:
            column = -1
        elif named:
            column = named[0]
        elif 0 <= column < len(cells):
            yield from _items(text, cells[column].start, cells[column].end, _LINE_ITEM)


def _required(text: str, span: Span) -> Iterator[Note]:
    for sentence in _SENTENCE.finditer(text, span.start, span.end):
        if not _OF_AN_APPLICATION.search(sentence[0]):
            continue
        for duty in _DUTY.finditer(text, sentence.start(), sentence.end()):
            end = _LIST_ENDS.search(text, duty.start("list"), duty.end())
            items = _items(text, duty.start("list"), end.start() if end else duty.end(), _LIST_ITEM)
            yield from (item for item in items if _PAPER.search(item.text))


def _items(text: str, start: int, end: int, item: re.Pattern[str]) -> Iterator[Note]:
    for found in item.finditer(text, start, end):
        before = _BEFORE_ITEM.match(text, found.start(), found.end())
        behind = _BEHIND_ITEM.search(text, found.start(), found.end())
        first = before.end() if before else found.start()
        last = behind.start() if behind else found.end()
        if 2 <= last - first <= 80 and not _UNNAMED.match(text, first):
            yield _note(text, first, last)


def _is_of_offices(text: str, found: re.Match[str], span: Span) -> bool:
    """Whether the clause up to the act speaks of what offices do with the channel."""
    between = found.groupdict().get("between") or ""
    before = re.split(r"[，,。；;：:、！!？?\n]", text[max(span.start, found.start() - 30) : found.start()])[-1]
    return _OF_OFFICES.search(before) is not None or _OF_OFFICES.search(between) is not None


def _note(text: str, start: int, end: int) -> Note:
    return Note(Span(start, end), text[start:end])


def _apart(notes: Iterable[Note]) -> tuple[Note, ...]:
    """In text order; of notes that overlap, the first and longest."""
    kept: list[Note] = []
    for note in sorted(notes, key=lambda note: (note.span.start, -note.span.end)):
        if not kept or kept[-1].span.end <= note.span.start:
            kept.append(note)
    return tuple(kept)
