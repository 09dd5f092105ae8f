"""Proposes terms that a corpus uses and the dictionaries lack, for an editor to review.

A term is a string whose parts belong together and whose surroundings are free:

- cohesion: the least pointwise mutual information over all ways to cut it in two, min log(p(xy) / (p(x) * p(y))), p by
  character counts. Source: Church and Hanks, Word association norms, mutual information, and lexicography, 1990.
- freedom: the lesser entropy (natural) of the characters on its left and on its right. The border of a run is another
  character each time. Source: Jin and Tanaka-Ishii, Unsupervised segmentation of Chinese text by use of branching
  entropy, 2006.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from index.analyzer.han import HAN

LONGEST = 10  # characters
_RUN = re.compile(rf"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that may be a term."""

    text: str
    count: int
    cohesion: float
    freedom: float


def mine(
    texts: Iterable[str],
    is_known: Callable[[str], bool],
    *,
    min_count: int = 5,
    min_cohesion: float = 4.0,
    min_freedom: float = 1.2,
) -> list[Candidate]:
    """The candidates of at least three characters, the most frequent first.

    Args:
        texts: folded.
        is_known: whether a string needs no proposal.
        min_count: occurrences.
        min_cohesion: in nats.
        min_freedom: in nats.
    """
    runs = [run for text in texts for run in _RUN.findall(text)]
    counts = _frequent(runs, min_count)
    total = sum(map(len, runs))
    cohesive = {
        text: value
        for text in counts
        if len(text) > 2 and (value := _cohesion(text, counts, total)) >= min_cohesion and not is_known(text)
    }
    freedom = _freedom(runs, cohesive.keys())
    found = [
        Candidate(text, counts[text], cohesion, freedom[text])
        for text, cohesion in cohesive.items()
        if freedom[text] >= min_freedom
    ]
    return sorted(found, key=lambda candidate: (-candidate.count, candidate.text))


def _frequent(runs: Sequence[str], min_count: int) -> dict[str, int]:
    """Strings up to LONGEST with `min_count` occurrences: one pass a length, over what extends frequent ones."""
    frequent: dict[str, int] = {"": min_count}
    for size in range(1, LONGEST + 1):
        counts = Counter(
            run[at : at + size]
            for run in runs
            for at in range(len(run) - size + 1)
            if run[at : at + size - 1] in frequent
        )
        frequent |= {text: count for text, count in counts.items() if count >= min_count}
    return frequent


def _cohesion(text: str, counts: dict[str, int], total: int) -> float:
    cuts = ((counts[text[:at]], counts[text[at:]]) for at in range(1, len(text)))
    return min(log(counts[text] * total / (left * right)) for left, right in cuts)


def _freedom(runs: Sequence[str], texts: Iterable[str]) -> dict[str, float]:
    wanted = set(texts)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for run in runs:
        for start, end in _places(run, wanted):
            left[run[start:end]][run[max(0, start - 1) : start]] += 1
            right[run[start:end]][run[end : end + 1]] += 1
    return {text: min(_entropy(left[text]), _entropy(right[text])) for text in wanted}


def _places(run: str, wanted: set[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + LONGEST) + 1):
            if run[start:end] in wanted:
                yield start, end


def _entropy(neighbours: Counter[str]) -> float:
    """Entropy of the characters beside a string; "" stands for borders."""
    total = neighbours.total()
    borders = neighbours[""]
    of_characters = sum(-n / total * log(n / total) for char, n in neighbours.items() if char)
    return of_characters + borders / total * log(total)
