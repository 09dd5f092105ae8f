"""How a text is typed in pinyin."""

from collections.abc import Mapping
from functools import cache

from index.analyzer.han import is_han
from index.analyzer.vocabulary import LONGEST_WORD


def syllables(text: str, readings: Mapping[str, str]) -> list[str]:
    """What is typed for each character, tones and punctuation left out: 退12元 -> tui 1 2 yuan.

    The longest known word at each place says how its characters are read: 银行 is yin hang, 行政 xing zheng.

    Args:
        text: folded.
        readings: word -> its syllables, set apart by spaces.
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        ends = range(min(at + LONGEST_WORD, len(text)), at + 1, -1)
        end = next((end for end in ends if text[at:end] in readings), at + 1)
        found += readings[text[at:end]].split() if end > at + 1 else _syllable(text[at])
        at = end
    return found


@cache  # some thousand characters
def _syllable(char: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- slow to import

    if is_han(char):
        return tuple(lazy_pinyin(char))
    return (char,) if char.isalnum() else ()
