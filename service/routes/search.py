"""`/v1/search`: the measures that answer a question best."""

from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Query

from index.hits import SearchResult
from index.query import MAX_K
from index.search import HybridIndex
from service.dependencies import AnswersDep, IndexDep, QueryLogDep
from service.holdings import Answers
from service.querylog.entries import Asked
from service.querylog.writer import QueryLog
from service.routes.documented import errors
from service.routes.position import Position
from service.serving.metrics import stage
from service.wire.search import Hit, SearchQuery, SearchRequest, SearchResponse

router = APIRouter(prefix="/v1/search", tags=["search"])


@router.post("", summary="检索措施", responses=errors(paged=True, body=True))
def search(asked: SearchRequest, index: IndexDep, answers: AnswersDep, query_log: QueryLogDep) -> SearchResponse:
    """The measures that answer a question best, each with a quote from its text; at most 100 over all pages."""
    return _answer(asked, index, answers, query_log)


@router.get("", summary="检索措施（参数写在网址里）", responses=errors(paged=True))
def search_by_address(
    asked: Annotated[SearchQuery, Query()], index: IndexDep, answers: AnswersDep, query_log: QueryLogDep
) -> SearchResponse:
    """The same, with everything in the address: filters are parameters of their own, repeatable."""
    return _answer(asked.request(), index, answers, query_log)


def _answer(asked: SearchRequest, index: HybridIndex, answers: Answers, query_log: QueryLog) -> SearchResponse:
    started = perf_counter()
    place = Position.of(asked, "search", asked.cursor, asked.as_of)
    end = place.start + asked.k
    result, cached = _result(asked, place, min(end + 1, MAX_K), index, answers)  # one more says if there is more
    place = place.on(result.generation)
    took_ms = (perf_counter() - started) * 1000
    if place.start == 0:
        query_log.asked(_entry(asked, result, cached=cached, took_ms=took_ms))
    with stage("render"):
        return SearchResponse.model_validate(
            {
                "generation": result.generation,
                "as_of": result.as_of,
                "hits": [Hit.model_validate(hit) for hit in result.hits[place.start : end]],
                "facets": result.facets,
                "rewrites": result.rewrites,
                "nearest": result.nearest,
                "next_cursor": place.next_cursor(end if end < len(result.hits) else None),
                "took_ms": took_ms,
            }
        )


def _result(
    asked: SearchRequest, place: Position, k: int, index: HybridIndex, answers: Answers
) -> tuple[SearchResult, bool]:
    """The answer, and whether it was given before."""
    request = (place.query, place.as_of, k)
    kept = answers.get((index.snapshot.generation, *request))
    if kept is not None:
        return kept, True
    with stage("search"):
        result = index.search(
            asked.query,
            k=k,
            filters=asked.filters.stated(),
            as_of=place.as_of,
            mode=asked.mode,
            explain=asked.explain,
        )
    answers.put((result.generation, *request), result)
    return result, False


def _entry(asked: SearchRequest, result: SearchResult, *, cached: bool, took_ms: float) -> Asked:
    return Asked(
        query=asked.query,
        mode=asked.mode,
        hits=len(result.hits),
        confidence=result.hits[0].confidence if result.hits else None,
        took_ms=0.0 if cached else took_ms,
        cached=cached,
        generation=result.generation,
    )
