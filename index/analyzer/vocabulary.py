"""What a query can find in an index: its terms, how rare each is, and how its words are read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any, Self

from index.analyzer.han import is_han
from index.analyzer.tokenizer import Analyzer

LONGEST_WORD = 8  # characters


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one index, made when it is built and stored with it.

    Attributes:
        analyzer_id: of the analyzer that gave the terms.
        n_documents: units that were counted.
        frequencies: term -> in how many of them it occurs.
        readings: word -> its toneless pinyin, a syllable a character: 注销 -> zhu xiao. These are the words of the
            dictionaries whose terms the index knows.
    """

    analyzer_id: str
    n_documents: int
    frequencies: Mapping[str, int]
    readings: Mapping[str, str]

    @classmethod
    def of(cls, frequencies: Mapping[str, int], n_documents: int, analyzer: Analyzer) -> Self:
        """The vocabulary of an index.

        Args:
            frequencies: term -> number of units with it, all of `analyzer.tokens`.
            n_documents: number of units.
            analyzer: that gave the terms.
        """
        words = sorted(word for word in analyzer.dictionary() if _is_held(word, frequencies))
        return cls(analyzer.analyzer_id, n_documents, dict(frequencies), _read_aloud(words))

    def to_bytes(self) -> bytes:
        """For a file of a snapshot; `from_bytes` reads it."""
        return json.dumps(
            {
                "analyzer_id": self.analyzer_id,
                "n_documents": self.n_documents,
                "frequencies": dict(self.frequencies),
                "readings": dict(self.readings),
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote; the caller answers for the bytes being whole."""
        content: dict[str, Any] = json.loads(data)
        return cls(**content)

    def idf(self, term: str) -> float:
        """How much a term tells: log(1 + (N - n + 0.5) / (n + 0.5)), the idf of Lucene's BM25; above 0."""
        held = self.frequencies.get(term, 0)
        return log(1 + (max(self.n_documents, held) - held + 0.5) / (held + 0.5))

    def knows(self, word: str) -> bool:
        """Whether every term of a word occurs."""
        return all(part in self.frequencies for part in parts_of(word))

    def frequency(self, word: str) -> int:
        """An upper bound of the units that hold a word: those with its rarest part."""
        return min(self.frequencies.get(part, 0) for part in parts_of(word))

    def weight(self, word: str) -> float:
        """How much a word tells: the mean idf of its terms."""
        parts = parts_of(word)
        return sum(map(self.idf, parts)) / len(parts)


def parts_of(word: str) -> list[str]:
    """The bigrams of a word of Han characters, else the word."""
    if len(word) == 1 or not is_han(word[0]):
        return [word]
    return ["".join(pair) for pair in pairwise(word)]


def _is_held(word: str, frequencies: Mapping[str, int]) -> bool:
    if not 2 <= len(word) <= LONGEST_WORD:
        return False
    return all(word[at : at + 2] in frequencies for at in range(len(word) - 1)) and all(map(is_han, word))


def _read_aloud(words: Iterable[str]) -> dict[str, str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- slow to import

    return {word: " ".join(lazy_pinyin(word)) for word in words}
