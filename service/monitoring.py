"""What machines ask that run the service: whether it lives, whether it can answer, and its figures."""

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field

from service.dependencies import HoldingsDep
from service.errors import NotReady
from service.problems import responses
from service.serving.metrics import exposition

router = APIRouter(tags=["monitoring"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """A search can be answered."""

    status: Literal["ready"] = "ready"
    generation: str = Field(description="of the index that is served", examples=["000003-580fe20f"])


class Exposition(Response):
    """Prometheus' text format."""

    media_type = CONTENT_TYPE_LATEST


@router.get("/healthz", summary="是否存活")
async def healthz() -> Alive:
    """Whether the process lives: for restarting it."""
    return Alive()


@router.get("/readyz", summary="是否可以检索", responses=responses(NotReady))
async def readyz(holdings: HoldingsDep) -> Ready:
    """Whether a search can be answered: for sending traffic."""
    return Ready(generation=holdings.index.snapshot.generation)


@router.get("/metrics", summary="运行指标", response_class=Exposition)
async def metrics(holdings: HoldingsDep) -> Exposition:
    """Latencies by route and stage, the generation of the index, cache hits, searches without result."""
    return Exposition(exposition(holdings.index if holdings.is_ready else None))
