"""Asking an index in process, as a search does, but without the texts of the hits: rankings and their scores alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np

from eval.answering import Answer
from eval.dataset import Query, Unit
from eval.runs import ranking
from index.analyzer.query import AnalyzedQuery, QueryAnalyzer
from index.analyzer.tokenizer import Analyzer
from index.encoder.base import Encoder
from index.encoder.load import load_encoder
from index.encoding import encoder_of
from index.errors import QueryError
from index.query import checked_query
from index.ranking import Candidates, Question, describe, find, rank
from index.snapshot.reader import Snapshot, open_current
from index.types import Floats

_BATCH = 64
_NAMES = 200_000  # ids that are kept


class Retriever:
    """One generation of an index; made once, asked about many queries.

    Attributes:
        snapshot: the generation.
        name: gives the id of a row's measure or document.
    """

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer, load: Callable[[str], Encoder]) -> None:
        """Take a generation.

        Args:
            snapshot: the generation.
            analyzer: that built it.
            load: gives an encoder by its name; called once questions need vectors.

        Raises AnalyzerMismatch.
        """
        self.snapshot = snapshot
        self._analyzer = QueryAnalyzer(analyzer, snapshot.vocabulary)
        self._load = lru_cache(1)(load)
        self._numbers = {name: number for number, name in enumerate(snapshot.columns.documents)}
        self.name = lru_cache(_NAMES)(self._name)

    @classmethod
    def open(cls, index: Path, models_dir: Path, cache_dir: Path, *, threads: int = 1) -> Self:
        """The current generation of a folder. Raises SnapshotError, AnalyzerMismatch."""
        analyzer = Analyzer(cache_dir)
        return cls(open_current(index), analyzer, lambda name: load_encoder(name, models_dir, threads=threads))

    def questions(self, queries: Sequence[Query], mode: str) -> Iterator[Question | QueryError]:
        """The queries, in order, as both legs see them; of one that a search refuses, why.

        Raises what loading the encoder raises, SnapshotError when it did not build the index, and QueryError when the
        mode needs vectors and the index has none.
        """
        for start in range(0, len(queries), _BATCH):
            texts = [_checked(query.text) for query in queries[start : start + _BATCH]]
            read = [text if isinstance(text, QueryError) else self._analyzer.analyze(text) for text in texts]
            heard = [one.heard for one in read if isinstance(one, AnalyzedQuery)]
            vectors = iter(self._vectors(heard) if mode != "lexical" else [None] * len(heard))
            for one in read:
                yield one if isinstance(one, QueryError) else Question.of(one, mode, next(vectors))

    @property
    def generation(self) -> str:
        """See eval.answering.Answering."""
        return self.snapshot.generation

    @property
    def config(self) -> Mapping[str, Any]:
        """Encoder, analyzer and parameters."""
        manifest = self.snapshot.manifest
        return {
            "encoder": manifest.model,
            "analyzer": manifest.analyzer,
            "parameters": self.snapshot.parameters.to_json(),
        }

    def answers(self, queries: Sequence[Query], mode: str, unit: Unit, k: int) -> Iterator[Answer | QueryError]:
        """See eval.answering.Answering; the order is that of `HybridIndex.search`. Raises what `questions` raises."""
        for question in self.questions(queries, mode):
            yield question if isinstance(question, QueryError) else self._answer(question, unit, k)

    def _answer(self, question: Question, unit: Unit, k: int) -> Answer:
        candidates = find(self.snapshot, question, None)
        if not len(candidates.rows):
            return Answer(())
        [best] = describe(self.snapshot, question, rank(self.snapshot, question, candidates, 1), explain=False)
        return Answer(ranking(self._named(candidates, unit), k), best.confidence)

    def _name(self, row: int, unit: Unit) -> str:
        if unit is Unit.DOCUMENT:
            columns = self.snapshot.columns
            return columns.documents[int(columns.arrays.document[row])]
        measure_id: str = self.snapshot.contents.packed_measure(row)["measure_id"]
        return measure_id

    def text(self, name: str, unit: Unit) -> str:
        """What a measure, or the document, says; empty for an id that the index does not hold."""
        contents = self.snapshot.contents
        if unit is Unit.MEASURE:
            row = contents.row(name)
            return contents.text(row) if row is not None else ""
        number = self._numbers.get(name)
        return contents.document(number).text if number is not None else ""

    def _named(self, candidates: Candidates, unit: Unit) -> Iterator[tuple[str, float]]:
        """Ids and scores, best first, ties by lower row as in a search."""
        for place in np.argsort(-candidates.fused, kind="stable"):
            yield self.name(int(candidates.rows[place]), unit), float(candidates.fused[place])

    def _vectors(self, texts: Sequence[str]) -> Floats:
        return encoder_of(self.snapshot, self._load).encode_queries(texts)


def _checked(text: str) -> str | QueryError:
    try:
        return checked_query(text)
    except QueryError as refusal:
        return refusal
