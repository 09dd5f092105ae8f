"""What a quantity counts: the noun phrase before it (网上实办率达到80%) or the noun behind its counter (5000家企业)."""

import re

from ingest.fields.quantity_units import load_units
from ingest.fields.target_classes import CLASSES
from ingest.records import Span

_BOUNDARY = re.compile(
    r"[，。；：、！？,;:!?\n]|且|并(?=[^购存列])|或者?(?!有)|(?<!自)由(?!于)|(?<!规模)(?<!限额)(?:以[上下内]|之内)的?|[（(][一二三四五六七八九十\d]{1,3}[）)]|^"
)
_LEAD = re.compile(
    r"(?:但是?|同时|[（(]?其中|每年|每月|每次|并?处|力争|确保|推动|推进|实现|全面|完成|支持|鼓励|引导|允许|针对|对于?|凡是?|如果?|若|为|由|将|把|按照?|给予|使|到|其|的|和|及|和|加大|新开工"
    r"|截[至止][^，。；]{0,8}[日月末底]|[^，。；]{0,4}年[底末]前?)"
)
_TRAIL = re.compile(
    r"(?:[“（(]|均|都|共|已|代表|签订|配备|给予|分别|安排|可?申领|每[人月年]|总计|共计|累计|合计|首次|应当?|须|需|可|分别|力争|控制|保持|稳定|压缩|压减|压简化|缩短|缩减|减少|降低|下降|降|提高|提升|增长|增加|扩大|扩展|"
    r"上升|达到|达|(?<!行)为|是|在|至|到|从|由|不|以|只|仅|平均|年均|同比|较.{0,6}年?前?|年满|满|有|的)$"
)
_WORD_BEHIND = re.compile(
    r"(?:的)?(?![一二两三四五六七八九十百千万与从在以由向对被])([^，。；：、！？“”（）(),;:\s的已可能在为达均被将进未方应纳实全\d]{2,12})"
)
_CLASS_BEHIND = re.compile(rf"[^，。；：、的“”（）(),;:\s\d和]{{0,8}}?(?:{CLASSES})")
_BOUND = re.compile(r"(?:不得|不应|不)(?:超过|高于|低于|少于)")
_NUMBER = re.compile(r"\d(?![\dA-Za-z])")
_MAX_CHARS = 24


def quantity_subject(clause: str, span: Span, unit: str | None) -> str | None:
    """The words that say what is counted, None where grammar does not tell."""
    ahead, behind = noun_ahead(clause, span.start), noun_behind(clause, span.end)
    counter = unit is not None and load_units().kinds.get(unit) == "counter"
    return behind or ahead if counter else ahead


def noun_ahead(clause: str, end: int) -> str | None:
    """The phrase that ends at `end`, without the verbs and frame words around it."""
    where = ahead_span(clause, end)
    return where.of(clause) if where else None


def ahead_span(clause: str, end: int) -> Span | None:
    """Where the phrase of `noun_ahead` stands."""
    begin = max(0, end - 2 * _MAX_CHARS)
    start = max((match.end() for match in _BOUNDARY.finditer(clause, begin, end)), default=begin)
    while (lead := _LEAD.match(clause, start, end)) and lead.end() <= end:
        start = lead.end()
    if bound := _BOUND.search(clause, start, end):
        end = bound.start()
    while start < end and (trail := _TRAIL.search(clause[start:end])):
        end = start + trail.start()
    return Span(start, end) if 2 <= end - start <= _MAX_CHARS and not _NUMBER.search(clause, start, end) else None


def noun_behind(clause: str, start: int) -> str | None:
    """The noun that follows at `start`, up to the next particle or mark."""
    if named := _CLASS_BEHIND.match(clause, start):
        return named[0]
    match = _WORD_BEHIND.match(clause, start)
    return match[1] if match else None
