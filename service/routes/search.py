"""`/v1/search`: the measures that answer a question best."""

from typing import Annotated

from fastapi import APIRouter, Query

from index.query import MAX_K
from index.search import HybridIndex
from service.dependencies import IndexDep
from service.routes.documented import errors
from service.routes.position import Position
from service.wire.search import Hit, SearchQuery, SearchRequest, SearchResponse

router = APIRouter(prefix="/v1/search", tags=["search"])


@router.post("", summary="检索措施", responses=errors(paged=True, body=True))
def search(asked: SearchRequest, index: IndexDep) -> SearchResponse:
    """The measures that answer a question best, each with a quote from its text; at most 100 over all pages."""
    return _answer(index, asked)


@router.get("", summary="检索措施（地址栏）", responses=errors(paged=True))
def search_by_address(asked: Annotated[SearchQuery, Query()], index: IndexDep) -> SearchResponse:
    """The same, with everything in the address: filters are parameters of their own, repeatable."""
    return _answer(index, asked.request())


def _answer(index: HybridIndex, asked: SearchRequest) -> SearchResponse:
    place = Position.of(asked, "search", asked.cursor, asked.as_of)
    end = place.start + asked.k
    result = index.search(
        asked.query,
        k=min(end + 1, MAX_K),  # one more says whether there is another page
        filters=asked.filters.stated(),
        as_of=place.as_of,
        mode=asked.mode,
        explain=asked.explain,
    )
    place = place.on(result.generation)
    return SearchResponse.model_validate(
        {
            "generation": result.generation,
            "as_of": result.as_of,
            "hits": [Hit.model_validate(hit) for hit in result.hits[place.start : end]],
            "facets": result.facets,
            "rewrites": result.rewrites,
            "nearest": result.nearest,
            "next_cursor": place.next_cursor(end if end < len(result.hits) else None),
            "took_ms": result.took_ms,
        }
    )
