"""What is kept of a question and of a verdict on its answer."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from service.querylog.masking import masked

ASK = "ask"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, or a question to be answered in sentences, that was answered.

    Attributes:
        query: as it was typed; masked when it is kept.
        mode: of the search; ASK for a question.
        hits: how many were found; of an answer in sentences, its citations.
        confidence: of the first hit, None without one; of the answer in sentences.
        took_ms: until the answer was there, 0 for one that was answered from memory.
        cached: whether it was.
        status: of the answer in sentences, as the wire has it; None for a search.
        at: when.
    """

    query: str
    mode: str
    hits: int
    confidence: float | None
    took_ms: float
    cached: bool
    generation: str
    status: str | None = None
    at: datetime = field(default_factory=_now)

    def masked(self) -> "Asked":
        """As it may be kept."""
        return replace(self, query=masked(self.query))


class Verdict(StrEnum):
    """What a user says of a hit, or of all of them."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    WRONG = "wrong"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer.

    Attributes:
        query: that was answered; masked when it is kept.
        measure_id: of the hit that is meant; None for the whole answer.
        comment: in the user's own words; masked when it is kept.
        at: when.
    """

    query: str
    verdict: Verdict
    measure_id: str | None = None
    comment: str = ""
    at: datetime = field(default_factory=_now)

    def masked(self) -> "Feedback":
        """As it may be kept."""
        return replace(self, query=masked(self.query), comment=masked(self.comment))
