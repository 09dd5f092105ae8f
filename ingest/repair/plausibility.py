"""How likely a string is as Simplified Chinese, from the word frequencies of jieba's dictionary."""

import logging
from functools import cache
from math import log

import jieba

_LONGEST_WORD = 5
_WORD = 2.0  # cost of each word: a string that falls into fewer words is the likelier text
_ASCII, _UNKNOWN_HAN, _OUTLANDISH = -7.0, -20.0, -28.0
_MARKS = {
    **dict.fromkeys("，。、", -3.0),
    **dict.fromkeys("：；（）“”《》", -5.0),
    **dict.fromkeys("——…·〈〉‘’％", -8.0),
    **dict.fromkeys("！？\u3000", -10.0),
}


def plausibility(text: str) -> float:
    """Log-probability (natural) of the likeliest way to read `text` as a row of dictionary words."""
    words, log_total = _words()
    best = [0.0]
    for end in range(1, len(text) + 1):
        score = best[end - 1] + _single(text[end - 1], words, log_total)
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            frequency = words.get(text[start:end])
            if frequency:
                score = max(score, best[start] + log(frequency) - log_total - _WORD)
        best.append(score)
    return best[-1]


def _single(char: str, words: dict[str, int], log_total: float) -> float:
    frequency = words.get(char)
    if frequency:
        return log(frequency) - log_total - _WORD
    if char.isascii():
        return _ASCII
    if "\u4e00" <= char <= "\u9fff":
        return _UNKNOWN_HAN
    return _MARKS.get(char, _OUTLANDISH)


@cache
def _words() -> tuple[dict[str, int], float]:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer.FREQ, log(tokenizer.total)
