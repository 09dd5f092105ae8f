"""What is kept of a question and of a verdict on its answer."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from service.querylog.masking import masked


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was answered.

    Attributes:
        query: as it was typed; masked when it is kept.
        hits: how many were found.
        confidence: of the first hit; None without one.
        took_ms: of the search, 0 for one that was answered from memory.
        cached: whether it was.
        at: when.
    """

    query: str
    mode: str
    hits: int
    confidence: float | None
    took_ms: float
    cached: bool
    generation: str
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
