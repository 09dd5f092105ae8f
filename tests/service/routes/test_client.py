import httpx2
import pytest

from service.client import Client, ClientError
from service.wire.search import SearchRequest


def test_the_client_reads_every_resource(client: Client) -> None:
    found = client.search(SearchRequest(query="企业注销", k=3))
    hit = found.hits[0]
    assert client.verify([hit.citation for hit in found.hits]).results[0].verdict == "valid"
    assert client.measure(hit.measure_id).measure.title == hit.title
    assert client.measures({"document": "dalian-plan"}, limit=2).total == 3
    document = client.document("法规/第1条")
    assert client.documents().total == 3
    assert client.text("法规/第1条") in client.original("法规/第1条").decode()
    assert document.versions[0].served
    assert client.units().items[0].name == "市市场监督管理局"
    assert client.unit("市税务局", {"jurisdiction": ["沈阳市"]}).total == 1
    assert client.suggest("市税").suggestions[0].text == "市税务局"


def test_a_quote_is_where_the_client_reads_it(client: Client) -> None:
    citation = client.search(SearchRequest(query="歇业备案", k=1)).hits[0].citation
    assert client.text(citation.doc_id, start=citation.start, end=citation.end) == citation.quote
    start, end = citation.source
    assert client.original(citation.doc_id)[start:end].decode() == citation.quote


def test_a_refusal_tells_what_the_service_said(client: Client) -> None:
    with pytest.raises(ClientError, match="404, unknown_document") as caught:
        client.document("nothing")
    assert caught.value.problem
    assert caught.value.problem.code == "unknown_document"


def test_a_service_that_does_not_answer_is_named() -> None:
    with Client("http://127.0.0.1:9") as nobody, pytest.raises(ClientError, match=r"127\.0\.0\.1:9.*can't be asked"):
        nobody.suggest("税")


@pytest.mark.parametrize("attempts", [1, 3])
def test_an_overloaded_service_is_asked_again(attempts: int) -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(503, headers={"Retry-After": "0"}, text="busy")

    with (
        Client("http://x", attempts=attempts, transport=httpx2.MockTransport(answer)) as client,
        pytest.raises(ClientError, match="503"),
    ):
        client.suggest("税")
    assert len(asked) == attempts
