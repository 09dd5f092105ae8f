"""`/v1/verify`: whether citations still say what the served texts say."""

from fastapi import APIRouter

from index.hits import Citation
from index.verify import verify
from ingest.status import today
from service.dependencies import SnapshotDep
from service.routes.documented import errors
from service.wire.verify import Verification, VerifyRequest, VerifyResponse

router = APIRouter(prefix="/v1/verify", tags=["verify"])


@router.post("", summary="核对引文", responses=errors(body=True))
def verify_citations(asked: VerifyRequest, snapshot: SnapshotDep) -> VerifyResponse:
    """A verdict for each citation: it is compared with the served text, character by character."""
    as_of = asked.as_of or today()
    day = snapshot.day(as_of)
    verified = [verify(snapshot, Citation(**citation.model_dump()), day) for citation in asked.citations]
    return VerifyResponse(
        generation=snapshot.generation,
        as_of=as_of,
        results=[Verification.model_validate(result) for result in verified],
    )
