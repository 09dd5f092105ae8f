"""Where the title of a numbered paragraph ends and its body begins."""

import re
from string import whitespace

from ingest.records import Span
from ingest.structure.lines import is_text

TITLE_CHARS = 60  # a first sentence longer than this is text, not a title
_SENTENCE = re.compile(rf"[^。！？\n]{{1,{TITLE_CHARS}}}?[。！？]")
_LABEL = re.compile(r"[^。！？，,、；;：:\n《]{2,16}(?<!\d)[：:](?=.)")  # 申报条件：…, but not 上午9:00
_EMPTY = f"{whitespace}\u3000\xa0━─═"
_MARKS = "。：:！？】"
# What binds, dates or tells whom to call is a sentence, however short.
_SAYS = re.compile(
    r"不得|不予|不能|不可|不再|不属于|严禁|应当|必须|(?<!必)须[^知]|可以|予以|给予|视为|凭|截[至止]|施行|生效|失效|废止"
    r"|(?:19|20)\d\d年\d|\d月\d{1,2}日|\d{7}|\d-\d{4}|@|网址|电话"
)


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
    if title.of(text).endswith("】") and "【" not in title.of(text):
        title = Span(title.start, title.end - 1)
    body = trim(text, Span(title.end + (text[title.end : title.end + 1] in _MARKS and title.end < span.end), span.end))
    return title, body


def says(title: str) -> bool:
    """Whether a first sentence says something that its measure would lack, rather than only naming what follows."""
    return bool(_SAYS.search(title))


def trim(text: str, span: Span) -> Span:
    """The span without the white space and the drawn lines at its ends."""
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip(_EMPTY))
    return Span(start, max(start, span.start + len(part.rstrip(_EMPTY))))
