"""Who or what is left out: 除…外, …的除外, （不含…）, （非…）."""

import re
from collections.abc import Iterator

from ingest.fields.condition_trees import any_of, class_test, class_tests
from ingest.records import Not, Span

_PATTERN = re.compile(
    r"除(?P<except>[^，。；：,;:]{2,40}?)(?:之外|以外|外)(?=[，。；）),;、]|的)(?![，,](?:还|也|同时))"
    r"|(?:不含|不包括|不包含)(?!在内)(?P<without>[^，。；（）(),;]{1,40})(?=[）)，。；,;]|$)"
    r"|(?:但是?|，|,|^)(?P<unless>[^，。；,;]{2,60})的除外"
    r"|[（(]非(?P<non>[^，。；、（）(),;]{2,16})[）)]"
)
_SITUATION = re.compile(r"(?:另有|有其他|另行)(?:规定|约定|要求)$|情形$|情况$")


def find_exclusions(text: str) -> Iterator[Not]:
    """Every exclusion of a text, in text order; its classes are tests of 主体 (who), 范围 (what) or 情形 (when)."""
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup or ""
        what = Span(match.start(kind), match.end(kind) - match[kind].endswith("的"))
        if kind == "unless" or _SITUATION.search(match[kind]):
            yield Not(Span(*match.span()), class_test(text, what, "情形"))
        else:
            yield Not(Span(*match.span()), any_of([*class_tests(text, what, "范围" if kind == "without" else "主体")]))
