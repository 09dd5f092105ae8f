"""Sentences in pinyin without tones and spaces, read as the likeliest words of general language.

A word is as likely as jieba counted it, a sentence as its words are one by one: Viterbi's path through all ways to cut
the letters (the unigram model that segmenters use).
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

VERSION = 1  # of what is kept of words; another makes the cache anew
LONGEST = 200  # letters that are read
_LEAST_LETTERS, _LEAST_CHARACTERS = 8, 4  # what is shorter has too many readings
# log10 of the probability of a character below which letters are of another language: sentences in pinyin have -1.9 to
# -2.4, English words that happen to be syllables (change license) -3.3.
_UNLIKELY = -2.6
_LONGEST_WORD = 4  # characters
_RAREST = -6.5  # log10 of the probability of a word that is looked at: 20 times in the 60 million of jieba's texts
_LONGEST_PIECE = 24  # letters of a word; zhuang zhuang zhuang zhuang is 24

Words = dict[str, tuple[str, float]]
"""Toneless spelling -> the likeliest word that is spelt so, and log10 of its probability."""


class Spelling:
    """Reads letters; made of the words that a segmenter knows."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @classmethod
    def of(cls, words: Iterable[str], likelihood: Callable[[str], float], cache: Path) -> "Spelling":
        """Of words and their likelihoods; takes 3 s for 80,000 words, far less when the cache file is there."""
        with suppress(OSError, ValidationError):
            return cls(TypeAdapter(Words).validate_json(cache.read_bytes()))
        found = _spelt(words, likelihood)
        with suppress(OSError):  # without a cache it is made anew each time
            cache.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=cache.parent, encoding="utf-8", delete=False) as draft:
                json.dump(found, draft, ensure_ascii=False)
            Path(draft.name).replace(cache)
        return cls(found)

    def read(self, letters: str) -> tuple[str, ...]:
        """The words that a sentence spells, in order; empty where it is none."""
        if not _LEAST_LETTERS <= len(letters) <= LONGEST:
            return ()
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
        for end in range(1, len(letters) + 1):
            ways = [
                (before[0] + known[1], (*before[1], known[0]))
                for start in range(max(0, end - _LONGEST_PIECE), end)
                if (before := best[start]) and (known := self._words.get(letters[start:end]))
            ]
            best.append(max(ways, default=None))
        if best[-1] is None:
            return ()
        likelihood, words = best[-1]
        characters = sum(map(len, words))
        return words if characters >= _LEAST_CHARACTERS and likelihood >= _UNLIKELY * characters else ()


def _is_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def _spelt(words: Iterable[str], likelihood: Callable[[str], float]) -> Words:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- slow to import

    found: Words = {}
    for word in words:
        value = likelihood(word)
        if len(word) > _LONGEST_WORD or value < _RAREST or not _is_han(word):
            continue
        spelt = "".join(lazy_pinyin(word))
        if spelt not in found or value > found[spelt][1]:
            found[spelt] = word, value
    return found
