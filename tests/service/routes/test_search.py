import json
from pathlib import Path
from typing import Any, get_args

import httpx2
import pytest

from index.analyzer import rewrites
from index.query import MODES
from index.search import HybridIndex
from service.wire import search as wire

DAY = "2026-07-01"
QUESTION = "企业注销"


def ask(http: httpx2.Client, **request: Any) -> dict[str, Any]:  # noqa: ANN401 -- also what is wrong
    response = http.post("/search", json={"query": QUESTION, "as_of": DAY, **request})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["measure_id"] for hit in answer["hits"]]


def test_the_answer_is_that_of_the_index(http: httpx2.Client, data: Path) -> None:
    with HybridIndex.open(data / "index", cache_dir=data / "cache", follow=False) as index:
        known = index.search(QUESTION, k=3, explain=True).to_json()
    answer = http.post("/search", json={"query": QUESTION, "k": 3, "explain": True, "as_of": known["as_of"]}).json()
    for name in ("generation", "as_of", "facets", "nearest"):
        assert answer[name] == known[name]
    for hit, expected in zip(answer["hits"], known["hits"], strict=True):
        assert hit.keys() == expected.keys()
        for name in ("measure_id", "title", "text", "score", "confidence", "status", "document", "why"):
            assert hit[name] == expected[name]
        assert [tuple(mark) for mark in hit["marks"]] == list(expected["marks"])


def test_a_question_in_the_address_is_the_same_question(http: httpx2.Client) -> None:
    params = {"query": QUESTION, "as_of": DAY, "k": "2", "unit": ["市税务局", "市财政局"], "status": ["running"]}
    by_address = http.get("/search", params=params).json()
    posted = ask(http, k=2, filters={"unit": ["市税务局", "市财政局"], "status": "running"})
    assert ids(by_address) == ids(posted)
    assert len(ids(posted)) == 2


def test_pages_are_the_whole_without_gap_or_repetition(http: httpx2.Client) -> None:
    whole = ask(http, k=100)
    assert whole["next_cursor"] is None
    found, cursor = [], None
    while True:
        page = ask(http, k=4, **({"cursor": cursor} if cursor else {}))
        found += page["hits"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [(hit["rank"], hit["measure_id"]) for hit in found] == [
        (hit["rank"], hit["measure_id"]) for hit in whole["hits"]
    ]
    assert len(found) > 4


def test_an_answer_that_was_kept_is_the_same_answer(http: httpx2.Client) -> None:
    first, again = ask(http, k=5), ask(http, k=5)
    assert {**first, "took_ms": 0} == {**again, "took_ms": 0}


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        pytest.param({"status": "past"}, {"推进企业简易注销"}, id="one-value"),
        pytest.param(
            {"unit": ["大连市税务局"]}, {"推进企业简易注销", "推行惠企政策免申即享"}, id="unit-with-its-place"
        ),
        pytest.param({"unit": "市税务局", "jurisdiction": "沈阳市"}, {"落实税费优惠"}, id="both-required"),
        pytest.param({"unit": "没有这个局"}, set(), id="an-empty-filter-is-an-empty-answer"),
        pytest.param({"deadline_from": "2026-07", "deadline_to": "2026-09"}, {"优化企业注销服务"}, id="deadlines"),
    ],
)
def test_filters(http: httpx2.Client, filters: dict[str, Any], titles: set[str]) -> None:
    assert {hit["title"] for hit in ask(http, filters=filters)["hits"]} == titles


def test_a_filter_value_that_nothing_has_names_the_nearest(http: httpx2.Client) -> None:
    assert "市税务局" in ask(http, filters={"unit": "税务局"})["nearest"]["unit=税务局"]


@pytest.mark.parametrize(
    ("request_", "status", "code", "field"),
    [
        pytest.param({}, 422, "invalid_request", "query", id="no-question"),
        pytest.param({"query": ""}, 422, "invalid_request", "query", id="empty"),
        pytest.param({"query": "？！"}, 422, "invalid_query", "query", id="no-word"),
        pytest.param({"query": "税" * 1001}, 422, "invalid_request", "query", id="too-long"),
        pytest.param({"query": "税", "k": 0}, 422, "invalid_request", "k", id="k-too-small"),
        pytest.param({"query": "税", "k": 101}, 422, "invalid_request", "k", id="k-too-large"),
        pytest.param({"query": "税", "mode": "x"}, 422, "invalid_request", "mode", id="mode"),
        pytest.param({"query": "税", "as_of": "2026-02-30"}, 422, "invalid_request", "as_of", id="no-such-day"),
        pytest.param({"query": "税", "as_of": 0}, 422, "invalid_request", "as_of", id="day-as-a-number"),
        pytest.param({"query": "税", "as_of": "0"}, 422, "invalid_request", "as_of", id="day-as-a-timestamp"),
        pytest.param({"query": "税", "filters": {"x": "y"}}, 422, "invalid_request", "filters.x", id="filter-name"),
        pytest.param({"query": "税", "filters": {"unit": " "}}, 422, "invalid_query", "unit", id="filter-value"),
        pytest.param(
            {"query": "税", "filters": {"deadline_to": "2026-13"}},
            422,
            "invalid_query",
            "deadline_to",
            id="no-such-month",
        ),
        pytest.param({"query": "税", "x": 1}, 422, "invalid_request", "x", id="unknown-name"),
        pytest.param({"query": "\ud800"}, 422, "invalid_request", "query", id="half-a-surrogate-pair"),
    ],
)
def test_what_is_wrong_is_named(
    http: httpx2.Client, request_: dict[str, Any], status: int, code: str, field: str
) -> None:
    body = json.dumps(request_)  # escapes what is no character
    response = http.post("/search", content=body, headers={"Content-Type": "application/json"})
    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["errors"][0]["field"].startswith(field)


def test_the_longest_question_is_answered(http: httpx2.Client) -> None:
    assert ask(http, query="企业" * 500)["hits"]


def test_a_cursor_of_another_question_is_refused(http: httpx2.Client) -> None:
    cursor = ask(http, k=1)["next_cursor"]
    response = http.post("/search", json={"query": "贷款贴息", "as_of": DAY, "cursor": cursor})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_cursor")


def test_the_wire_knows_every_mode_and_kind_of_rewrite() -> None:
    assert get_args(wire.Mode) == MODES
    assert get_args(wire.Rewrite.model_fields["kind"].annotation) == get_args(rewrites.Kind)
