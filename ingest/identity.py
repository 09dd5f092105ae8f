"""Ids of measures: URL-safe, unique, and kept when a new version of the document says the same.

An id is that of its document, escaped, a full stop, and 8 characters of a hash of title and text. On a new version a
measure takes the id of the old measure it continues: the same title and text, else the only one of its title, else the
most similar one.
"""

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, pairwise

from ingest.records import Document

Known = tuple[str, str, str]  # measure id, title, text
SIMILAR = 0.6  # Dice coefficient of the character bigrams
WINDOW = 100  # how far a changed measure may have moved among the changed ones; keeps thousands of them affordable
_HASH_CHARS = 8
_SAFE = re.compile(r"[A-Za-z0-9._-]+")


def safe(doc_id: str) -> str:
    """A document id in the characters A-Z a-z 0-9 . _ - ~ alone; different ids stay different."""
    if _SAFE.fullmatch(doc_id):
        return doc_id
    return "~" + base64.urlsafe_b64encode(doc_id.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def assign(document: Document, previous: Sequence[Known] = ()) -> Document:
    """The document with the ids of its measures.

    Args:
        document: as parsed; what its measures have for ids is ignored.
        previous: every measure that earlier versions had, each id once with its latest title and text, the ones of
            the current version first. None of these ids is given to a measure that does not continue its old one.
    """
    contents = [(measure.title, measure.text_span.of(document.text)) for measure in document.measures]
    ids = _carried(contents, previous) if previous else {}
    taken = {measure_id for measure_id, _, _ in previous}
    for number, content in enumerate(contents):
        if number not in ids:
            ids[number] = _new_id(document.doc_id, content, taken)
            taken.add(ids[number])
    measures = (replace(measure, measure_id=ids[number]) for number, measure in enumerate(document.measures))
    return replace(document, measures=tuple(measures))


def _new_id(doc_id: str, content: tuple[str, str], taken: set[str]) -> str:
    ids = (f"{safe(doc_id)}.{_digest(content, attempt)}" for attempt in count())
    return next(measure_id for measure_id in ids if measure_id not in taken)


def _digest(content: tuple[str, str], attempt: int) -> str:
    title, text = content
    key = f"{title}\n{text}" + (f"\n{attempt}" if attempt else "")
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:5]).decode().lower()[:_HASH_CHARS]


def _carried(contents: Sequence[tuple[str, str]], previous: Sequence[Known]) -> dict[int, str]:
    """Old id by number of the measure that continues it."""
    pairs = dict[int, int]()  # number of the measure: number of the old one
    _pair_equal(pairs, contents, [(title, text) for _, title, text in previous])
    _pair_single_titles(pairs, contents, previous)
    _pair_similar(pairs, contents, previous)
    return {new: previous[old][0] for new, old in pairs.items()}


def _pair_equal(pairs: dict[int, int], contents: Sequence[tuple[str, str]], old: Sequence[tuple[str, str]]) -> None:
    free = defaultdict[tuple[str, str], list[int]](list)
    for number in reversed(range(len(old))):
        free[old[number]].append(number)
    for number, content in enumerate(contents):
        if free.get(content):
            pairs[number] = free[content].pop()


def _pair_single_titles(pairs: dict[int, int], contents: Sequence[tuple[str, str]], previous: Sequence[Known]) -> None:
    new = _single((number, contents[number][0]) for number in range(len(contents)) if number not in pairs)
    used = set(pairs.values())
    old = _single((number, known[1]) for number, known in enumerate(previous) if number not in used)
    pairs.update({new[title]: old[title] for title in new.keys() & old.keys() if title})


def _single(titles: Iterable[tuple[int, str]]) -> dict[str, int]:
    numbered = list(titles)
    counts = Counter(title for _, title in numbered)
    return {title: number for number, title in numbered if counts[title] == 1}


def _pair_similar(pairs: dict[int, int], contents: Sequence[tuple[str, str]], previous: Sequence[Known]) -> None:
    used = set(pairs.values())
    new = [(number, _bigrams(*content)) for number, content in enumerate(contents) if number not in pairs]
    old = [(number, _bigrams(*known[1:])) for number, known in enumerate(previous) if number not in used]
    scored = [
        (-score, abs(new_number - old_number), new_number, old_number)
        for rank, (new_number, shape) in enumerate(new)
        for old_number, other in old[max(0, rank - WINDOW) : rank + WINDOW]
        if (score := _similarity(shape, other)) >= SIMILAR
    ]
    for _, _, new_number, old_number in sorted(scored):
        if new_number not in pairs and old_number not in used:
            pairs[new_number] = old_number
            used.add(old_number)


def _bigrams(title: str, text: str) -> frozenset[str]:
    joined = f"{title}\n{text}"
    return frozenset(map("".join, pairwise(joined)))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice coefficient, 0 to 1."""
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < SIMILAR * total:
        return 0.0  # can't be reached
    return 2 * len(one & other) / total
