"""What all peers are given, as files: passages with words and vectors, queries likewise. Needs numpy alone."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PASSAGES, VECTORS = "passages.jsonl", "vectors.npy"
QUERIES, QUERY_VECTORS = "queries.jsonl", "query_vectors.npy"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded.

    Attributes:
        doc_id: of the document that counts as found with it.
        text: as the encoder got it.
        words: of the text, in order, joined by spaces.
    """

    doc_id: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question; `words` as in a passage."""

    query_id: str
    text: str
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class AskedQuery:
    """A query with its (dim,) vector of unit length."""

    query: Query
    vector: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """All passages of a slice.

    Attributes:
        vectors: (len(passages), dim) of unit length.
        folder: that holds them.
    """

    passages: Sequence[Passage]
    vectors: Floats
    folder: Path


def read_corpus(folder: Path) -> Corpus:
    """What `write_passages` and `np.save` left in a folder."""
    return Corpus([Passage(**line) for line in _lines(folder / PASSAGES)], np.load(folder / VECTORS), folder)


def read_queries(folder: Path) -> list[AskedQuery]:
    """The queries of a slice, those first whose answers it holds."""
    queries = [Query(**line) for line in _lines(folder / QUERIES)]
    return [*map(AskedQuery, queries, np.load(folder / QUERY_VECTORS))]


def write_jsonl(path: Path, records: Iterable[Passage | Query]) -> None:
    """One record a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records)


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
