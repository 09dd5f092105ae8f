"""Conditions of a clause: what limits whom and what its promise applies to, as trees of tests and restrictions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.fields.condition_lists import find_condition_lists
from ingest.fields.condition_trees import all_of, any_of, class_tests, shifted
from ingest.fields.exclusions import find_exclusions
from ingest.fields.quantities import find_quantities
from ingest.fields.quantity_tests import continues, quantity_tests
from ingest.fields.restrictions import find_restrictions, find_unread_attributes
from ingest.fields.target_classes import CLASSES
from ingest.records import Comparator, Condition, Nature, Quantity, Restriction, Span, Test

_SEGMENT = re.compile(r"[^，。；！？,;!?\n]+")
_PART = re.compile(r"[^，。；！？,;!?\s][^，。；！？,;!?\n]+")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_LEAD = re.compile(r"(?:但是?|其中)?(?:对于?|针对|凡是?|如果|如(?!下|何|期|实)|若|面向)")
_CLASS_LEAD = re.compile(r"(?:对于?|针对|凡是?|支持|鼓励|面向|引导)")
_HEADLESS = re.compile(r"的(?:$|(?=不予|不得|应当|予以|依法|一律|可(?![行能持靠见视及追预感知])))")
_SUBJECT = re.compile(rf"的[^的]{{0,10}}(?:{CLASSES})$")
_NOT_YET = r"(?:尚未|未|无需|无须)(?!满|到|足|超过|达|成年|来|必|能|经)"
_STATE = re.compile(rf"{_NOT_YET}(?P<core>[^，。；、的（）(),;\d]{{2,14}}?)(?=的|、|且|或|$)")
_STATE_OF_CLASS = re.compile(
    rf"{_NOT_YET}(?P<core>[^，。；、的（）(),;\d]{{2,14}}?)(?=(?:高校|应届|中小|小微|小)?(?:{CLASSES})(?!的|$))"
)
_NEGATED = re.compile(
    r"(?:(?<=^)|(?<=[对或且、并]))不(?!得|超|低|高|少|多|足|满|予|符)(?P<core>[^，。；、的,;\d]{1,8}?)(?=或|且|、|的)"
)
_IS = re.compile(
    rf"(?P<subject>[^，。；、的（）(),;以]{{2,12}}?)(?<![作成认行])为(?P<value>[^，。；、的,;\d]{{1,10}})的(?=[^，。；、的]{{0,8}}(?:{CLASSES}))"
)
_INDUSTRY = re.compile(rf"(?:等)?(?:类(?:等)?|等?行业|等?领域)(?:的)?(?:{CLASSES})")
_LIST_ITEM = re.compile(r"[^的（）()“”]{2,12}")
_CONTINUES = re.compile(r"(?:或者|或|并且|且)[^，。；,;]*的$")
_OR = re.compile(r"[，,]或者|(?<=[^，。；]{6})或者(?=[对因未无有被经已]|违反|超过|造成|拒绝|拒不)")
_JOINED_PARTS = re.compile(r"[，,]\s*(?:并|且|同时|以及)[^，。；,;]*")
_COMMA = re.compile(r"[，。；！？,;!?\n]")
_LINK = re.compile(r"(?:或者|以及|并且|[的、或且并和等])+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A stretch that tells for whom or when; headless ones (…的，) name a situation."""

    span: Span
    headless: bool


def find_conditions(
    text: str, span: Span, nature: Nature = Nature.COMMITMENT, *, qualifies: bool = False
) -> tuple[Condition, ...]:
    """The conditions inside `span`, a clause, in text order, with spans in `text`.

    Pass the nature that the clause has, so that the tests are those of its quantities with the role condition.
    Tests on words: `subject` is the attribute where the text names one (纳税信用等级 is A级), the negated words of
    a state (就业 = 未就业), 行业 for a list of industries, 主体 and 范围 for who and what is left out, and 情形 for a
    situation that stands before 的 (…的，不予…), its value the words of the text. The class itself (小微企业) is an
    audience and no condition. Restrictions point at other texts (符合条件的, 按规定); they are kept unread. The tests
    of one phrase are one tree. `qualifies` says that the clause stands under a heading such as 申报条件: what no test
    captures of it is kept as a restriction, so that nobody qualifies by what was not understood.
    """
    clause = span.of(text)
    lists = [*find_condition_lists(clause, nature)]
    free = _blanked(clause, [items for _, items in lists])
    restrictions = [*find_restrictions(free)]
    exclusions = [*find_exclusions(free)]
    quantities = find_quantities(free, Span(0, len(free)), nature, qualifies=qualifies)
    leaves = _leaves(free, quantities, [limit.span for limit in restrictions] + [one.span for one in exclusions])
    found: list[Condition] = [*(condition for condition, _ in lists), *restrictions, *exclusions, *_trees(free, leaves)]
    found += [one for one in find_unread_attributes(free) if not any(_overlap(one.span, old.span) for old in found)]
    if qualifies:
        found += _unread(free, found)
    found.sort(key=lambda condition: (condition.span.start, condition.span.end))
    return tuple(shifted(condition, span.start) for condition in found)


def _blanked(clause: str, spans: Sequence[Span]) -> str:
    for span in spans:
        clause = clause[: span.start] + "。" * (span.end - span.start) + clause[span.end :]
    return clause


