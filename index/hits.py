"""What a search gives back, with the keys that users see."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from index.analyzer.rewrites import Rewrite
from index.filters.facets import Facets
from index.marks import Marks

Json = Any


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands: `Document.text[start:end] == quote`, and `source` in the raw bytes."""

    doc_id: str
    sha256: str
    text_sha256: str
    start: int
    end: int
    quote: str
    source: tuple[int, int]


@dataclass(frozen=True, slots=True)
class HitDocument:
    """What a hit says of its document."""

    title: str | None
    issuer: str | None
    published: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Why:
    """What each leg gave, None for a leg that was not asked.

    Attributes:
        lexical: BM25.
        dense: cosine of the best passage.
        coverage: share of the question's words that the measure holds, by rarity.
        known: share of them that the index holds at all.
        terms: what each word of the question, or rewrite of one, gives to `lexical`.
        passage: the quoted passage as it was embedded, title path included.
        rerank: score of the cross-encoder.
    """

    lexical: float | None
    dense: float | None
    coverage: float | None
    known: float | None
    terms: dict[str, float]
    passage: str
    rerank: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One measure that was found.

    Attributes:
        rank: from 1.
        score: ranks hits within one query, and means nothing across queries.
        confidence: probability that the hit answers the question, comparable across queries.
        status: of the day that was asked about.
        units, deadlines, service_modes: as `ingest.serialise.measure_json` has them.
        marks: ranges of `text`, in code points, that hold words of the question.
        citation: the best passage.
        why: only where it was asked for.
    """

    rank: int
    measure_id: str
    doc_id: str
    title: str
    section_path: tuple[str, ...]
    text: str
    score: float
    confidence: float
    status: str
    units: tuple[Json, ...]
    deadlines: tuple[Json, ...]
    service_modes: tuple[Json, ...]
    document: HitDocument
    marks: Marks
    citation: Citation
    why: Why | None = None

    def to_json(self) -> dict[str, Json]:
        """The hit as users get it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search.

    Attributes:
        generation: the snapshot that gave it.
        as_of: the day of the statuses.
        hits: best first; ties in order of document and position.
        facets: counts over the candidates, which are not all that match.
        rewrites: other forms that were looked for.
        nearest: for each filter value that the snapshot does not know, as `name=value`, the nearest known ones.
        took_ms: from the call to the answer.
    """

    generation: str
    as_of: date
    hits: tuple[Hit, ...]
    facets: Facets
    rewrites: tuple[Rewrite, ...] = ()
    nearest: dict[str, tuple[str, ...]] = field(default_factory=dict)
    took_ms: float = 0.0

    def to_json(self) -> dict[str, Json]:
        """The answer as users get it."""
        return {**asdict(self), "as_of": self.as_of.isoformat()}
