import json
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx2
import pytest

from service.querylog.stats import Stats, stats
from service.querylog.store import QueryLogStore
from service.wire.ask import AskResponse

DEADLINE_S = 30
DAY = "2026-07-01"
QUESTION = "大连歇业备案由谁负责"


def ask(http: httpx2.Client, question: str = QUESTION, **request: Any) -> dict[str, Any]:  # noqa: ANN401 -- also what is wrong
    response = http.post("/ask", json={"question": question, "as_of": DAY, **request})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def events(http: httpx2.Client, question: str) -> list[tuple[str, Any]]:
    """Names and data, in order."""
    response = http.post("/ask", json={"question": question, "as_of": DAY}, headers={"Accept": "text/event-stream"})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    parts = [part.split("\n") for part in response.text.removesuffix("\n\n").split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


def test_an_answer_is_proved(http: httpx2.Client) -> None:
    answer = ask(http)
    assert answer["status"] == "answered"
    assert answer["answer"][0]["text"] == "责任单位：市市场监督管理局。"
    verified = http.post("/verify", json={"citations": [_bare(one) for one in answer["citations"]]}).json()
    assert {result["verdict"] for result in verified["results"]} == {"valid"}


def test_events_tell_what_the_answer_tells(http: httpx2.Client) -> None:
    answer, told = ask(http), events(http, QUESTION)
    assert [name for name, _ in told] == ["retrieval", *["sentence"] * len(answer["answer"]), "citations", "done"]
    assert [data for name, data in told if name == "sentence"] == answer["answer"]
    assert told[-2][1] == answer["citations"]
    done = AskResponse.model_validate(told[-1][1]).model_dump(mode="json")
    assert {**done, "took_ms": 0} == {**answer, "took_ms": 0}


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        pytest.param({"question": "水" * 1001}, "question", id="too-long"),
        pytest.param({"question": "？"}, "query", id="no-word"),
        pytest.param({"question": QUESTION, "filters": {"kind": ["novel"]}}, "filters.kind", id="unknown-kind"),
        pytest.param({"question": QUESTION, "history": [{"role": "system", "text": "x"}]}, "history", id="role"),
        pytest.param({"question": QUESTION, "history": [{"role": "user", "text": "x"}] * 51}, "history", id="turns"),
    ],
)
def test_what_can_not_be_asked_is_refused(http: httpx2.Client, wrong: dict[str, Any], field: str, accept: str) -> None:
    response = http.post("/ask", json=wrong, headers={"Accept": accept})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert any(fault["field"].startswith(field) for fault in response.json()["errors"])


def test_the_limit_of_a_question_is_named(http: httpx2.Client) -> None:
    assert "1000" in http.post("/ask", json={"question": "水" * 1001}).json()["detail"]


def test_history_makes_a_follow_up_whole(http: httpx2.Client) -> None:
    turns = [{"role": "user", "text": "大连企业简易注销登记"}, {"role": "assistant", "text": "公示期为20日。"}] * 10
    answer = ask(http, "那沈阳呢？", history=turns)
    assert {cited["doc_id"] for cited in answer["citations"]} == {"shenyang-plan"}


def test_another_city_is_not_answered_for(http: httpx2.Client) -> None:
    answer = ask(http, "鞍山歇业备案由谁负责")
    assert (answer["status"], answer["answer"], answer["citations"]) == ("no_answer", [], [])
    assert answer["missing"]["conditions"] == ["鞍山市"]


def test_markup_in_a_question_stays_text(http: httpx2.Client) -> None:
    answer = ask(http, "<img src=x onerror=alert(1)>\u202e歇业备案\x00由谁负责")
    assert "onerror" not in json.dumps(answer["answer"])


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_what_is_asked_is_logged_masked(data: Path, http: httpx2.Client, accept: str) -> None:
    question, kept = f"鞍山歇业备案由谁负责13812345678 {accept[:4]}", f"鞍山歇业备案由谁负责[手机号] {accept[:4]}"

    def found() -> Stats:
        return stats(QueryLogStore(data / "queries.db"), days=2, top=1000, unsure=1.0)

    assert http.post("/ask", json={"question": question}, headers={"Accept": accept}).is_success
    until = monotonic() + DEADLINE_S
    while kept not in {row["query"] for row in found().top_questions}:
        assert monotonic() < until
        sleep(0.05)
    assert kept in {row["query"] for row in found().without_result}


def _bare(cited: dict[str, Any]) -> dict[str, Any]:
    names = ("doc_id", "sha256", "text_sha256", "start", "end", "quote", "source")
    return {name: cited[name] for name in names}
