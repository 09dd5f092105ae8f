"""Sentences in pinyin without tones and spaces, read as the likeliest words of general language.

A word is as likely as jieba counted it, a sentence as its words are one by one: the unigram model that segmenters use.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

from index.analyzer.cutting import best_cut
from index.analyzer.han import is_han

VERSION = 1  # of what is kept of words; another makes the cache anew
LONGEST = 200  # letters that are read
_LEAST_LETTERS, _LEAST_CHARACTERS = 8, 4  # what is shorter has too many readings
# log10 of the probability of a character below which letters are of another language: sentences in pinyin have -1.9 to
# -2.4, English words that happen to be syllables (change license) -3.3.
_UNLIKELY = -2.6
_LONGEST_WORD = 4  # characters
_RAREST = -6.5  # log10 of the probability of a word that is looked at: 20 times in the 60 million of jieba's texts

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
            _keep(found, cache)
        return cls(found)

    def read(self, letters: str) -> tuple[str, ...]:
        """The words that a sentence spells, in order; empty where it is none."""
        if not _LEAST_LETTERS <= len(letters) <= LONGEST:
            return ()
        found = best_cut(letters, self._likelihood)
        if found is None:
            return ()
        words = tuple(self._words[piece][0] for piece in found[1])
        characters = sum(map(len, words))
        return words if characters >= _LEAST_CHARACTERS and found[0] >= _UNLIKELY * characters else ()

    def _likelihood(self, piece: str) -> float | None:
        known = self._words.get(piece)
        return known[1] if known else None


def _keep(words: Words, cache: Path) -> None:
    with NamedTemporaryFile("w", dir=cache.parent, encoding="utf-8", delete=False) as file:
        draft = Path(file.name)
        try:
            json.dump(words, file, ensure_ascii=False)
            file.close()
            draft.replace(cache)
        finally:
            draft.unlink(missing_ok=True)  # of a disk that is full


def _spelt(words: Iterable[str], likelihood: Callable[[str], float]) -> Words:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- slow to import

    found: Words = {}
    for word in words:
        value = likelihood(word)
        if len(word) > _LONGEST_WORD or value < _RAREST or not all(map(is_han, word)):
            continue
        spelt = "".join(lazy_pinyin(word))
        if spelt not in found or value > found[spelt][1]:
            found[spelt] = word, value
    return found
