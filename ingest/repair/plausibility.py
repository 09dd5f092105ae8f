"""How likely a string is as Simplified Chinese, from the word frequencies of jieba's dictionary."""

import logging
from functools import cache
from math import log

import jieba

_LONGEST_WORD = 8
_MARK, _UNKNOWN_HAN, _OUTLANDISH = -6.0, -20.0, -28.0
_MARKS = frozenset("，。、；：？！（）“”‘’《》〈〉—…·％%,.;:!()-+/ 　\n") | frozenset("①②③④⑤⑥⑦⑧⑨⑩")


def plausibility(text: str) -> float:
    """Log-probability (natural) of the likeliest way to read `text` as a row of dictionary words."""
    words, log_total = _words()
    best = [0.0]
    for end in range(1, len(text) + 1):
        score = best[end - 1] + _single(text[end - 1], words, log_total)
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            frequency = words.get(text[start:end])
            if frequency:
                score = max(score, best[start] + log(frequency) - log_total)
        best.append(score)
    return best[-1]


@cache
def is_word(text: str) -> bool:
    """Whether the dictionary lists `text` as a word."""
    return bool(_words()[0].get(text))


def _single(char: str, words: dict[str, int], log_total: float) -> float:
    frequency = words.get(char)
    if frequency:
        return log(frequency) - log_total
    if char in _MARKS or char.isascii():
        return _MARK
    return _UNKNOWN_HAN if "\u4e00" <= char <= "\u9fff" else _OUTLANDISH


@cache
def _words() -> tuple[dict[str, int], float]:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer.FREQ, log(tokenizer.total)
