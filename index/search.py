"""Search over the current snapshot: both legs, fused, filtered inside, quoted."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from index.analyzer.query import QueryAnalyzer
from index.analyzer.tokenizer import Analyzer
from index.encoder.base import Encoder
from index.encoder.load import load_encoder
from index.encoder.taught import Taught
from index.encoding import encoder_of
from index.filters.compile import Filters, admitted
from index.filters.facets import count_facets
from index.hits import SearchResult
from index.query import checked_k, checked_mode, checked_query
from index.ranking import Question, describe, find, rank
from index.rerank import Reranker
from index.showing import hit
from index.snapshot.follow import Follower
from index.snapshot.generations import stamp
from index.snapshot.reader import Snapshot, open_current
from index.types import Floats
from ingest.status import today

MODELS_DIR, CACHE_DIR = Path("var/models"), Path("var/cache")

Prepare = Callable[[Snapshot], object]


@dataclass(frozen=True, slots=True, eq=False)
class _Served:
    snapshot: Snapshot
    analyzer: QueryAnalyzer


class HybridIndex:
    """The current generation of a folder, and each later one within a second of its publication.

    Safe for threads: a search keeps the generation that it began with.

    """

    def __init__(
        self,
        snapshot: Snapshot,
        analyzer: Analyzer,
        encoder: Encoder | Callable[[str], Encoder],
        reranker: Reranker | None = None,
    ) -> None:
        """Serve one snapshot; `open` serves a folder.

        Args:
            snapshot: to begin with.
            analyzer: that built it.
            encoder: that built it, or what loads it by its name once a question needs it.
            reranker: asked about the best hits of every search where it is given.

        Raises AnalyzerMismatch.
        """
        self._analyzer, self._encoder, self._reranker = analyzer, encoder, reranker
        self._loading, self._changing = Lock(), Lock()
        self._is_warm = False
        self._prepare: tuple[Prepare, ...] = ()
        self._follower: Follower | None = None
        self.serve(snapshot)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        analyzer: Analyzer | None = None,
        encoder: Encoder | None = None,
        reranker: Reranker | None = None,
        models_dir: Path = MODELS_DIR,
        cache_dir: Path = CACHE_DIR,
        follow: bool = True,
    ) -> Self:
        """Serve the current generation, or the newest good one before it, whose fault is logged.

        Args:
            path: folder of the generations.
            analyzer: the one that the index was built with; by default the project's own.
            encoder: likewise; by default the one that the index names, loaded at its first use, see `warm`.
            reranker: asked about the best hits of every search where it is given.
            models_dir: where the default encoder is looked for.
            cache_dir: where the default analyzer keeps its cache.
            follow: whether later generations are served as they are published.

        Raises SnapshotError when there is no good generation, AnalyzerMismatch when another analyzer built it.
        """
        seen = stamp(path)
        snapshot = open_current(path)
        given = encoder or (lambda name: load_encoder(name, models_dir))
        index = cls(snapshot, analyzer or Analyzer(cache_dir), given, reranker)
        if follow:
            index._follower = Follower(path, index, seen, snapshot.generation)
        return index

    @property
    def snapshot(self) -> Snapshot:
        """What is served now; valid for as long as it is held."""
        return self._served.snapshot

    def serve(self, snapshot: Snapshot) -> None:
        """Answer from another snapshot; searches that have begun end on theirs.

        Raises AnalyzerMismatch and, once `warm` was called, what `warm` raises.
        """
        with self._changing:
            analyzer = QueryAnalyzer(self._analyzer, snapshot.vocabulary)
            served = _Served(snapshot, analyzer)
            if self._is_warm:
                self._load_for(served)
            self._served = served

    def warm(self, *prepare: Prepare) -> None:
        """Load now, and with every later snapshot, what else the first questions would load: fallbacks, the encoder.

        Args:
            prepare: called with each snapshot before it is served.

        Raises what loading the encoder raises, and SnapshotError when it is not the index's own.
        """
        with self._changing:
            self._is_warm, self._prepare = True, prepare
            self._load_for(self._served)

    def _load_for(self, served: _Served) -> None:
        served.analyzer.warm()
        if served.snapshot.dense:
            self._encoder_of(served.snapshot)
        for prepare in self._prepare:
            prepare(served.snapshot)

    def close(self) -> None:
        """Stop following."""
        if self._follower:
            self._follower.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        filters: Filters | None = None,
        as_of: date | None = None,
        mode: str = "hybrid",
        explain: bool = False,
    ) -> SearchResult:
        """The measures that answer a question best.

        Args:
            query: 1 to 1,000 characters with a letter or digit among them; control characters count as white space.
            k: hits wanted, 1 to 100.
            filters: values by name, see `index.filters.compile`; they hold inside of both legs.
            as_of: the day of all statuses, by default today in Asia/Shanghai.
            mode: hybrid, lexical or dense.
            explain: whether each hit says why it was found.

        Returns:
            up to k hits, best first, ties in order of document and position; none where nothing passes the filters
            or, in lexical mode, no word matches.

        Raises QueryError naming the part that is out of its limits.
        """
        started = time.perf_counter()
        text, k, mode = checked_query(query), checked_k(k), checked_mode(mode)
        served = self._served
        snapshot = served.snapshot
        day_asked = as_of or today()
        day = snapshot.day(day_asked)
        passing = admitted(snapshot.columns, filters, day)
        question = self._question(served, text, mode)
        candidates = find(snapshot, question, passing.mask)
        best = rank(snapshot, question, candidates, k, self._reranker)
        found = describe(snapshot, question, best, explain=explain)
        return SearchResult(
            generation=snapshot.generation,
            as_of=day_asked,
            hits=tuple(hit(snapshot, item, rank, day) for rank, item in enumerate(found, 1)),
            facets=count_facets(snapshot.columns, candidates.rows, day),
            rewrites=question.rewrites,
            nearest=passing.unknown,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def heard(self, query: str) -> str:
        """A query with its pinyin read as words; as it is where it has none."""
        return self._served.analyzer.heard(query)

    def odds(self, query: str) -> float:
        """Logarithm of the odds that policies answer such a question, whatever is in the index; 0 where unknown.

        It is known where the encoder has exemplars of questions that were answered and of others that were not.
        """
        served = self._served
        teaching = self._taught(served.snapshot)
        return teaching.odds(served.analyzer.heard(query)) if teaching else 0.0

    def likely(self, query: str, passages: Sequence[str]) -> Floats | None:
        """(len(passages),) logarithm of the odds that each passage answers a question; None where no reader tells."""
        served = self._served
        teaching = self._taught(served.snapshot)
        return teaching.likely(served.analyzer.heard(query), passages) if teaching else None

    def _taught(self, snapshot: Snapshot) -> Taught | None:
        encoder = self._encoder_of(snapshot) if snapshot.manifest.model is not None else None
        return encoder if isinstance(encoder, Taught) else None

    def _question(self, served: _Served, text: str, mode: str) -> Question:
        analyzed = served.analyzer.analyze(text)
        is_encoded = mode != "lexical"
        vector = self._encoder_of(served.snapshot).encode_queries([analyzed.heard])[0] if is_encoded else None
        return Question.of(analyzed, mode, vector)

    def _encoder_of(self, snapshot: Snapshot) -> Encoder:
        return encoder_of(snapshot, self._loaded)

    def _loaded(self, name: str) -> Encoder:
        """What was given, or loaded at its first use."""
        if callable(self._encoder):
            with self._loading:
                if callable(self._encoder):
                    self._encoder = self._encoder(name)
        return self._encoder
