"""`/v1/suggest`: completions of what a user begins to type."""

from typing import Annotated

from fastapi import APIRouter, Query

from index.browse.suggest import suggester
from service.dependencies import SnapshotDep
from service.routes.documented import errors
from service.wire.suggest import Suggestion, SuggestQuery, SuggestResponse

router = APIRouter(prefix="/v1/suggest", tags=["search"])


@router.get("", summary="输入提示", responses=errors())
def suggest(asked: Annotated[SuggestQuery, Query()], snapshot: SnapshotDep) -> SuggestResponse:
    """Units, policy terms and titles that begin with, or hold, what was typed, in characters, pinyin or initials."""
    found = suggester(snapshot).suggest(asked.query, asked.limit)
    return SuggestResponse(
        generation=snapshot.generation, suggestions=[Suggestion.model_validate(item) for item in found]
    )
