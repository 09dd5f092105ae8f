"""What routes ask for in their signatures. All are coroutines: FastAPI runs plain functions in a thread each."""

from typing import Annotated

from fastapi import Depends, Request

from index.search import HybridIndex
from index.snapshot.reader import Snapshot
from ingest.catalog.store import Catalog
from service.answer.ask import Answerer
from service.errors import KeyRequired
from service.holdings import Answers, Holdings
from service.querylog.writer import QueryLog


async def _holdings(request: Request) -> Holdings:
    holdings: Holdings = request.app.state.holdings
    return holdings


HoldingsDep = Annotated[Holdings, Depends(_holdings)]


async def _index(holdings: HoldingsDep) -> HybridIndex:
    return holdings.index


async def _snapshot(holdings: HoldingsDep) -> Snapshot:
    return holdings.index.snapshot


async def _catalog(holdings: HoldingsDep) -> Catalog:
    return holdings.catalog


async def _answers(holdings: HoldingsDep) -> Answers:
    return holdings.answers


async def _answerer(holdings: HoldingsDep) -> Answerer:
    return Answerer(holdings.index, holdings.writer)


async def _query_log(holdings: HoldingsDep) -> QueryLog:
    return holdings.query_log


async def require_key() -> None:
    """Refuse a write: no key has been issued to anyone."""
    raise KeyRequired


IndexDep = Annotated[HybridIndex, Depends(_index)]
"""To search. Raises NotReady."""

SnapshotDep = Annotated[Snapshot, Depends(_snapshot)]
"""One generation, the same for all of a request. Raises NotReady."""

CatalogDep = Annotated[Catalog, Depends(_catalog)]

AnswererDep = Annotated[Answerer, Depends(_answerer)]
"""To ask. Raises NotReady."""

AnswersDep = Annotated[Answers, Depends(_answers)]
"""Answers to earlier searches."""

QueryLogDep = Annotated[QueryLog, Depends(_query_log)]
"""To be told of every search that was answered, and of feedback."""
