"""Where the title of a numbered paragraph ends and its body begins."""

import re

from ingest.records import Span
from ingest.structure.lines import is_text

TITLE_CHARS = 60  # a first sentence longer than this is text, not a title
_SENTENCE = re.compile(rf"[^。！？\n]{{1,{TITLE_CHARS}}}?[。！？]")
_LABEL = re.compile(r"[^。！？，,、；;：:\n《]{2,16}[：:](?=.)")  # 申报条件：…
_MARKS = "。：:！？"


def split_title(text: str, span: Span) -> tuple[Span, Span]:
    """The title that opens `span`, without its mark, and the body behind it.

    A paragraph that is one short line without a full stop is a title alone; one that opens with a long sentence, or
    consists of one sentence, is a body alone. What is missing is an empty span.
    """
    span = trim(text, span)
    line = span.of(text)
    first = line.split("\n", 1)[0]
    match = _LABEL.match(first) or _SENTENCE.match(first)
    if match:
        end = match.end() - 1
    elif len(first) <= TITLE_CHARS and not is_text(first) and not first.endswith(("：", ":")):
        end = len(first)
    else:
        return Span(span.start, span.start), span
    title = trim(text, Span(span.start, span.start + end))
    body = trim(text, Span(title.end + (text[title.end : title.end + 1] in _MARKS and title.end < span.end), span.end))
    return title, body


def trim(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))
