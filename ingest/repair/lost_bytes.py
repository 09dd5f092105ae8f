"""Restores a stretch of text that fell out of step with its bytes, because a lead byte was cut from its trail byte.

The page shows such a lead byte as `?`, and pairs the bytes behind it wrongly until a byte in the ASCII range, or
another cut, brings it back into step. So the shown characters are turned back into their bytes, each possible lead
byte is put for the `?`, and the bytes are paired anew: a search over few unknown bytes whose results are judged by
pinyin that the bytes carry, by what the rest of the text looks like, and by how likely they are as Chinese.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby, pairwise
from math import exp, log1p
from operator import attrgetter

from ingest.repair.gbk import LEADS, decode_pair, encode
from ingest.repair.gloss import GLOSS, READING, Conversion, half_width, is_reading
from ingest.repair.plausibility import plausibility
from ingest.repair.script import is_simplified_only, simplified_char

_BRACKET_REST = re.compile(rf"[?？]({READING})[)）]")
_TAG_REST = re.compile(r"[?？]/?[a-z][a-z0-9]{0,9}(?: [^<>\n]{0,80})?/?>")
_ENTITY_REST = re.compile(r"[?？]((?:#\d{1,6}|[a-z]{2,8});)")
_LONGEST_STRETCH, _MOST_LOST = 80, 3  # characters and lead bytes of one stretch: beyond, anything fits
_BEAM, _NARROW_BEAM = 64, 6  # ways kept from one character to the next, and before another `?`
_KNOWN = 0.5  # evidence for a character that the page has elsewhere, times the log of how often
_SEEN = 1.5  # evidence for two characters side by side that stand so elsewhere on the page, times the log of how often
_CONTEXT = 8

_CUTS = "。、，；：！,;:!"  # marks at which pages of this kind were cut; the first two always
_RARE_CUT = 4.0  # cost of a cut at another mark
_LITERAL = 14.0  # cost of taking `?` for a question mark
_BEFORE_CUT = 10.0  # the same, on top of it, where 。 or 、 follows
_LOST_ASCII = 8.0  # cost of a swallowed digit or mark that nothing can bring back
_UNGLOSSED = 12.0  # cost of a character without the gloss that it has everywhere else
_STRANGER = 2.0  # cost of a character that the page has nowhere else
_UNBALANCED = 5.0  # cost of a bracket without its partner
_LAST_MARK = {"，": 8.0, "：": 2.0}  # cost of a mark that seldom ends a paragraph
_INDENT = 10.0  # evidence for an indentation where other paragraphs have one
_FOREIGN_SCRIPT = 8.0  # cost of a Simplified character that the converter would have changed

_place = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Restored:
    """What stood in `line[start:end]`, in Traditional script, and how sure that is (0 to 1)."""

    start: int
    end: int
    text: str
    confidence: float
    lost: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read the bytes up to character `at` of the line.

    Attributes:
        at: the next shown character.
        text: what was read.
        lead: a lead byte that waits for its trail.
        last: the last two raw bytes, glosses left out.
        joined: whether the last byte and the next one stand side by side, no gloss between them.
        owed: whether the last two bytes are a character that should be glossed.
        cost: evidence against this way, in nats.
        lost: lead bytes put in.
    """

    at: int
    last: bytes
    joined: bool
    text: str = ""
    lead: int | None = None
    owed: bool = False
    cost: float = 0.0
    lost: int = 0


