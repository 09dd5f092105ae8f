"""Words of a folded text, by jieba's dictionary and the policy dictionary.

The hidden Markov model of jieba is off: it guesses words that are in no dictionary, another guess in each surrounding.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any


class Segmenter:
    """A jieba tokenizer of its own. Takes 1 s to make, 0.3 s when its cache file is there."""

    def __init__(self, words: Iterable[str], cache_dir: Path) -> None:
        """Load the dictionary.

        Args:
            words: folded words that the dictionary holds besides its own.
            cache_dir: where the cache file of jieba's dictionary is written; made if needed. If it can't be, there is
                no cache.
        """
        self._tokenizer = _load(cache_dir)
        for word in sorted(words):
            self._tokenizer.add_word(word)
        self._cut = self._tokenizer.cut

    def words(self, run: str) -> Iterator[str]:
        """The words of a run of Han characters; joined, they are the run."""
        words: Iterator[str] = self._cut(run, HMM=False)
        return words

    def vocabulary(self) -> Iterator[str]:
        """Every word of the dictionary."""
        return (word for word, frequency in self._tokenizer.FREQ.items() if frequency)


def _load(cache_dir: Path) -> Any:  # noqa: ANN401 -- jieba has no types
    import jieba  # noqa: PLC0415 -- slow to import

    jieba.setLogLevel(logging.CRITICAL)  # it reports to stderr that it loads, and that a folder takes no cache
    with suppress(OSError):  # jieba finds no folder either, and goes on without a cache
        cache_dir.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir, tokenizer.cache_file = str(cache_dir), f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    return tokenizer
