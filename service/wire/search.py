"""Search."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from service.wire.base import (
    Answer,
    AsOf,
    Cursor,
    Day,
    DocumentStatus,
    Generation,
    Nearest,
    NextCursor,
    Request,
    Status,
)
from service.wire.citation import Citation
from service.wire.fields import Deadline, Term, Unit
from service.wire.filters import Filters

Mode = Literal["hybrid", "lexical", "dense"]
Question = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="in any words, in characters or pinyin; at least one letter or digit",
        examples=["公司暂时没生意，能不能先停着？"],
    ),
]
K = Annotated[int, Field(ge=1, le=100, description="hits wanted")]
SearchMode = Annotated[Mode, Field(description="by words, by meaning, or by both")]
Explain = Annotated[bool, Field(description="whether each hit says why it was found")]


class SearchRequest(Request):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "query": "公司暂时没生意，能不能先停着？",
                    "k": 5,
                    "filters": {"applies_in": ["大连市"], "status": ["running", "due", "open"]},
                    "as_of": "2026-06-30",
                }
            ]
        }
    )

    query: Question
    k: Annotated[K, Field(strict=True)] = 10
    filters: Filters = Filters()
    as_of: AsOf = None
    mode: SearchMode = "hybrid"
    explain: Annotated[Explain, Field(strict=True)] = False
    cursor: Cursor = None


class SearchQuery(Filters):
    """The same in the address."""

    query: Question
    k: K = 10
    as_of: AsOf = None
    mode: SearchMode = "hybrid"
    explain: Explain = False
    cursor: Cursor = None

    def request(self) -> SearchRequest:
        """As it would have been posted."""
        own = {name: getattr(self, name) for name in SearchRequest.model_fields if name != "filters"}
        return SearchRequest(**own, filters=Filters.model_validate(self.stated()))


class HitDocument(Answer):
    """What a hit says of its document."""

    title: str | None = Field(examples=["大连市优化营商环境行动方案"])
    issuer: str | None = Field(examples=["大连市人民政府"])
    published: str | None = Field(description="ISO 8601, possibly cut to month or year", examples=["2026-01-05"])
    status: DocumentStatus


class Why(Answer):
    """Why a hit was found; null for a leg that was not asked."""

    lexical: float | None = Field(description="BM25")
    dense: float | None = Field(description="cosine of the best passage")
    coverage: float | None = Field(description="share of the question's words that the measure holds, by rarity")
    known: float | None = Field(description="share of them that the index holds at all")
    terms: dict[str, float] = Field(description="what each word gives to `lexical`")
    passage: str = Field(description="the quoted passage with its title path")
    rerank: float | None = Field(description="score of the cross-encoder")


class Hit(Answer):
    """One measure that was found."""

    rank: int = Field(description="from 1")
    measure_id: str = Field(examples=["dalian-plan-2026.y7s32si5"])
    doc_id: str = Field(examples=["dalian-plan-2026"])
    title: str = Field(examples=["推行歇业备案制度"])
    section_path: list[str] = Field(description="headings above it, outermost first", examples=[["打造便利的市场环境"]])
    text: str
    score: float = Field(description="ranks the hits of one question; means nothing across questions")
    confidence: float = Field(ge=0, le=1, description="probability that the hit answers, comparable across questions")
    status: Status
    units: list[Unit]
    deadlines: list[Deadline]
    service_modes: list[Term]
    document: HitDocument
    marks: list[tuple[int, int]] = Field(description="ranges of `text`, in code points, with words of the question")
    citation: Citation = Field(description="the best passage, quoted")
    why: Why | None = Field(default=None, description="only where it was asked for")


class Facets(Answer):
    """Counts over the candidates of the question, which are not all that match."""

    candidates: int
    counts: dict[str, dict[str, int]] = Field(examples=[{"status": {"running": 41, "past": 12}}])
    over: str = Field(examples=["candidates"])


class Rewrite(Answer):
    """What else was looked for."""

    kind: Literal["synonym", "pinyin", "edit"]
    source: str = Field(examples=["没生意"])
    target: str = Field(examples=["歇业"])
    weight: float
    span: tuple[int, int] = Field(description="where the source stands in the question")


class SearchResponse(Answer):
    """The measures that answer best, and what was done to find them."""

    generation: Generation
    as_of: Day
    hits: list[Hit] = Field(description="best first")
    facets: Facets
    rewrites: list[Rewrite]
    nearest: Nearest
    next_cursor: NextCursor
    took_ms: float
