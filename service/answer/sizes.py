"""Sizes of enterprises that a text names; what holds for one may not hold for another."""

from collections.abc import Iterable

from ingest.fields.terms import find_terms
from ingest.records import Span, Term

# The audiences of the lexicon that are sizes, and which enterprises each is of.
_SIZES: dict[str, frozenset[str]] = {
    "个体工商户": frozenset({"个体"}),
    "小微企业": frozenset({"微型", "小型"}),
    "中小微企业": frozenset({"微型", "小型", "中型"}),
    "中小企业": frozenset({"小型", "中型"}),
    "大型企业": frozenset({"大型"}),
}


def sizes(text: str, span: Span | None = None) -> tuple[str, ...]:
    """Names of the sizes in a text, or in a part of it, each once, in text order."""
    return tuple(dict.fromkeys(term.name for term in _named(text, span)))


def without_sizes(text: str) -> str:
    """A text without the sizes that it names."""
    for term in reversed(_named(text, None)):
        text = text[: term.span.start] + text[term.span.end :]
    return text


def are_apart(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether no enterprise is of both; not so where either names no size."""
    one, other = _kinds(names), _kinds(others)
    return bool(one and other and not one & other)


def _named(text: str, span: Span | None) -> list[Term]:
    return [term for term in find_terms(text, span or Span(0, len(text))).audiences if term.name in _SIZES]


def _kinds(names: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*(_SIZES[name] for name in names))