def restore(line: str, start: int, before: str, page: Conversion) -> Restored | None:
    """The likeliest text of the damaged stretch that begins with the `?` at `line[start]`.

    Args:
        line: what the page shows.
        start: where the `?` stands.
        before: the line up to there, repaired but in Traditional script.
        page: what the whole text tells of the damage.

    Returns:
        None when `?` is best left as it is.
    """
    last = (encode(before[-1]) or b"") if before else b""
    first = _Way(start, last, joined=start > 0 and line[start - 1] not in ")）")
    context = _Context(before, line, page)
    ways = context.best(list(_closed(first, context)), _BEAM)
    if not ways:
        return None
    end = min(len(line), max(way.at for way in ways) + _CONTEXT)
    scores = [context.score(way, end) for way in ways]
    top = max(scores)
    best = ways[scores.index(top)]
    if not best.lost:
        return None
    same = sum(exp(max(score - top, -50.0)) for score in scores)
    return Restored(start, best.at, context.dressed(best.text), 1 / same, best.lost)


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a damaged stretch, and what is known of the page."""

    before: str
    line: str
    page: Conversion

    def score(self, way: _Way, end: int) -> float:
        """Log-likelihood of the way, judged with the line up to character `end`."""
        text, bonus = way.text, 0.0
        if self.page.indented and not self.before.strip() and text.startswith("\u3000"):
            text, bonus = text.lstrip(), _INDENT
        whole = self.before[-_CONTEXT:] + text + GLOSS.sub("", self.line[way.at : end])
        if end == len(self.line):
            whole += "\n"
            bonus -= _LAST_MARK.get(whole[-2:-1], 0.0)
        bonus += _SEEN * sum(log1p(self.page.pairs[first + second]) for first, second in pairwise(half_width(whole)))
        bonus += _KNOWN * sum(log1p(self.page.alphabet[char]) for char in text)
        return plausibility(_simple(whole)) + bonus - _UNBALANCED * _unpaired_brackets(whole) - way.cost

    def best(self, ways: list[_Way], count: int) -> list[_Way]:
        """The `count` likeliest of the ways to each place of the line, judged up to there."""
        kept: list[_Way] = []
        for _, peers in groupby(sorted(ways, key=_place), key=_place):
            kept += sorted(peers, key=lambda way: self.score(way, way.at), reverse=True)[:count]
        return kept

    def dressed(self, text: str) -> str:
        """Text with white space as the page has it elsewhere."""
        return text if self.page.wide else text.replace("\u3000", " ")


def _closed(first: _Way, context: _Context) -> Iterator[_Way]:
    """All ways to read the line that come back into step with what is shown."""
    line = context.line
    limit = min(len(line), first.at + _LONGEST_STRETCH)
    ways = [first]
    while ways:
        at = min(way.at for way in ways)
        onward = [way for way in ways if way.at > at]
        here = [way for way in ways if way.at == at]
        if line[at] in "?？":
            here = context.best(here, _NARROW_BEAM)
        for way in here:
            onward += _steps(way, line, context.page)
        yield from (_settled(way, line) for way in onward if way.lead is None)
        ways = [way for way in onward if way.lead is not None and way.at < limit]
        if len(ways) > _BEAM and line[at] not in "?？":
            ways = context.best(ways, _BEAM)


def _settled(way: _Way, line: str) -> _Way:
    """A way that is back in step, with the gloss of its last character."""
    gloss = GLOSS.match(line, way.at)
    if gloss and way.lost and _reads(way.last, gloss[1]):
        return replace(way, at=gloss.end())
    return replace(way, cost=way.cost + way.owed * _UNGLOSSED)


def _steps(way: _Way, line: str, page: Conversion) -> Iterator[_Way]:
    """One shown character or gloss further."""
    shown = line[way.at]
    if shown in "?？" and way.lost < _MOST_LOST:
        yield from _found(way, line, page)
    gloss = GLOSS.match(line, way.at)
    if gloss and _reads(way.last, gloss[1]):
        yield replace(way, at=gloss.end(), joined=False, owed=False)
    cost = way.cost
    if shown in "?？":
        cost += _LITERAL + _BEFORE_CUT * line.startswith(("。", "、"), way.at + 1)
    for data in _bytes_of(shown)[: 2 if way.lead else 1]:
        yield from _fed(replace(way, at=way.at + 1, cost=cost), data, page)


def _found(way: _Way, line: str, page: Conversion) -> Iterator[_Way]:
    """Each lead byte that `?` may stand for, alone or with the mark that it swallowed."""
    bracket, tag, entity = (rest.match(line, way.at) for rest in (_BRACKET_REST, _TAG_REST, _ENTITY_REST))
    follower = line[way.at + 1 : way.at + 2]
    for lead in LEADS:
        for fed in _fed(replace(way, at=way.at + 1, lost=way.lost + 1), bytes((lead,)), page):
            if follower in _CUTS:
                yield replace(fed, cost=fed.cost + _RARE_CUT * (follower not in "。、"))
            if bracket and _reads(fed.last, bracket[1]):
                yield replace(fed, at=bracket.end(), joined=False, owed=False)
            if fed.lead is None and tag:
                yield replace(fed, at=tag.end())
            elif fed.lead is None and entity:
                yield replace(fed, at=entity.end(), text=fed.text + unescape("&" + entity[1]))
            elif fed.lead is None and follower not in _CUTS:
                yield replace(fed, text=fed.text + "?", cost=fed.cost + _LOST_ASCII)


def _fed(way: _Way, data: bytes, page: Conversion) -> Iterator[_Way]:
    """The way with raw bytes appended, unless they make no text."""
    text, lead, last, owed, cost = way.text, way.lead, way.last, way.owed, way.cost
    joined = way.joined
    for byte in data:
        cost += owed * _UNGLOSSED
        owed = joined and bool(last) and decode_pair(last[-1], byte) in page.glossed
        last, joined = (last + bytes((byte,)))[-2:], True
        if lead is not None:
            char = decode_pair(lead, byte)
            if char is None:
                return
            text, lead, cost = text + char, None, cost + _char_cost(char, page)
        elif byte in LEADS:
            lead = byte
        else:
            text += chr(byte)
    yield replace(way, text=text, lead=lead, last=last, joined=joined, owed=owed, cost=cost)


def _char_cost(char: str, page: Conversion) -> float:
    if char in page.alphabet:
        return 0.0
    return _STRANGER + _FOREIGN_SCRIPT * is_simplified_only(char)


def _reads(pair: bytes, reading: str) -> bool:
    char = decode_pair(*pair) if len(pair) == 2 else None
    return char is not None and is_reading(char, reading)


def _bytes_of(char: str) -> tuple[bytes, ...]:
    """The bytes that a shown character may stand for, the likelier first: its own, and those of its other width."""
    own = encode(char)
    if own is None:
        return ()
    if "!" <= char <= "~":
        return own, encode(chr(ord(char) + 0xFEE0)) or own
    if char == " ":
        return own, b"\xa1\xa1"
    if "！" <= char <= "～":
        return own, bytes((ord(char) - 0xFEE0,))
    return (own,)


def _unpaired_brackets(text: str) -> int:
    """How many opening brackets lack a closing one, plus how many closing ones lack an opening one."""
    open_ones = unpaired = 0
    for char in text:
        if char in "（(":
            open_ones += 1
        elif char in "）)":
            open_ones, unpaired = max(0, open_ones - 1), unpaired + (open_ones == 0)
    return unpaired + open_ones


def _simple(text: str) -> str:
    return "".join(map(simplified_char, text))
