"""Questions with judged answers, whatever form they are kept in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Qrels = Mapping[str, Mapping[str, int]]
"""Grade by id by question id; 0 is judged and no answer."""


class Unit(StrEnum):
    """What labels name, and so what a ranking is made of."""

    MEASURE = "measure"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is typed, and its type where the dataset has types."""

    id: str
    text: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions, and what answers them.

    Attributes:
        queries: in the order of their file; those without judgements are left out.
        qrels: an entry for each query, an empty one for a question that nothing answers.
        ids: of all measures or documents that there are to find.
        corpus_sha256: of what is searched.
    """

    name: str
    unit: Unit
    queries: tuple[Query, ...]
    qrels: Qrels
    ids: frozenset[str]
    corpus_sha256: str

    @property
    def answerable(self) -> tuple[Query, ...]:
        """The queries that something answers; rankings are measured over these."""
        return tuple(query for query in self.queries if any(grade > 0 for grade in self.qrels[query.id].values()))

    @property
    def answers(self) -> list[frozenset[str]]:
        """Ids of what answers each answerable query, in their order."""
        return [
            frozenset(name for name, grade in self.qrels[query.id].items() if grade > 0) for query in self.answerable
        ]
