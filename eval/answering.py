"""Who can be asked the questions of a dataset: an index in process, or a service."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from eval.dataset import Query, Unit
from eval.runs import Ranking
from ingest.errors import ZhaoqiError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query got.

    Attributes:
        ranking: best first, empty where nothing was found.
        confidence: that the first hit answers, 0 without one.
    """

    ranking: Ranking
    confidence: float = 0.0


class Answering(Protocol):
    """Answers queries by one generation of an index."""

    @property
    def generation(self) -> str:
        """Its name, as far as an answer has told it."""
        ...

    @property
    def config(self) -> Mapping[str, Any]:
        """What the answers depend on besides, by name, fit for JSON."""
        ...

    def answers(self, queries: Sequence[Query], mode: str, unit: Unit, k: int) -> Iterator[Answer | ZhaoqiError]:
        """For each query, in order, the best k measures or documents, or why it is refused.

        Args:
            queries: any number.
            mode: hybrid, lexical or dense.
            unit: what is ranked; a document counts once, by its best measure.
            k: how many of them.
        """
        ...
