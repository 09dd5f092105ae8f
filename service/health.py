"""Whether the process lives, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from service.dependencies import HoldingsDep
from service.errors import NotReady
from service.problems import responses

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """A search can be answered."""

    status: Literal["ready"] = "ready"
    generation: str = Field(description="of the index that is served", examples=["000003-580fe20f"])


@router.get("/healthz", summary="是否存活")
async def healthz() -> Alive:
    """Whether the process lives: for restarting it."""
    return Alive()


@router.get("/readyz", summary="是否可以检索", responses=responses(NotReady))
async def readyz(holdings: HoldingsDep) -> Ready:
    """Whether a search can be answered: for sending traffic."""
    return Ready(generation=holdings.index.snapshot.generation)
