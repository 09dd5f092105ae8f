"""Who or what is left out: 除…外, （不含…）, （非…）."""

import re
from collections.abc import Iterator

from ingest.fields.condition_trees import any_of, class_tests
from ingest.records import Not, Span

_PATTERN = re.compile(
    r"除(?P<except>[^，。；：,;:]{2,40}?)(?:之外|以外|外)(?=[，。；）),;、]|的)(?![，,](?:还|也|同时))"
    r"|(?:不含|不包括|不包含)(?P<without>[^，。；（）(),;]{1,40})(?=[）)，。；,;]|$)"
    r"|[（(]非(?P<non>[^，。；、（）(),;]{2,16})[）)]"
)
_SITUATION = re.compile(r"(?:另有|有其他|另行)(?:规定|约定|要求)$")


def find_exclusions(text: str) -> Iterator[Not]:
    """Every exclusion of a text, in text order; its classes are tests of 主体 (who), 范围 (what) or 情形 (when)."""
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup or ""
        subject = "范围" if kind == "without" else "情形" if _SITUATION.search(match[kind]) else "主体"
        yield Not(Span(*match.span()), any_of([*class_tests(text, Span(*match.span(kind)), subject)]))
