"""Where a quote stands."""

from typing import Annotated

from pydantic import ConfigDict, Field

from service.wire.base import Answer

MAX_OFFSET = 2**31 - 1

Offset = Annotated[int, Field(strict=True, ge=0, le=MAX_OFFSET)]


class Citation(Answer):
    """A quote that can be verified: `text[start:end] == quote` in the text with this hash."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "doc_id": "dalian-plan-2026",
                    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "text_sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
                    "start": 120,
                    "end": 132,
                    "quote": "推行“免申即享”惠企政策",
                    "source": [340, 376],
                }
            ]
        }
    )

    doc_id: str
    sha256: str = Field(description="of the original bytes")
    text_sha256: str = Field(description="of the text that the offsets refer to")
    start: Offset = Field(description="first character of the quote, in Unicode code points")
    end: Offset = Field(description="behind its last character")
    quote: str
    source: tuple[Offset, Offset] = Field(description="range of the original bytes that the quote was read from")
