"""Typing errors and pinyin: what may be meant by a part of a query that the index does not hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from index.analyzer.han import is_han
from index.analyzer.neighbours import EDIT_FROM, Neighbours
from index.analyzer.rewrites import Proposal
from index.analyzer.tokenizer import Analyzer, Run
from index.analyzer.vocabulary import Vocabulary, parts_of

_WINDOWS = range(6, 1, -1)  # characters that are compared with words of the index
_UNLIKELY = 2.5  # orders of magnitude by which what was typed has to be less likely than what may be meant
_PLACES = 6  # unknown bigrams of a query that are looked at: this bounds the time of a query
_SPACE = re.compile(r"[\s'’]+")
_LATIN = re.compile(r"[a-z]+")


class Repair:
    """Looks up what a vocabulary does not know. Made once for it.

    What an index lacks may be an error, or just another word: 同行 is none for 通行. As in a noisy channel (Kernighan,
    Church and Gale, A Spelling Correction Program Based on a Noisy Channel Model, 1990), Han characters are taken for
    an error only where what they may mean is that much likelier in general language.
    """

    def __init__(self, vocabulary: Vocabulary, analyzer: Analyzer) -> None:
        self._vocabulary, self._analyzer = vocabulary, analyzer

    @cached_property
    def _neighbours(self) -> Neighbours:
        """Made when a query first needs them: most hold known words only."""
        return Neighbours(self._vocabulary)

    @cached_property
    def _spell(self) -> Callable[[list[str]], list[str]]:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 -- slow to import

        lazy_pinyin("重庆")  # loads its phrases
        return lazy_pinyin

    def warm(self) -> None:
        """Load now what would else be loaded by the first query that needs it, in about 1 s; in 4 s the first time."""
        _ = self._neighbours, self._spell, self._analyzer.spelling

    def heard(self, folded: str, runs: Sequence[Run]) -> str:
        """A folded query with what is pinyin in it read as words."""
        for group in reversed([*_adjacent(folded, [run for run in runs if self._is_unknown_latin(run)])]):
            end = group[-1].start + len(group[-1].text)
            words = self._read("".join(run.text for run in group))
            folded = (
                f"{folded[: group[0].start]}{''.join(choice[0] for choice in words)}{folded[end:]}" if words else folded
            )
        return folded

    def proposals(self, folded: str, runs: list[Run]) -> Iterator[Proposal]:
        """What may be meant, for the runs of a folded query that synonyms leave."""
        yield from self._latin(folded, [run for run in runs if self._is_unknown_latin(run)])
        left = _PLACES
        for run in runs:
            if is_han(run.text[0]):
                places = self._unknown_places(run)[:left]
                left -= len(places)
                yield from self._han(run, places)

    def _is_unknown_latin(self, run: Run) -> bool:
        return _LATIN.fullmatch(run.text) is not None and run.text not in self._vocabulary.frequencies

    def _latin(self, folded: str, runs: list[Run]) -> Iterator[Proposal]:
        for group in _adjacent(folded, runs):
            words = self._read("".join(run.text for run in group))
            if words:
                start, last = group[0].start, group[-1]
                targets = tuple(word for choice in words for word in choice)
                yield Proposal("pinyin", start, last.start + len(last.text), targets)
            else:
                for run in group:
                    yield from self._latin_word(run)

    def _read(self, letters: str) -> list[list[str]]:
        """The words that letters spell: of the index, else of general language; for each what it can be."""
        return self._neighbours.spelled(letters) or [[word] for word in self._analyzer.spelling.read(letters)]

    def _latin_word(self, run: Run) -> Iterator[Proposal]:
        end = run.start + len(run.text)
        spelled = [word for choice in self._neighbours.spelled(run.text) for word in choice]
        if targets := spelled or self._neighbours.abbreviated(run.text):
            yield Proposal("pinyin", run.start, end, tuple(targets))
        elif targets := self._neighbours.alike(run.text):
            yield Proposal("edit", run.start, end, tuple(targets))

    def _loose(self, run: Run) -> list[bool]:
        """Whether each character of a run is outside of the longer words that the index knows."""
        return [
            len(word) == 1 or not is_known
            for word in run.words
            for is_known in [self._vocabulary.knows(word)] * len(word)
        ]

    def _unknown_places(self, run: Run) -> list[int]:
        """Offsets in a run of the bigrams that the index lacks and that no two known words merely meet in."""
        loose = self._loose(run)
        return [
            at
            for at, part in enumerate(parts_of(run.text))
            if len(part) == 2 and part not in self._vocabulary.frequencies and (loose[at] or loose[at + 1])
        ]

    def _han(self, run: Run, places: list[int]) -> Iterator[Proposal]:
        if not places:
            return
        syllables, loose = self._spell(list(run.text)), self._loose(run)
        inside = _inside_words(run)
        done = 0
        for place in places:
            if place < done:
                continue  # the repair before it covers this place
            for start, end in _windows(place, len(run.text), loose):
                if start in inside or end in inside:
                    continue
                targets = self._meant(run.text[start:end], "".join(syllables[start:end]), run.text)
                if targets:
                    yield Proposal("edit", run.start + start, run.start + end, targets)
                    done = end - 1
                    break

    def _meant(self, text: str, spelling: str, around: str) -> tuple[str, ...]:
        found = self._neighbours.homophones(text, spelling)
        if not found and len(text) >= EDIT_FROM - 1:
            found = self._neighbours.alike(text)
        least = self._analyzer.likelihood(text) + _UNLIKELY if found else 0.0
        return tuple(word for word in found if word not in around and self._analyzer.word_likelihood(word) >= least)


def _inside_words(run: Run) -> set[int]:
    """The places in a run at which a word is cut in two."""
    borders = {0, *accumulate(map(len, run.words))}
    return set(range(len(run.text))) - borders


def _windows(place: int, length: int, loose: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Ranges that hold the bigram at `place`, the longest first; the bigram itself if it is of no word's end."""
    for size in _WINDOWS if loose[place] and loose[place + 1] else _WINDOWS[:-1]:
        for start in range(max(0, place + 2 - size), min(place, length - size) + 1):
            yield start, start + size


def _adjacent(folded: str, runs: list[Run]) -> Iterator[list[Run]]:
    """Runs with nothing but white space or apostrophes between them, together."""
    group: list[Run] = []
    for run in runs:
        if group and not _SPACE.fullmatch(folded, group[-1].start + len(group[-1].text), run.start):
            yield group
            group = []
        group.append(run)
    if group:
        yield group
