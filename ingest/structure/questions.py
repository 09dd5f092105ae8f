"""Questions and their answers (问：… 答：…): each pair is a measure, the question its title, the answer its body."""

import re

from ingest.records import Span
from ingest.structure.numbering import Style
from ingest.structure.titles import trim
from ingest.structure.tree import Node

_ASKS = re.compile(r"(?:问题?|Q)\s*[:：.．、]\s*")
_ANSWER = r"(?:答复?|A)\s*\d{0,3}\s*[:：.．、]|[【\[]答复?[】\]]"
_MARKED = re.compile(_ANSWER)
_SPEAKER = r"[【\[][^【】\[\]\n]{1,40}[】\]]"
_ANSWERS = re.compile(rf"(?:(?<=\n)|(?<=[？?。！]))\s*(?:{_ANSWER}|{_SPEAKER})\s*")
_THANKS = re.compile(r"(?:(?:感谢|谢谢)[^。！，]{0,16}[。！]\s*|[^。！，]{0,4}这个问题[^。！，]{0,12}[。！]\s*){1,3}")
_MARKS = "？?"


def is_question(node: Node) -> bool:
    """Whether a numbered paragraph asks what the ones below it answer."""
    return bool(
        node.marker.style is Style.QUESTION
        or _ASKS.match(node.head.text, node.marker.width)
        or (node.body and _MARKED.match(node.body[0].text))
    )


def split_question(text: str, span: Span) -> tuple[Span, Span]:
    """The question at `span`, without its marks, and its answer without thanks for it, empty where there is none."""
    asks = _ASKS.match(text, span.start, span.end)
    start = asks.end() if asks else span.start
    answers = _ANSWERS.search(text, start, span.end)
    line = text.find("\n", start, span.end)
    end = answers.start() if answers else line if line >= 0 else span.end
    title = trim(text, Span(start, end))
    while title.start < title.end and text[title.end - 1] in _MARKS:
        title = Span(title.start, title.end - 1)
    start = answers.end() if answers else end
    thanks = _THANKS.match(text, start, span.end)
    return title, trim(text, Span(thanks.end() if thanks else start, span.end))
