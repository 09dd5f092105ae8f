import json
from typing import Any, get_args

import httpx2
import pytest

from index.verify import Verdict
from service.wire import verify as wire

Citation = dict[str, Any]


@pytest.fixture(scope="module")
def citation(http: httpx2.Client) -> Citation:
    found: Citation = http.post("/search", json={"query": "歇业备案", "k": 1}).json()["hits"][0]["citation"]
    return found


def verdicts(http: httpx2.Client, *citations: Citation) -> list[str]:
    results = http.post("/verify", json={"citations": citations}).json()["results"]
    return [result["verdict"] for result in results]


def test_verdicts_come_in_the_order_of_the_citations(http: httpx2.Client, citation: Citation) -> None:
    unknown, misquoted = {**citation, "doc_id": "x"}, {**citation, "quote": "企业必须歇业"}
    assert verdicts(http, unknown, citation, misquoted) == ["unknown_document", "valid", "misquoted"]


def test_a_quote_that_moved_comes_with_the_right_citation(http: httpx2.Client, citation: Citation) -> None:
    moved = {**citation, "start": citation["start"] + 1, "end": citation["end"] + 1}
    (result,) = http.post("/verify", json={"citations": [moved]}).json()["results"]
    assert (result["verdict"], result["citation"]) == ("moved", citation)


def test_a_quote_that_is_not_there_comes_without_one(http: httpx2.Client, citation: Citation) -> None:
    altered = {**citation, "text_sha256": "0", "quote": "旧的说法"}
    (result,) = http.post("/verify", json={"citations": [altered]}).json()["results"]
    assert (result["verdict"], result["citation"]) == ("altered", None)


@pytest.mark.parametrize(
    ("citations", "field"),
    [
        pytest.param([], "citations", id="none"),
        pytest.param([{}], "citations.0.doc_id", id="empty"),
        pytest.param([{}] * 101, "citations", id="too-many"),
        pytest.param(None, "citations", id="no-list"),
    ],
)
def test_what_is_no_citation_is_named(http: httpx2.Client, citations: object, field: str) -> None:
    response = http.post("/verify", json={"citations": citations})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert response.json()["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": -1},
        {"start": "1"},
        {"end": 2**31},
        {"quote": ""},
        {"source": [1]},
        {"doc_id": ""},
        {"sha256": "0" * 65},
        *({name: "\ud83d"} for name in ("doc_id", "sha256", "text_sha256", "quote")),  # half of a character
    ],
    ids=ascii,
)
def test_what_is_wrong_with_a_citation_is_named(http: httpx2.Client, citation: Citation, wrong: Citation) -> None:
    escaped = json.dumps({"citations": [{**citation, **wrong}]})
    response = http.post("/verify", content=escaped, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].startswith(f"citations.0.{next(iter(wrong))}")


def test_an_id_may_be_long(http: httpx2.Client, citation: Citation) -> None:
    assert verdicts(http, {**citation, "doc_id": "法规" * 1000}) == ["unknown_document"]


def test_the_wire_knows_every_verdict() -> None:
    assert get_args(wire.Verdict) == get_args(Verdict)


def test_as_many_long_citations_as_are_taken_fit_into_a_body(http: httpx2.Client, citation: Citation) -> None:
    escaped = json.dumps({"citations": [{**citation, "quote": "歇" * 600}] * 100})
    response = http.post("/verify", content=escaped, headers={"Content-Type": "application/json"})
    assert response.status_code == 200, response.text
    assert {result["verdict"] for result in response.json()["results"]} == {"misquoted"}
