"""The words of every row, of which those that the generation before has are taken over: segmenting takes longest."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index.analyzer.tokenizer import Analyzer
from index.lexical.build import build_postings, join, take
from index.lexical.fields import FieldTokens
from index.lexical.postings import Postings
from index.snapshot.reader import LEXICAL, Snapshot
from ingest.records import Document, Measure

KEYS = "row_keys.npy"
_KEY_BYTES = 16
_VERSION = "1"  # of the fields below

Texts = tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]]


class Terms:
    """Collects rows in order."""

    def __init__(self, analyzer: Analyzer, previous: Snapshot | None) -> None:
        """Begin.

        Args:
            analyzer: for what is new.
            previous: whose rows of equal texts are taken over, if the same analyzer made them.
        """
        self._analyzer, self._previous = analyzer, previous
        self._known = _rows_by_key(previous)
        self._keys: list[bytes] = []
        self._kept: list[int] = []
        self._order: list[int] = []  # n for the n-th row taken over, -1 for a new one

    def add(self, document: Document, measure: Measure) -> FieldTokens | None:
        """Append a row; its terms where they are new, which `postings` wants to have in the same order."""
        texts = _texts(document, measure)
        key = self._key(texts)
        self._keys.append(key)
        if self._known.get(key):
            self._order.append(len(self._kept))
            self._kept.append(self._known[key].pop())
            return None
        self._order.append(-1)
        return FieldTokens(*map(self._words, texts))

    def postings(self, new: Iterable[FieldTokens]) -> Postings:
        """The index of all rows that were added.

        Args:
            new: what `add` gave, consumed first, so that it may call `add` on the way.
        """
        fresh = build_postings(new)
        if self._previous is None or not self._kept:
            return fresh
        joined = take(Postings.open(self._previous.path / LEXICAL), np.array(self._kept, np.int64))
        if fresh.n_rows:
            joined = join(joined, fresh)
        order = np.array(self._order, np.int64)
        new_rows = order < 0
        order[new_rows] = len(self._kept) + np.arange(new_rows.sum())
        return take(joined, order)

    def save_keys(self, folder: Path) -> None:
        """Write what the next generation tells its unchanged rows by."""
        np.save(folder / KEYS, np.frombuffer(b"".join(self._keys), np.uint8).reshape(-1, _KEY_BYTES))

    def _key(self, texts: Texts) -> bytes:
        digest = hashlib.blake2b(f"{_VERSION}\n{self._analyzer.analyzer_id}".encode(), digest_size=_KEY_BYTES)
        for field in texts:
            for text in field:
                digest.update(f"\x01{text}".encode("utf-8", "surrogatepass"))
            digest.update(b"\x00")
        return digest.digest()

    def _words(self, texts: Sequence[str]) -> list[str]:
        return [token.text for text in texts for token in self._analyzer.tokens(text)]


def _texts(document: Document, measure: Measure) -> Texts:
    """Title, section path, body and units. The innermost heading is the title: of an article, that of its document."""
    headings = [part for part in (document.meta.title or "", *measure.section_path, measure.title) if part]
    body = measure.text_span.of(document.text)
    return headings[-1:], headings[:-1], [body], [unit.canonical for unit in measure.fields.units]


def _rows_by_key(previous: Snapshot | None) -> dict[bytes, list[int]]:
    rows: dict[bytes, list[int]] = defaultdict(list)
    if previous:
        keys = np.load(previous.path / KEYS).tobytes()
        for row in range(len(keys) // _KEY_BYTES):
            rows[keys[row * _KEY_BYTES : (row + 1) * _KEY_BYTES]].append(row)
    return rows
