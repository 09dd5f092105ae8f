"""Words of an index that look or sound like something that is not in it.

Words within one edit are found by deletions: two strings of edit distance 1 share a string that each becomes by
leaving out at most one character. Source: Bocek, Hunt and Stiller, Fast Similarity Search in Large Dictionaries, 2007.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.analyzer.cutting import best_cut
from index.analyzer.vocabulary import Vocabulary

EDIT_FROM = 4  # characters of a word that is found by its looks: a shorter one is like too many others
INITIALS_FROM = 3  # characters of a word that is found by its initials
LONGEST_SPELLING = 60  # letters
_BEST = 3


class Neighbours:
    """Finds words of a vocabulary; made once for it, in about 1 s for 60,000 words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._frequency = vocabulary.frequency
        self._by_spelling: dict[str, list[str]] = defaultdict(list)
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        self._by_deletion: dict[str, list[str]] = defaultdict(list)
        for word, reading in vocabulary.readings.items():
            self._add(word, reading)
        for term in vocabulary.frequencies:
            if term.isalpha() and term.isascii() and len(term) >= EDIT_FROM:
                self._add_by_looks(term)

    def _add(self, word: str, reading: str) -> None:
        self._by_spelling[reading.replace(" ", "")].append(word)
        if len(word) >= INITIALS_FROM:
            self._by_initials["".join(syllable[0] for syllable in reading.split())].append(word)
        if len(word) >= EDIT_FROM:
            self._add_by_looks(word)

    def _add_by_looks(self, word: str) -> None:
        for key in _deletions(word):
            self._by_deletion[key].append(word)

    def alike(self, text: str) -> list[str]:
        """Words of at least EDIT_FROM characters at edit distance 1, the most frequent first."""
        found = {word for key in _deletions(text) for word in self._by_deletion.get(key, ())}
        return self._best(word for word in found if _is_one_edit(text, word))

    def homophones(self, text: str, spelling: str) -> list[str]:
        """Other words of the same length and toneless reading that share a character with `text`."""
        found = self._by_spelling.get(spelling, ())
        return self._best(
            word for word in found if len(word) == len(text) and 0 < _equal_places(word, text) < len(text)
        )

    def spelled(self, letters: str) -> list[list[str]]:
        """The words that pinyin without tones and spaces spells, in the fewest words; empty if it spells none.

        Returns:
            for each word in order, what it can be, the most frequent first.
        """
        return [self._best(self._by_spelling[piece]) for piece in self._pieces(letters)]

    def abbreviated(self, letters: str) -> list[str]:
        """The words whose syllables begin with these letters, the most frequent first."""
        return self._best(self._by_initials.get(letters, ()))

    def _pieces(self, letters: str) -> tuple[str, ...]:
        if len(letters) > LONGEST_SPELLING:
            return ()
        found = best_cut(letters, lambda piece: -1.0 if piece in self._by_spelling else None)
        return found[1] if found else ()

    def _best(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-self._frequency(word), word))[:_BEST]


def _deletions(text: str) -> Iterator[str]:
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def _equal_places(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def _is_one_edit(one: str, other: str) -> bool:
    """Whether one insertion, deletion or replacement makes `one` the `other`."""
    if len(one) == len(other):
        return _equal_places(one, other) == len(one) - 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and shorter in _deletions(longer)
