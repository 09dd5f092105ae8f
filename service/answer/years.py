"""The years that a sentence speaks of, beside those that a question names.

Of 2022年80%，2023年90% one answers for 2023, and neither for 2024. A sentence that says 年底前 and no year speaks of
the year of its document, which who reads it years later has to know.
"""

import re
from collections.abc import Sequence

from ingest.records import Metadata
from service.answer.asked import Asked
from service.answer.pieces import Piece
from service.answer.told import is_told

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年(?!度?[方计])|\s*[—–~～-])")
_RELATIVE = re.compile(
    r"[今本明去]年|年[底末内初]|[上下]半年|(?<![\d年])\d{1,2}月(?!龄|份?龄)|[本上下]月|目前|近日|截至"
)
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s*[—–~～至到-]+\s*((?:19|20)\d\d)(?!\d)")
_FROM_NOW = {"今年": 0, "去年": -1}
_OF_A_TEXT = re.compile(
    r"(?:19|20)\d\d年?度?(?:的|那份|这份)?[^，。？?]{0,8}?(?:方案|计划|版|文件|政策|行动|报告|办法|规定|通知|意见|条例)"
)


def named_years(asked: Asked, this_year: int) -> frozenset[int]:
    """The years that a question names one by one, 今年 too, and not as those of a text (2022年的方案) or a range."""
    if asked.editions or asked.contrasts or len(asked.years) > 2 or _OF_A_TEXT.search(asked.text):
        return frozenset()
    told = {
        this_year + later
        for word, later in _FROM_NOW.items()
        if any(not is_told(asked.text, *found.span()) for found in re.finditer(word, asked.text))
    }
    return frozenset({first for first, last in asked.years if first == last} | told)


def headed_years(section_path: Sequence[str]) -> frozenset[int]:
    """The years that the headings over a measure name: 2026年工作计划."""
    return frozenset(year for heading in section_path for year in _stated(heading))


def years_of(text: str, piece: Piece) -> frozenset[int]:
    """The years that a sentence speaks of, by itself or by the deadline that governs it."""
    said = piece.span.of(text) + (piece.note.of(text) if piece.note else "")
    stated = _stated(said)
    due = [one.date for one in (piece.clause.fields.deadlines if piece.clause else ()) if piece.span.holds(one.span)]
    return frozenset(stated | {int(day[:4]) for day in due if day})


def _stated(text: str) -> set[int]:
    """The years that a text names, those within a range too."""
    ranges = [range(int(found[1]), int(found[2]) + 1) for found in _RANGE.finditer(text)]
    return {int(found[1]) for found in _YEAR.finditer(text)}.union(*ranges)


def lacks_year(text: str) -> bool:
    """Whether a text says 年底前 or the like without naming the year."""
    return _RELATIVE.search(text) is not None and _YEAR.search(text) is None


def is_undated(text: str, piece: Piece, meta: Metadata, this_year: int) -> bool:
    """Whether a sentence lacks its year, which is over."""
    appeared = meta.published or meta.written
    return appeared is not None and int(appeared[:4]) < this_year and lacks_year(piece.span.of(text))
