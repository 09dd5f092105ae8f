"""Whether a written sentence follows from the excerpts that it names, as far as that can be told without judgement."""

import re
from collections.abc import Callable, Sequence

from index.analyzer.fold import fold
from service.answer.generative.facts import Day, figures, named, numerals
from service.answer.generative.orders import gives_orders
from service.answer.records import MAX_CHARS, Excerpt

MIN_SUPPORT = 0.6
"""Share of a sentence's pairs of characters that its excerpts hold, at least. Of 2,515 pairs of a quote that answers a
dev question and a measure that does not hold it, 99 % have at most 0.31, and the highest 0.55."""
_WORDS = re.compile(r"[^\W_]+")
_NEGATED = re.compile(
    r"(?:不得|不能|不可以?|不予|不再|不需要?|无需|无须|不用|禁止|严禁|免于|未|不)(?P<what>[\u4e00-\u9fff]{2})"
)
_OF_NO_FORCE = {"expired": "到期|失效|有效期", "superseded": "取代|替代|废止|失效", "withdrawn": "撤回|废止|失效"}

Fault = str | None


def fault(sentence: str, excerpts: Sequence[Excerpt]) -> Fault:
    """The first thing that speaks against a sentence, for a log; None where nothing does.

    Args:
        sentence: as it would be shown.
        excerpts: that it names, at least one.
    """
    if len(sentence) > MAX_CHARS:
        return "is longer than an answer may be"
    evidence = "\n".join(f"{excerpt.document}\n{excerpt.heading}\n{excerpt.text}" for excerpt in excerpts)
    if gives_orders(sentence):
        return "speaks to a model"
    if _hides_status(sentence, excerpts):
        return "does not say that its document is not in force"
    return next((why for check in _CHECKS if (why := check(sentence, evidence))), None)


def support(sentence: str, evidence: str) -> float:
    """Share of the pairs of neighbouring characters, within words, that the evidence holds too; 0 without any."""
    pairs = _pairs(sentence)
    return len(pairs & _pairs(evidence)) / len(pairs) if pairs else 0.0


def _figure(sentence: str, evidence: str) -> Fault:
    stated, known = figures(sentence), figures(evidence)
    if any(not _is_known(day, known.days) for day in stated.days):
        return "a date is not in its excerpts"
    if stated.amounts - known.amounts:
        return "a quantity is not in its excerpts"
    if stated.rest - numerals(evidence) or any(word not in evidence for word in stated.words):
        return "a number is not in its excerpts"
    return None


def _is_known(day: Day, known: frozenset[Day]) -> bool:
    return any(day.is_part_of(other) for other in known)


def _name(sentence: str, evidence: str) -> Fault:
    folded = fold(evidence).text
    return (
        None
        if all(name in folded for name in named(sentence))
        else "a name, quoted word or result is not in its excerpts"
    )


def _negation(sentence: str, evidence: str) -> Fault:
    """What is said with a not, the evidence says with one as well, and the other way round."""
    here, there = fold(sentence).text, fold(evidence).text
    denied = {found["what"] for text in (here, there) for found in _NEGATED.finditer(text)}
    if all(_polarities(here, what) <= _polarities(there, what) for what in denied if what in there):
        return None
    return "it denies what is affirmed, or affirms what is denied"


def _polarities(text: str, what: str) -> set[bool]:
    """Whether a text affirms something, and whether it denies it: False."""
    denied = {found.start("what") for found in _NEGATED.finditer(text)}
    return {found.start() not in denied for found in re.finditer(what, text)}


def _words(sentence: str, evidence: str) -> Fault:
    share = support(sentence, evidence)
    return None if share >= MIN_SUPPORT else f"only {share:.0%} of it is in its excerpts"


_CHECKS: tuple[Callable[[str, str], Fault], ...] = (_figure, _name, _negation, _words)


def _hides_status(sentence: str, excerpts: Sequence[Excerpt]) -> bool:
    """Whether all that it rests on has no force any more, and it does not say so."""
    needed = [_OF_NO_FORCE.get(excerpt.document_status) for excerpt in excerpts]
    return all(needed) and not any(words and re.search(words, sentence) for words in needed)


def _pairs(text: str) -> set[str]:
    words = _WORDS.findall(fold(text).text)
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}
