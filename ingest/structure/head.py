"""What the head and foot of a text state about it: title, issuer, 文号, dates, kind, validity.

Each value is read only where a line states it, and keeps the span of that statement. What nothing states stays empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from ingest.fields.jurisdiction import find_jurisdiction
from ingest.fields.kinds_of_text import KINDS_OF_TEXT
from ingest.records import Kind, Metadata, Span
from ingest.structure.blocks import Block
from ingest.structure.lines import BYLINE, DATE_LINE, DOC_NO_LINE, is_organ, is_text, organs
from ingest.structure.numbering import marker_of
from ingest.structure.validity import DATE, day_of, named_date, stated_validity, validity_since_issue

HEAD_LINES = 12  # paragraphs at either end that can be head or foot
DATELINE_CHARS = 30  # a press text names its place this early

# What explains other texts: 政策解读, 热点问答, 百问百答, 一图读懂
_EXPLAINS = (
    r"解读|图解|一图(?:读懂|看懂)|问答|解答|答记者问|[\d一二三四五六七八九十百]+问(?:[\d一二三四五六七八九十百]+答)?"
    r"|明白[卡纸]|手册|汇编|须知"
)
_TITLE_END = re.compile(
    r"(?:方案|计划|规划|要点|纲要|通知|公告|通告|意见|措施|政策|决定|批复|函|条例|办法|规定|细则|规则|规程|准则|法|报告|总结|清单|指南|指引"
    rf"|预案|通报|公示|做法|纪要|目录|标准|发布会|实录|访谈|{_EXPLAINS})(?:[（(][^）)]*[)）]|[一二三四五六七八九十])*[》”]?$"
)
# A title that opens with what it is goes on as it likes: 政策解读｜…, 【一图读懂】…啦！
_TITLE_START = re.compile(
    r"(?:一图(?:读懂|看懂)|图解)(?!.{0,2}$)|(?:政策|文件|权威)?(?:解读|问答)\s?[|｜丨]"
    r"|[【\[](?:一图(?:读懂|看懂)|图解|(?:政策|文件|权威)?(?:解读|问答))[】\]](?!.{0,2}$)"
)
_SYMBOL = r"[\s\u2190-\u23ff\u2500-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]*"  # pictures around the words of a card
_WORDS = re.compile(rf"{_SYMBOL}(?P<words>.*?){_SYMBOL}$", re.DOTALL)
_LABELLED = re.compile(r"(?:(?:文件|信息)?标\s*题|(?:文件|信息)?名\s*称)\s*[:：]\s*(?P<title>[^\t\n]*\S)")
_BREADCRUMB = re.compile(r"[>＞»]|当前位置")
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.PLAN, "方案|计划|规划|要点|纲要|预案|行动"),
    (Kind.REGULATION, "条例|办法|规定|细则|规则|规程|准则|法典|法|解释"),
    (Kind.REPORT, "报告|年报|总结|汇报"),
    (Kind.PRESS, "发布会|做法|报道|实录|访谈"),
    (Kind.NOTICE, f"通知|公告|通告|通报|公示|意见|措施|政策|决定|批复|函|清单|指南|指引|{_EXPLAINS}"),
)
_KIND_END = re.compile(
    "|".join(f"(?P<{kind.value}>{words})" for kind, words in _KINDS).join(
        ("(?:", r")(?:[（(][^）)]*[)）]|[一二三四五六七八九十])*$")
    )
)
_SUMS_UP = re.compile(r"总结(?:[及和暨与、]|以及)")  # 2025年工作总结及2026年工作计划
_FORWARDED = re.compile(r"(?:印发|转发|公布|发布|批转)(?P<title>.+?)的(?:通知|公告|通告|决定)$")
_ARTICLE = re.compile(r"\s+第[一二三四五六七八九十百千零〇]+条.*$")
# （2025年6月26日某市第六届人民代表大会常务委员会第三十三次会议通过）
_TERM = r"(?:第?[一二三四五六七八九十\d]{1,4}届)?"
_ADOPTED = re.compile(
    rf"[（(]\s*{DATE}经?(?P<place>[\u4e00-\u9fff]{{0,12}}?){_TERM}"
    r"(?P<organ>(?:全国)?人民代表大会(?:常务委员会)?|人大(?:常委会)?|国务院|(?:人民)?政府)"
    rf"{_TERM}第?[一二三四五六七八九十百\d]{{1,6}}次(?:常务|全体)?会议[^）)\s]{{0,6}}?(?:通过|修订)"
)
_ISSUED = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff、 ]{3,40}?(?:政府|委员会|办公室|办公厅|局|厅|部|委|院|会|中心|组))关于"
)
_LATER_DATE, _LAST_DATE = named_date("b_"), named_date("c_")
# A day that says only 时间 is one of publishing where the line goes on as those of web pages do.
_PUBLISHED = re.compile(
    rf"(?:发布|发表|公布|发文)(?:时间|日期)\s*[:：]?\s*{DATE}"
    rf"|(?:来源|编辑).*?\s(?:(?:时间|日期)\s*[:：]\s*)?{_LATER_DATE}"
    rf"|^(?:时间|日期)\s*[:：]\s*{_LAST_DATE}(?=.*(?:来源|作者|编辑|点击|浏览|阅读|访问|字[号体]))"
)
_WRITTEN = re.compile(rf"成文(?:时间|日期)\s*[:：]?\s*{DATE}")
_POSTED = re.compile(DATE)
# A body of government, or its site; what a newspaper prints may be of anywhere.
_OFFICE = re.compile(
    r"(?!.*(?:报社|日报|晚报|电视台|传媒))[\u4e00-\u9fff]{2,30}"
    r"(?:政府|委员会|办公室|办公厅|法院|检察院|人大(?:常委会)?|政协|[局厅委办])(?:(?:门户)?网站|官网)?$"
)
_SOURCE = re.compile(r"(?:信息)?来源\s*[:：]\s*(?P<source>[^\s:：]+)")
_NUMBER = r"[\u4e00-\u9fff]{2,12}\s*[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*第?\d+\s*号"
_DOC_NO = re.compile(rf"文号\s*[:：]\s*(?P<no>{_NUMBER})|(?<=\s)(?P<bare>{_NUMBER})(?!\S)")
# The lines of a guide to a service: 事项名称：公共场所卫生许可, 实施主体：某区行政审批服务局
_SERVICE = re.compile(r"(?:办理|服务)?事项名称\s*[:：\t]\s*(?P<value>[^\t]+)")
_SERVED_BY = re.compile(r"(?:实施|办理|受理|承办)(?:主体|机关|机构|部门)\s*[:：\t]\s*(?P<value>[^\t]+)")
_EXPLAINED = re.compile(
    rf"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》.{{0,6}}(?:{_EXPLAINS})|(?:解读|读懂|看懂|图解).{{0,3}}《(?P<later>[^《》]+)》"
)
# Where the title of such a text names none: 近日印发了《某市实施办法》, or the name is a line of its own.
_INTRODUCED = re.compile(
    r"(?:印发|出台|发布|公布|制定|修订)了?《(?P<title>[^《》\n]{4,60})》|^[^\w《\n]*《(?P<later>[^《》\n]{4,60})》\W*$",
    re.M,
)
_BARE_NAME = re.compile(rf"[^《》]*(?:{KINDS_OF_TEXT})(?=(?:[（(][^）)]*[)）])*$)")
_RANGE = re.compile(r"(?P<first>20\d\d)年?\s*[—–~～至-]+\s*(?P<last>20\d\d)")
_YEAR = re.compile(r"(?P<year>20\d\d)年(?!版|修订|度?报告)")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    value: str
    span: Span
    inferred: bool = False


def read_head(text: str, blocks: Sequence[Block], known: Metadata) -> Metadata:
    """Complete what is known of a document by what its text states; what was known is never replaced."""
    found = [*(_title(blocks) or _service(blocks)), *_lines(blocks), *_foot(blocks), *_adopted(blocks)]
    title = next((part for part in found if part.name == "title"), None)
    subject = _subject(known.title or (title.value if title else ""), text)
    found += [_Found(*stated) for stated in stated_validity(text, subject)]
    if known.title is None and title:
        found += _issuer_in(title, text)
    meta = _completed(known, found)
    inferred = _concluded(meta, text)
    return replace(meta, **inferred, inferred=meta.inferred | set(inferred)) if inferred else meta


def kind_of(title: str) -> Kind | None:
    """The kind a title names; a notice that puts a plan into force is a plan, what explains a text is a notice."""
    if _TITLE_START.match(title):
        return Kind.NOTICE
    forwarded = _FORWARDED.search(title)
    match = _KIND_END.search(_ARTICLE.sub("", forwarded["title"] if forwarded else title).strip("《》〈〉“” "))
    kind = Kind(match.lastgroup) if match and match.lastgroup else None
    return Kind.REPORT if kind is Kind.PLAN and _SUMS_UP.search(title) else kind


def _completed(known: Metadata, found: Sequence[_Found]) -> Metadata:
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    inferred: set[str] = set()
    for part in found:
        if getattr(known, part.name) is None and part.name not in values:
            values[part.name], spans[part.name] = part.value, part.span
            inferred |= {part.name} if part.inferred else set()
    return replace(known, **values, spans={**known.spans, **spans}, inferred=known.inferred | inferred)


def _concluded(meta: Metadata, text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if meta.kind is None and meta.title and (kind := kind_of(meta.title)):
        values["kind"] = kind
    if meta.jurisdiction is None:
        office = meta.source if meta.source and _OFFICE.match(meta.source) else ""
        places = [meta.issuer or "", meta.title or "", office, text[:DATELINE_CHARS].partition("来源")[0]]
        if code := next((code for place in places if place and (code := find_jurisdiction(place))), None):
            values["jurisdiction"] = code
    if meta.valid_until is None and meta.valid_from is None and meta.title:
        kind = values.get("kind", meta.kind)
        if match := _RANGE.search(meta.title):
            values |= {"valid_from": match["first"], "valid_until": match["last"]}
        elif kind is Kind.PLAN and (match := _YEAR.search(meta.title)):
            values |= {"valid_from": match["year"], "valid_until": match["year"]}
    if meta.valid_from is None and "valid_from" not in values:
        values |= validity_since_issue(text, meta)
    return values


def _title(blocks: Sequence[Block]) -> list[_Found]:
    head: list[Block] = []
    for block in map(_worded, blocks[:HEAD_LINES]):
        reads_on = is_text(block.text) and not _TITLE_START.match(block.text)
        if marker_of(block) or (reads_on and head):
            break
        if not reads_on:
            head.append(block)
    named = [block for block in head if _can_be_title(block.text)]
    chosen = next((one for one in named if _TITLE_END.search(one.text) or _TITLE_START.match(one.text)), None)
    if chosen is None:
        return []
    above = head[head.index(chosen) - 1] if head.index(chosen) else None
    if above and (chosen.text.startswith("关于") or "关于" in above.text) and (is_organ(above.text) or above in named):
        return [_Found("title", above.text + chosen.text, Span(above.span.start, chosen.span.end))]
    return [_Found("title", chosen.text, chosen.span)]


def _worded(block: Block) -> Block:
    """A paragraph without 标题：before it or the pictures around its words, unless it is nothing but pictures."""
    labelled = _LABELLED.match(block.text)
    if labelled:
        return Block(_inside(block, labelled.span("title")), labelled["title"])
    words = _WORDS.match(block.text)
    if not (words and words["words"]):
        return block
    return Block(_inside(block, words.span("words")), words["words"])


def _service(blocks: Sequence[Block]) -> list[_Found]:
    """What a guide to a service says of itself in its first table."""
    found: list[_Found] = []
    for block in blocks[: 2 * HEAD_LINES]:
        match = (_SERVED_BY if found else _SERVICE).match(block.text)
        if match:
            found.append(_Found("issuer" if found else "title", match["value"], _inside(block, match.span("value"))))
        if len(found) == 2:
            break
    return [*found, _Found("kind", Kind.NOTICE, found[0].span, inferred=True)] if found else []


def _can_be_title(line: str) -> bool:
    furniture = BYLINE.match(line) or DATE_LINE.match(line) or DOC_NO_LINE.match(line) or _BREADCRUMB.search(line)
    return len(line) >= 5 and line[-1] not in "：:" and not furniture and not is_organ(line)


def _issuer_in(title: _Found, text: str) -> Iterator[_Found]:
    if match := _ISSUED.match(title.value):
        start = text.find(match["issuer"], title.span.start, title.span.end)
        if start >= 0:
            yield _Found("issuer", match["issuer"], Span(start, start + len(match["issuer"])))


def _lines(blocks: Sequence[Block]) -> Iterator[_Found]:
    for block in blocks[:HEAD_LINES]:
        if is_text(block.text):
            continue
        if DOC_NO_LINE.match(block.text):
            yield _Found("doc_no", block.text, block.span)
        if BYLINE.match(block.text):
            yield from _byline(block)


def _byline(block: Block) -> Iterator[_Found]:
    if match := _PUBLISHED.search(block.text):
        yield from _dated("published", match, block.span, "", "b_", "c_")
    if match := _WRITTEN.search(block.text):
        yield from _dated("written", match, block.span)
    account = BYLINE.match(block.text)
    if account and account["account"] and (match := _POSTED.match(block.text, account.start("posted"))):
        yield from _dated("published", match, block.span)
        yield _Found("source", account["account"], _inside(block, account.span("account")))
    if match := _SOURCE.search(block.text):
        yield _Found("source", match["source"], _inside(block, match.span("source")))
    if match := _DOC_NO.search(block.text):
        group = "no" if match["no"] else "bare"
        yield _Found("doc_no", match[group], _inside(block, match.span(group)))


def _foot(blocks: Sequence[Block]) -> Iterator[_Found]:
    """Issuers and date that sign the text, at its end or under the notice that opens it."""
    for index, block in enumerate(blocks):
        match = DATE_LINE.match(block.text)
        if not match:
            continue
        signers = list(takewhile(lambda above: is_organ(above.text), reversed(blocks[:index])))[::-1]
        if signers:
            name = "、".join(name for signer in signers for name in organs(signer.text))
            yield _Found("issuer", name, Span(signers[0].span.start, signers[-1].span.end))
            yield from _dated("written", match, block.span)
            return


def _adopted(blocks: Sequence[Block]) -> Iterator[_Found]:
    """Who adopted a law, without the term of an assembly."""
    for block in blocks[:HEAD_LINES]:
        if match := _ADOPTED.match(block.text):
            name = match["place"] + match["organ"]
            yield _Found("issuer", name, _inside(block, (match.start("place"), match.end("organ"))))


def _subject(title: str, text: str) -> str | None:
    """The name, without remarks in brackets, of the text that a title explains or puts into force."""
    named = _EXPLAINED.search(title)
    if named is None and (re.search(_EXPLAINS, title) or kind_of(title) is Kind.PRESS):
        named = _INTRODUCED.search(text)
    forwarded = _FORWARDED.search(title)
    name = (named["title"] or named["later"]) if named else forwarded["title"] if forwarded else ""
    bare = _BARE_NAME.match(name.strip("《》“” "))
    return bare[0] if bare else None


def _dated(name: str, match: re.Match[str], span: Span, *prefixes: str) -> Iterator[_Found]:
    day = day_of(match, *prefixes)
    if day:
        yield _Found(name, day.isoformat(), span)


def _inside(block: Block, span: tuple[int, int]) -> Span:
    return Span(block.span.start + span[0], block.span.start + span[1])
