"""Asking a running service, as its users do."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from eval.answering import Answer
from eval.dataset import Query, Unit
from eval.runs import ranking
from index.query import MAX_K
from ingest.errors import ZhaoqiError
from service.client import Client, ClientError
from service.wire.search import Hit, SearchRequest


class ServiceChanged(ZhaoqiError):
    """The service published another generation while it was asked."""

    def __init__(self, url: str, first: str, then: str) -> None:
        super().__init__(f"{url}: answered by generation {first}, then by {then}; measure again")


class Service:
    """See eval.answering.Answering; a service gives MAX_K measures at most, whatever they collapse to."""

    def __init__(self, client: Client, url: str) -> None:
        self._client, self._url = client, url
        self.generation = ""

    @property
    def config(self) -> Mapping[str, Any]:
        """Its address."""
        return {"url": self._url}

    def answers(self, queries: Sequence[Query], mode: str, unit: Unit, k: int) -> Iterator[Answer | ZhaoqiError]:
        """See eval.answering.Answering. Raises ClientError when the service fails, ServiceChanged."""
        for query in queries:
            try:
                yield self._answer(query.text, mode, unit, k)
            except ValidationError as error:
                yield ZhaoqiError(f"query: {error.errors()[0]['msg']}")
            except ClientError as error:
                if error.problem is None or error.problem.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                    raise
                yield error

    def _answer(self, text: str, mode: str, unit: Unit, k: int) -> Answer:
        response = self._client.search(SearchRequest.model_validate({"query": text, "k": MAX_K, "mode": mode}))
        self._check(response.generation)
        hits = response.hits
        return Answer(ranking(((_name(hit, unit), hit.score) for hit in hits), k), hits[0].confidence if hits else 0.0)

    def _check(self, generation: str) -> None:
        self.generation = self.generation or generation
        if generation != self.generation:
            raise ServiceChanged(self._url, self.generation, generation)


def _name(hit: Hit, unit: Unit) -> str:
    return hit.measure_id if unit is Unit.MEASURE else hit.doc_id
