"""What an answer says of one measure: the fact that is asked for first, then the sentence that it stands in.

A statement is a quote, or a template whose slots are quotes. The templates say what a quote can't: that a deadline has
passed, that a document is not in force any more, that something is reported as achieved rather than promised.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from index.analyzer.fold import fold
from ingest.fields.deadlines import DATE
from ingest.fields.jurisdiction import name_of
from ingest.records import Deadline, Fields, Nature, Span
from ingest.status import last_day
from service.answer.asked import Asked, Kind
from service.answer.details import Detail
from service.answer.evidence import Evidence
from service.answer.pieces import Piece
from service.answer.table_rows import header_of, labelled
from service.answer.years import is_undated, lacks_year

_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}(?:单位|部门|地区|区域)\s*[:：]\s*$")
_LONGEST_TITLE, _LONGEST_QUOTE = 60, 280  # so that one statement always fits into an answer
_LONGEST_LIST = 160  # characters between the first and the last of the units that are named together
_MARKS = "。；;，,、：: \n"
_LISTS = {"materials": "材料", "contacts": "联系方式"}
_LATEST = re.compile(r"最[晚迟]|全部|截止")
_STEM = re.compile(r"(?<=..)(?:省|市|区|县|旗|自治.+)$")  # what a name of a place may be said without
_PARTS = "，,；;。\n"  # the marks between parts of a sentence
_TO = re.compile(r"(?:至|到|[-—–~～])+")
_OF_A_NAME = re.compile(r"年?[度版]|[〕\]］]")  # 2025年度, 〔2025〕

_EACH_YEAR = re.compile(r"每年|次年")
# The year of a name: 申报2026年补贴项目, 根据《某市2026年专项资金管理办法》.
_YEAR_ALONE, _OF_YEAR = (
    re.compile(r"\s*(?:19|20)\d\d年\s*"),
    re.compile(r"(?:申报|申请|关于|印发|根据|按照?|依据|《[^》]*)$"),
)
# What happens in a window is limited by it, and not done by its end: 1月1日至12月31日期间新发生的贷款.
_LIMITS = re.compile(r"期间[^，。；、]{0,14}的")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the text of what a statement rests on."""

    evidence: Evidence
    span: Span
    piece: Piece


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the quotes that prove it."""

    text: str
    quotes: tuple[Quote, ...]


def statements(
    evidence: Evidence,
    asked: Asked,
    stated: Sequence[Detail],
    as_of: date,
    *,
    is_named: bool = False,
    is_placed: bool = False,
) -> list[Statement]:
    """What one measure answers, most wanted first.

    Args:
        evidence: of the measure.
        asked: which facts go first.
        stated: details that are asked for.
        as_of: the day on which a deadline has passed or not.
        is_named: whether each says which document it is of.
        is_placed: whether the first says which place it is for.
    """
    said = _statements(evidence, asked, stated, as_of)
    meta = evidence.document.meta
    if is_named:
        title = (meta.title or evidence.document.doc_id)[:_LONGEST_TITLE]
        return [Statement(f"《{title}》：{one.text}", one.quotes) for one in said]
    place = name_of(meta.jurisdiction) if meta.jurisdiction and is_placed else None
    if place and said and place not in said[0].text and _STEM.sub("", place) not in asked.text:
        said[0] = Statement(f"{place}：{said[0].text}", said[0].quotes)
    return said


def _statements(evidence: Evidence, asked: Asked, stated: Sequence[Detail], as_of: date) -> list[Statement]:
    best = evidence.pieces[0]
    is_latest = _LATEST.search(asked.text) is not None
    facts = {Kind.WHO: who(evidence, best), Kind.WHEN: when(evidence, best, as_of, is_latest=is_latest)}
    first = [facts[kind] for kind in asked.facts if kind in facts]
    first += [listed(evidence, best, detail) for detail in stated]
    told = _dated(evidence, best) if Kind.WHEN in asked.facts else best
    rows = [piece for piece in evidence.pieces if piece.row] if told.row else [told]
    return [statement for statement in (*first, *(quoted(evidence, one, as_of) for one in rows)) if statement]


def _dated(evidence: Evidence, best: Piece) -> Piece:
    """The sentence that holds the deadline told, where that is another one than the best: the only one of a measure."""
    found = deadline(evidence, best)
    holding = [piece for piece in evidence.pieces if found and piece.span.holds(found.span)]
    return holding[0] if holding else best


def quoted(evidence: Evidence, piece: Piece, as_of: date) -> Statement:
    """A sentence of the text, or a row of a table, with what has to be known of it in front."""
    if piece.row:
        quotes = [Quote(evidence, span, piece) for span in (piece.span, header_of(piece.row)) if span]
        said = labelled(evidence.text, piece)
        return Statement(f"{caveat(evidence, piece, as_of)}{said.rstrip(_MARKS)}。", tuple(quotes))
    span = _with_notes(evidence, piece)
    quote = span.of(evidence.text).strip(_MARKS)
    end = "……" if _is_cut(evidence.text, span) else "。"
    return Statement(f"{caveat(evidence, piece, as_of)}{quote}{end}", (Quote(evidence, span, piece),))


def _is_cut(text: str, span: Span) -> bool:
    """Whether a sentence goes on behind a stretch of it."""
    last = text[span.end - 1 : span.end]
    return last in ("，", "、") or (last.isalnum() and text[span.end : span.end + 1].isalnum())


def _with_notes(evidence: Evidence, piece: Piece) -> Span:
    """A sentence with the brackets right behind it that say until when and who; two sentences are long enough."""
    text, end = evidence.text, piece.span.end
    if "。" in text[piece.span.start : end - 1]:
        return piece.span
    if piece.note and piece.note.start == end:
        end = piece.note.end
    tail = Span(evidence.measure.text_span.end, evidence.measure.span.end)
    is_cells = "\t" in tail.of(text)  # of the row of a table
    if not text[end : tail.start].strip() and tail.end - tail.start <= _LONGEST_LIST and not is_cells:
        end = max(end, tail.end)
    end = piece.span.start + len(text[piece.span.start : end].rstrip())
    return Span(piece.span.start, end) if end - piece.span.start <= _LONGEST_QUOTE else piece.span


def who(evidence: Evidence, piece: Piece) -> Statement | None:
    """Who is responsible, as 牵头单位：市法院 says it; None where no unit is named."""
    of_clause = piece.clause.fields if piece.clause else Fields()
    named = [*_named(of_clause)] or [*_named(evidence.measure.fields)]
    if not named:
        return None
    spans = [span for _, _, span in named]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    if whole.end - whole.start > _LONGEST_LIST:
        named, whole = named[:1], spans[0]
    label = _LABEL.search(evidence.text, max(evidence.measure.span.start, whole.start - 12), whole.start)
    span = Span(label.start(), whole.end) if label else whole
    roles = dict.fromkeys(role for role, _, _ in named)
    said = "；".join(f"{role}：{'、'.join(name for other, name, _ in named if other == role)}" for role in roles)
    return Statement(f"{said}。", (Quote(evidence, span, piece),))


def when(evidence: Evidence, piece: Piece, as_of: date, *, is_latest: bool = False) -> Statement | None:
    """Until when, and whether that has passed; None where no date is stated."""
    found = deadline(evidence, piece, is_latest=is_latest)
    if found:
        progress = _progress(found, evidence, as_of)
        said = f"{found.text}（{progress}）。" if progress else f"{found.text}。"
        return Statement(said, (Quote(evidence, found.span, piece),))
    dates = [span for span in _dates(evidence.text, piece.span) if _bounds(evidence, span)]
    stated = _most_asked(evidence, dates, lambda span: span)
    return Statement(f"{stated.of(evidence.text)}。", (Quote(evidence, stated, piece),)) if stated else None


def listed(evidence: Evidence, piece: Piece, detail: Detail) -> Statement | None:
    """What the measure lists of a detail, as 材料：A；B says it; None where the sentence holds it, of papers all."""
    notes = evidence.listed(detail)
    enough = all if detail.field == "materials" else any
    if not notes or enough(piece.span.holds(note.span) for note in notes):
        return None
    fitting = [note for note in notes if note.span.end - notes[0].span.start <= _LONGEST_QUOTE] or [notes[0]]
    more = f"等{len(notes)}项，其余见原文" if len(fitting) < len(notes) else ""
    span = Span(fitting[0].span.start, min(fitting[-1].span.end, fitting[0].span.start + _LONGEST_QUOTE))
    said = "；".join(note.span.of(evidence.text).strip(_MARKS) for note in fitting)
    return Statement(f"{_LISTS[detail.field]}：{said}{more}。", (Quote(evidence, span, piece),))


def is_dated(evidence: Evidence) -> bool:
    """Whether the best sentence, or what governs it, says when."""
    best = evidence.pieces[0]
    return bool(deadline(evidence, best)) or any(_bounds(evidence, one) for one in _dates(evidence.text, best.span))


def deadline(evidence: Evidence, piece: Piece, *, is_latest: bool = False) -> Deadline | None:
    """The deadline inside of a sentence, else the one of its clause, else the only one of its measure.

    Of several in a sentence the one that is asked for, or the last where `is_latest`.
    """
    of_clause = [one for one in (piece.clause.fields.deadlines if piece.clause else ()) if _bounds(evidence, one.span)]
    of_measure = [one for one in evidence.measure.fields.deadlines if _bounds(evidence, one.span)]
    inside = [one for one in dict.fromkeys([*of_clause, *of_measure]) if piece.span.holds(one.span)]
    alone = of_measure if len(of_measure) == 1 else []
    if is_latest and (dated := [one for one in inside if one.date]):
        return max(dated, key=lambda one: one.date or "")
    return _most_asked(evidence, inside, lambda one: one.span) or next(iter([*of_clause, *alone]), None)


def _bounds(evidence: Evidence, span: Span) -> bool:
    """Whether something is done by a date: not where it says how long the text holds, or for what a promise is."""
    is_validity = any(span.meets(one) for one in evidence.validity)
    return not is_validity and not _LIMITS.match(evidence.text, span.end)


def _most_asked(evidence: Evidence, found: Sequence[T], span_of: Callable[[T], Span]) -> T | None:
    """What stands beside most words of the question: of 第一批3月，第二批8月 the date of the batch asked for."""
    why = evidence.candidate.hit.why
    assert why

    def worded(one: T) -> float:
        span = span_of(one)
        start = max(evidence.text.rfind(mark, 0, span.start) for mark in _PARTS)
        ends = [at for mark in _PARTS if (at := evidence.text.find(mark, span.end)) >= 0]
        part = fold(evidence.text[start + 1 : min(ends, default=len(evidence.text))]).text
        return sum(value for term, value in why.terms.items() if term in part)

    return max(found, key=worded, default=None)


def caveat(evidence: Evidence, piece: Piece, as_of: date) -> str:
    """What has to be known before a quote is read; empty where the quote says all."""
    meta, status = evidence.document.meta, evidence.candidate.hit.document.status
    match status:
        case "expired":
            return f"（所在文件有效期至{_chinese(meta.valid_until)}，现已到期）"
        case "superseded":
            return "（所在文件已被后来的文件取代）"
        case "withdrawn":
            return "（所在文件已撤回）"
        case "not_yet":
            return f"（所在文件自{_chinese(meta.valid_from)}起施行，尚未生效）"
    if _nature(evidence, piece) is Nature.RESULT:
        return (
            f"（{_chinese(meta.published or meta.written)}公布的已有成效）"
            if meta.published or meta.written
            else "（已有成效）"
        )
    if is_undated(evidence.text, piece, meta, as_of.year):
        return f"（{_chinese(meta.published or meta.written)}公布）"
    return ""


def has_ended(document_status: str) -> bool:
    """Whether what a document says is not in force any more."""
    return document_status in ("expired", "superseded", "withdrawn")


def _nature(evidence: Evidence, piece: Piece) -> Nature:
    return piece.clause.nature if piece.clause else evidence.measure.nature


def _named(fields: Fields) -> Iterator[tuple[str, str, Span]]:
    """Units and areas with their roles."""
    yield from ((f"{unit.role}单位", unit.name, unit.span) for unit in fields.units)
    yield from (("责任地区", area.name, area.span) for area in fields.areas)


def _progress(found: Deadline, evidence: Evidence, as_of: date) -> str:
    """What the day makes of a deadline; empty for one that comes each year."""
    if found.ongoing and not has_ended(evidence.candidate.hit.document.status):
        return "持续推进"
    if found.date is None and _EACH_YEAR.search(found.text):
        return ""
    if found.date is None:
        return "所在文件已失效" if found.ongoing else "原文未写明年份"
    left = (last_day(found.date) - as_of).days
    of_year = f"{found.date[:4]}年，" if lacks_year(found.text) else ""
    return f"{of_year}截至{as_of.isoformat()}" + ("已过" if left < 0 else f"还有{left}天")


def _dates(text: str, span: Span) -> Iterator[Span]:
    """Dates of a sentence, the two ends of a range as one."""
    last = None
    for found in DATE.finditer(text, span.start, span.end):
        is_year = _YEAR_ALONE.fullmatch(found[0]) and _OF_YEAR.search(text, span.start, found.start())
        if len(found[0].strip()) <= 2 or is_year or _OF_A_NAME.match(text, found.end()):
            continue
        if last and _TO.fullmatch(text, last.end, found.start()):
            last = Span(last.start, found.end())
            continue
        if last:
            yield last
        last = Span(*found.span())
    if last:
        yield last


def _chinese(day: str | None) -> str:
    """2026-01-19 as 2026年1月19日, cut where the day is."""
    parts = (day or "").split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part)


def distinct(found: Sequence[Statement]) -> list[Statement]:
    """Statements without those that say the same again."""
    return list({statement.text: statement for statement in reversed(found)}.values())[::-1]