def _unread(clause: str, found: Sequence[Condition]) -> list[Restriction]:
    """The parts between commas that hold nothing found; words that open a list say nothing themselves."""
    parts = [Span(*match.span()) for match in _PART.finditer(clause)]
    free = [part for part in parts if not any(_overlap(part, condition.span) for condition in found)]
    said = [Restriction(part, part.of(clause)) for part in free if _WORDS.search(part.of(clause))]
    return [restriction for restriction in said if not restriction.text.endswith(("：", ":"))]


def _leaves(clause: str, quantities: Sequence[Quantity], taken: Sequence[Span]) -> list[Condition]:
    leaves: list[Condition] = [*quantity_tests(clause, quantities)]
    leaves += _free(_industries(clause), leaves)
    for frame in _frames(clause):
        if not frame.headless or any(frame.span.holds(leaf.span) for leaf in leaves):
            leaves += _free(_states(clause, frame), [*leaves])
        if frame.headless:
            leaves += _situation(clause, frame, leaves, [*(leaf.span for leaf in leaves), *taken])
    return sorted(leaves, key=lambda leaf: leaf.span)


def _free(new: Iterator[Condition], old: Sequence[Condition]) -> list[Condition]:
    """Those of the new leaves that share no character with an earlier one."""
    free: list[Condition] = []
    for leaf in new:
        if not any(_overlap(leaf.span, other.span) for other in (*old, *free)):
            free.append(leaf)
    return free


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _frames(clause: str) -> Iterator[_Frame]:
    start = 0
    for segment in _SEGMENT.finditer(clause):
        if not (_CONTINUES.match(segment[0]) and clause[segment.start() - 1 : segment.start()] in ("，", ",")):
            start = segment.start()
        words = clause[start : segment.end()]
        ends_at_comma = clause[segment.end() : segment.end() + 1] in ("，", ",")
        lead = _LEAD.match(words)
        inner = start + (lead.end() if lead else 0)
        headless = _HEADLESS.search(words)
        if headless and (ends_at_comma or headless.end() < len(words)):
            yield _Frame(Span(inner, max(inner, start + headless.start())), headless=True)
        elif ends_at_comma and (lead or _SUBJECT.search(words)):
            yield _Frame(Span(inner, segment.end()), headless=False)


def _states(clause: str, frame: _Frame) -> Iterator[Test]:
    start, end = frame.span.start, frame.span.end
    for pattern in (_STATE_OF_CLASS,) if frame.headless else (_STATE, _STATE_OF_CLASS, _NEGATED):
        for match in pattern.finditer(clause, start, end):
            yield Test(Span(*match.span()), match[0], match["core"], Comparator.EQ, match[0])
    for match in _IS.finditer(clause, start, end):
        where = Span(match.start(), match.end("value"))
        yield Test(where, where.of(clause), match["subject"], Comparator.EQ, match["value"])


def _industries(clause: str) -> Iterator[Condition]:
    for segment in _SEGMENT.finditer(clause):
        lead, named = _CLASS_LEAD.match(segment[0]), _INDUSTRY.search(segment[0])
        if not (lead and named and lead.end() < named.start()):
            continue
        where = Span(segment.start() + lead.end(), segment.start() + named.start())
        tests = [*class_tests(clause, where, "行业", re.compile("、|和"))]
        if all(_LIST_ITEM.fullmatch(test.text) for test in tests):
            yield any_of(tests)


def _situation(clause: str, frame: _Frame, leaves: Sequence[Condition], taken: Sequence[Span]) -> Iterator[Condition]:
    """What a headless frame says behind its other leaves."""
    behind = {leaf.span.end: leaf.subject for leaf in leaves if isinstance(leaf, Test)}
    inside = [span for span in taken if _overlap(span, Span(frame.span.start, frame.span.end + 1))]
    start, end = max((span.end for span in inside), default=frame.span.start), frame.span.end
    if inside and (named := _INDUSTRY.match(clause, start, end)):
        start = named.end()
    if clause.startswith(behind.get(start, "\0"), start):
        start += len(behind[start])
    if link := _LINK.match(clause, start, end):
        start = link.end()
    words = clause[start:end]
    if len(words) >= 2 and not re.search("下列|以下", words):
        yield any_of([*class_tests(clause, Span(start, end), "情形", _OR)])


def _trees(clause: str, leaves: Sequence[Condition]) -> Iterator[Condition]:
    """Leaves of one phrase as one tree; 或 binds more loosely than 且."""
    if not leaves:
        return
    alternatives: list[list[Condition]] = [[leaves[0]]]
    for before, leaf in pairwise(leaves):
        between = clause[before.span.end : leaf.span.start]
        if _COMMA.search(between) and not (_JOINED_PARTS.fullmatch(between) or _OR.match(between)):
            yield any_of([all_of(parts) for parts in alternatives])
            alternatives = [[leaf]]
        elif "或" in between or _same_attribute(clause, before, leaf):
            alternatives.append([leaf])
        else:
            alternatives[-1].append(leaf)
    yield any_of([all_of(parts) for parts in alternatives])


def _same_attribute(clause: str, one: Condition, other: Condition) -> bool:
    """Steps of one scale (超过500万元、1000万元) are alternatives."""
    if not (isinstance(one, Test) and isinstance(other, Test) and continues(clause, one.span, other.span)):
        return False
    return (one.subject, one.operator) == (other.subject, other.operator)
