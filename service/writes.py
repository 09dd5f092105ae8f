"""Routes that change what is published: closed, as no key has been issued that could open them."""

from fastapi import APIRouter, Depends

from ingest.errors import InputError
from service.dependencies import require_key
from service.errors import BodyTooLarge, BodyTooSlow, KeyRequired, Overloaded, TooSlow
from service.problems import responses

router = APIRouter(
    prefix="/v1/documents",
    tags=["documents"],
    dependencies=[Depends(require_key)],
    responses=responses(KeyRequired, InputError, Overloaded, TooSlow, BodyTooLarge, BodyTooSlow),
)


@router.post("", summary="发布文件（需要密钥）")
async def publish() -> None:
    """Publish a document; takes a key."""


@router.delete("/{doc_id}", summary="撤下文件（需要密钥）")
async def withdraw(doc_id: str) -> None:
    """Withdraw a document; takes a key."""
