"""A client of the HTTP service, with the shapes of the wire."""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from ingest.errors import ZhaoqiError
from service.problems import MEDIA_TYPE, Problem
from service.wire.ask import AskRequest, AskResponse
from service.wire.citation import Citation
from service.wire.documents import DocumentList, DocumentView
from service.wire.feedback import FeedbackRequest, FeedbackResponse
from service.wire.measures import MeasureList, MeasureView
from service.wire.search import SearchRequest, SearchResponse
from service.wire.suggest import SuggestResponse
from service.wire.units import UnitList, UnitView
from service.wire.verify import VerifyRequest, VerifyResponse

TIMEOUT_S = 30.0
ATTEMPTS = 4
LONGEST_WAIT_S = 5.0  # before another attempt, whatever the service asks for

Stated = Mapping[str, str | Sequence[str]]
_Shape = TypeVar("_Shape", bound=BaseModel)


class ClientError(ZhaoqiError):
    """The service could not be asked, or did not answer as it should.

    Attributes:
        problem: what the service said; None when it said nothing that can be read.
    """

    def __init__(self, url: str, why: str, problem: Problem | None = None) -> None:
        super().__init__(f"{url}: {why}")
        self.problem = problem


class Client:
    """Asks one service; a context manager that closes its connections; safe for threads.

    Every method raises ClientError. What the service refuses for the moment (503) is asked again when it says so.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout_s: float = TIMEOUT_S,
        attempts: int = ATTEMPTS,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        """Connect lazily.

        Args:
            url: of the service, such as http://127.0.0.1:8000.
            timeout_s: for connecting, and for each answer.
            attempts: how often a request is made before a 503 counts.
            transport: by default the network.

        Raises ClientError for an address that is none.
        """
        self._attempts = attempts
        try:
            self._http = httpx2.Client(base_url=url, timeout=timeout_s, transport=transport)
        except httpx2.InvalidURL as error:
            raise ClientError(url, f"is no address: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def search(self, request: SearchRequest) -> SearchResponse:
        """The measures that answer a question best."""
        return _read(SearchResponse, self._post("/v1/search", request))

    def ask(self, request: AskRequest) -> AskResponse:
        """A question answered in sentences that quotes prove."""
        return _read(AskResponse, self._post("/v1/ask", request))

    def feedback(self, request: FeedbackRequest) -> FeedbackResponse:
        """Say what an answer was worth."""
        return _read(FeedbackResponse, self._post("/v1/feedback", request))

    def verify(self, citations: Sequence[Citation], *, as_of: date | None = None) -> VerifyResponse:
        """Whether citations still say what the served texts say."""
        stated = [citation.model_dump() for citation in citations]
        try:
            request = VerifyRequest.model_validate({"citations": stated, "as_of": as_of})
        except ValidationError as error:
            raise ClientError("/v1/verify", f"was not asked, as it takes no such request: {error}") from error
        return _read(VerifyResponse, self._post("/v1/verify", request))

    def suggest(self, query: str, *, limit: int = 8) -> SuggestResponse:
        """Completions of what a user begins to type."""
        return _read(SuggestResponse, self._get("/v1/suggest", query=query, limit=limit))

    def measures(self, filters: Stated | None = None, **paging: Any) -> MeasureList:  # noqa: ANN401
        """One page of measures; `paging` takes as_of, limit and cursor."""
        return _read(MeasureList, self._get("/v1/measures", **(filters or {}), **paging))

    def measure(self, measure_id: str, *, as_of: date | None = None) -> MeasureView:
        """One measure with what stands around it."""
        return _read(MeasureView, self._get(f"/v1/measures/{_part(measure_id)}", as_of=as_of))

    def documents(self, filters: Stated | None = None, **paging: Any) -> DocumentList:  # noqa: ANN401
        """One page of documents; `paging` takes as_of, limit and cursor."""
        return _read(DocumentList, self._get("/v1/documents", **(filters or {}), **paging))

    def document(self, doc_id: str, *, as_of: date | None = None) -> DocumentView:
        """One document with its outline, versions and repairs."""
        return _read(DocumentView, self._get(f"/v1/documents/{_part(doc_id)}", as_of=as_of))

    def text(self, doc_id: str, *, start: int = 0, end: int | None = None) -> str:
        """The text of a document, or a part of it."""
        return self._get(f"/v1/documents/{_part(doc_id)}/text", start=start, end=end).content.decode()

    def original(self, doc_id: str) -> bytes:
        """The bytes that a document was read from."""
        return self._get(f"/v1/documents/{_part(doc_id)}/original").content

    def units(self, filters: Stated | None = None, **paging: Any) -> UnitList:  # noqa: ANN401
        """One page of responsible units; `paging` takes as_of, limit and cursor."""
        return _read(UnitList, self._get("/v1/units", **(filters or {}), **paging))

    def unit(self, name: str, filters: Stated | None = None, **paging: Any) -> UnitView:  # noqa: ANN401
        """One unit and one page of what it answers for; `paging` takes as_of, limit and cursor."""
        return _read(UnitView, self._get(f"/v1/units/{_part(name)}", **(filters or {}), **paging))

    def _get(self, path: str, **stated: Any) -> httpx2.Response:  # noqa: ANN401
        params = {name: _plain(value) for name, value in stated.items() if value is not None}
        return self._asked(self._http.build_request("GET", path, params=params))

    def _post(self, path: str, request: BaseModel) -> httpx2.Response:
        body = request.model_dump(mode="json", exclude_none=True)
        return self._asked(self._http.build_request("POST", path, json=body))

    def _asked(self, request: httpx2.Request) -> httpx2.Response:
        url = str(request.url)
        for attempt in range(1, self._attempts + 1):
            try:
                response = self._http.send(request)
            except httpx2.HTTPError as error:
                raise ClientError(url, f"the service can't be asked: {error or type(error).__name__}") from error
            if response.status_code != httpx2.codes.SERVICE_UNAVAILABLE or attempt == self._attempts:
                break
            time.sleep(_wait_s(response))
        if response.is_success:
            return response
        problem = _problem(response)
        said = f"{problem.code}: {problem.detail}" if problem else "nothing that can be read"
        raise ClientError(url, f"the service answers {response.status_code}, {said}", problem)


def _read(shape: type[_Shape], response: httpx2.Response) -> _Shape:
    try:
        return shape.model_validate_json(response.content)
    except ValidationError as error:
        raise ClientError(str(response.url), f"the answer is none of this version of the service: {error}") from error


def _problem(response: httpx2.Response) -> Problem | None:
    if response.headers.get("content-type", "").partition(";")[0] != MEDIA_TYPE:
        return None
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _wait_s(response: httpx2.Response) -> float:
    stated = response.headers.get("Retry-After", "")
    return min(float(stated), LONGEST_WAIT_S) if stated.isdecimal() else 1.0


def _plain(value: object) -> Any:  # noqa: ANN401 -- what httpx takes for a parameter
    return value.isoformat() if isinstance(value, date) else value


def _part(name: str) -> str:
    """A part of an address; ids may hold anything."""
    return quote(name, safe="")
