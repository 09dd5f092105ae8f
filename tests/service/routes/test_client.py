from datetime import date

import httpx2
import pytest

from service.client import Client, ClientError
from service.querylog.entries import Verdict
from service.wire.ask import AskRequest, Turn
from service.wire.feedback import FeedbackRequest
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


def test_the_client_asks_and_says_what_the_answer_was_worth(client: Client) -> None:
    answer = client.ask(AskRequest(question="大连歇业备案由谁负责", as_of=date(2026, 7, 1)))
    assert (answer.status, answer.answer[0].text) == ("answered", "责任单位：市市场监督管理局。")
    turns = (Turn(role="user", text="大连企业简易注销登记"), Turn(role="assistant", text="公示期为20日。"))
    there = client.ask(AskRequest(question="那沈阳呢？", history=turns, as_of=date(2026, 7, 1)))
    assert {cited.doc_id for cited in there.citations} == {"shenyang-plan"}
    said = FeedbackRequest(query="歇业", verdict=Verdict.HELPFUL, measure_id=answer.citations[0].measure_id)
    assert client.feedback(said).status == "accepted"


def test_a_verdict_on_what_is_not_there_is_refused(client: Client) -> None:
    with pytest.raises(ClientError, match="404, unknown_measure"):
        client.feedback(FeedbackRequest(query="歇业", verdict=Verdict.WRONG, measure_id="none"))


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


@pytest.mark.parametrize("count", [0, 101])
def test_what_can_not_be_verified_is_not_sent(client: Client, count: int) -> None:
    citation = client.search(SearchRequest(query="歇业备案", k=1)).hits[0].citation
    with pytest.raises(ClientError, match=r"(?s)/v1/verify: was not asked.*citations\n"):
        client.verify([citation] * count)
    assert len(client.verify([citation] * 100).results) == 100


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
