"""Sizes of enterprises that a text names; what holds for one may not hold for another."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.fields.terms import find_terms
from ingest.records import Span

_LETTERS = frozenset("微小中大")
_ALONE = "个体工商户"
_SIZED = ("小微企业", "中小企业", "中小微企业", "大型企业")  # how audiences of the lexicon end that are sizes


@dataclass(frozen=True, slots=True)
class Size:
    """A size: its name in the lexicon, and the kinds of enterprises that the text calls it for, such as 大 and 中."""

    name: str
    kinds: frozenset[str]
    span: Span


def sizes(text: str, span: Span | None = None) -> list[Size]:
    """The sizes in a text, or in a part of it, in text order."""
    found = find_terms(text, span or Span(0, len(text))).audiences
    return [
        Size(term.name, frozenset(_LETTERS & set(term.span.of(text))) or frozenset({_ALONE}), term.span)
        for term in found
        if term.name == _ALONE or term.name.endswith(_SIZED)
    ]


def without_sizes(text: str) -> str:
    """A text without the sizes that it names."""
    for size in reversed(sizes(text)):
        text = text[: size.span.start] + text[size.span.end :]
    return text


def are_apart(some: Iterable[Size], others: Iterable[Size]) -> bool:
    """Whether no enterprise is of both; not so where either names no size."""
    one, other = _kinds(some), _kinds(others)
    return bool(one and other and not one & other)


def _kinds(found: Iterable[Size]) -> frozenset[str]:
    return frozenset[str]().union(*(size.kinds for size in found))
