"""`/v1/features`: what the service can do, for clients that offer no more than that."""

from fastapi import APIRouter, Request
from pydantic import Field

from service.routes.documented import errors
from service.wire.base import Answer

router = APIRouter(prefix="/v1/features", tags=["monitoring"])


class Features(Answer):
    """What stands under `/v1/`."""

    features: list[str] = Field(description="first parts of the paths", examples=[["ask", "measures", "search"]])


@router.get("", summary="服务能做什么", responses=errors())
def show_features(request: Request) -> Features:
    """The resources that this service has, whether or not it is ready."""
    paths = request.app.openapi()["paths"]
    return Features(features=sorted({path.split("/")[2] for path in paths if path.startswith("/v1/")}))
