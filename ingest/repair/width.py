"""Half-width marks beside Chinese characters, where the document shows that its width was converted.

Brackets and colons alone prove nothing: sound legal texts write （一） as (一) next to full-width commas. Commas and
semicolons do: nobody types them half-width between two Chinese characters throughout a text.
"""

import re
from collections.abc import Iterator
from typing import Final

from ingest.alignment import Edit
from ingest.repair.charclass import CJK, IDEOGRAPH
from ingest.repair.finding import Finding
from ingest.repair.json_literal import json_literals

_FULL: Final = str.maketrans(",:;()!?<>", "，：；（）！？〈〉")
_EVIDENCE = re.compile(f"(?<=[{CJK}])[,;](?=[{CJK}])")
_MARK = re.compile("[,:;()!]")
_BESIDE_CHINESE = re.compile(f"(?<=[{CJK}])[,:;()!]|[,:;()](?=[{CJK}])|(?<=[%‰])[,;]")  # 99%,610
_BRACKET = re.compile("[()（）\n]")
_TITLE = re.compile("《[^《》\n]*<[^《》\n]*》")
_INNER_TITLE = re.compile(f"<[^<>]*[{IDEOGRAPH}][^<>]*>")
_QUESTION = re.compile(f"(?<=[{IDEOGRAPH}])\\?(?=[”’」』）》)\n{IDEOGRAPH}“《]|\\Z)")
_SENTENCE_END = re.compile("[。！？!?；;\n]")
_INTERROGATIVE = re.compile(r"[吗呢么哪谁何几否]|怎|多少|有没有|(.)不\1")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-~]*[0-9A-Za-z/#=&_-]")
_CALL = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]\([0-9A-Za-z, ]{1,12}\)")  # f(x)


def find_half_width(text: str) -> list[Finding]:
    """The marks to widen: all that stand beside Chinese, when half-width commas between Chinese prevail.

    A mark is beside Chinese too when its neighbour is, or, for a bracket, its partner; and a comma after a per-cent
    sign, which no number continues. Addresses, JSON and formulas are left alone; the marks of numbers (8:30, 1,000)
    stand between digits and so are never reached.
    """
    if "," not in text and ";" not in text:
        return []
    count = len(_EVIDENCE.findall(text))
    if count <= text.count("，") + text.count("；"):
        return []
    why = "half-width commas between Chinese characters outnumber full-width ones in this text"
    confidence = 0.98 if count > 2 else 0.9
    return [
        Finding(Edit(at, at + 1, text[at].translate(_FULL)), "half-width-mark", why, confidence)
        for at in sorted(_reached(text))
    ]


def _reached(text: str) -> set[int]:
    """Places of the marks that stand beside Chinese, directly or through marks that do."""
    partner = _partners(text)
    lone = _questions(text) | _inner_titles(text)
    marks = {hit.start() for hit in _MARK.finditer(text) if hit[0] not in "()" or hit.start() in partner} | lone
    for start, end in _literals(text):
        marks.difference_update(range(start, end))
    waiting = [*lone, *(hit.start() for hit in _BESIDE_CHINESE.finditer(text))]
    waiting += (at for at, other in partner.items() if text[other] in "（）")
    reached: set[int] = set()
    while waiting:
        at = waiting.pop()
        if at in marks and at not in reached:
            reached.add(at)
            waiting += (at - 1, at + 1, partner.get(at, at))
    return reached


def _partners(text: str) -> dict[int, int]:
    """For each bracket that is one of a pair within its line, of either width, where the other one stands."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for hit in _BRACKET.finditer(text):
        if hit[0] == "\n":
            opened.clear()
        elif hit[0] in "(（":
            opened.append(hit.start())
        elif opened:
            other = opened.pop()
            partner[hit.start()], partner[other] = other, hit.start()
    return partner


def _questions(text: str) -> set[int]:
    """Question marks that end a question; any other one may stand for a byte that was lost."""
    return {hit.start() for hit in _QUESTION.finditer(text) if _asks(text, hit.start())}


def _asks(text: str, at: int) -> bool:
    return bool(_INTERROGATIVE.search(_SENTENCE_END.split(text[max(0, at - 60) : at])[-1]))


def _inner_titles(text: str) -> set[int]:
    """Angle brackets around a title inside 《》, which some converter took for half of a tag: 《贯彻<办法>细则》."""
    return {
        at
        for title in _TITLE.finditer(text)
        for inner in _INNER_TITLE.finditer(text, *title.span())
        for at in (inner.start(), inner.end() - 1)
    }


def _literals(text: str) -> Iterator[tuple[int, int]]:
    """Ranges whose marks are syntax."""
    yield from json_literals(text)
    for pattern in (_ADDRESS, _CALL):
        yield from (hit.span() for hit in pattern.finditer(text))
