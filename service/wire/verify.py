"""Verification of citations."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from service.wire.base import Answer, AsOf, Day, Generation, Request
from service.wire.citation import Citation

Verdict = Literal["valid", "altered", "moved", "misquoted", "superseded", "withdrawn", "unknown_document"]

_Hash = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class StatedCitation(Citation):
    """A citation of whoever asks; id and quote are as long as a body may be.

    Each string has a limit, since pydantic lets halves of surrogate pairs pass where one has none.
    """

    doc_id: str = Field(min_length=1)
    sha256: _Hash = Field(description="of the original bytes")
    text_sha256: _Hash = Field(description="of the text that the offsets refer to")
    quote: str = Field(min_length=1)


class VerifyRequest(Request):
    """Citations as hits and answers have them."""

    citations: Annotated[list[StatedCitation], Field(min_length=1, max_length=100)]
    as_of: AsOf = None


class Verification(Answer):
    """What became of a citation."""

    verdict: Verdict = Field(
        description=(
            "valid; unknown_document: no document has this id; misquoted: the cited text holds the quote nowhere; "
            "altered: the document was changed, and the quote with it; moved: the quote stands elsewhere; "
            "superseded, withdrawn: the quote is right, and its document not in force any more"
        )
    )
    why: str = Field(examples=["引文与原文逐字一致"])
    citation: Citation | None = Field(description="as it is right today; null where the text does not hold the quote")


class VerifyResponse(Answer):
    """A verdict for each citation, in the order of the request."""

    generation: Generation
    as_of: Day
    results: list[Verification]
