import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import ASGIApp
from typer.testing import CliRunner

from service.app import create_app
from service.cli import app
from service.querylog.stats import stats
from service.querylog.store import QueryLogStore
from service.settings import load_settings

Run = Callable[[ASGIApp], AbstractContextManager[httpx2.Client]]
Start = Callable[..., AbstractContextManager[httpx2.Client]]
Wait = Callable[[Callable[[], bool]], None]

QUESTION = {"query": "歇业备案"}


def sample(client: httpx2.Client, name: str, **labels: str) -> float:
    """A figure of /metrics, 0 where it is not there yet."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    found = [item for family in families for item in family.samples if item.name == name]
    return sum(item.value for item in found if labels.items() <= item.labels.items())


def test_a_service_without_an_index_lives_and_gets_ready_once_there_is_one(
    small: Path, tmp_path: Path, run: Run, wait: Wait
) -> None:
    own = tmp_path / "data"
    own.mkdir()
    with run(create_app(load_settings(data_dir=own))) as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        answer = client.get("/readyz")
        assert (answer.status_code, answer.headers["retry-after"], answer.json()["code"]) == (503, "1", "not_ready")
        assert client.post("/v1/search", json=QUESTION).json()["code"] == "not_ready"
        assert sample(client, "zhaoqi_ready") == 0
        shutil.copytree(small / "index", own / "index")
        wait(lambda: client.get("/readyz").is_success)
        assert client.post("/v1/search", json=QUESTION).json()["hits"][0]["title"] == "推行歇业备案"
        assert sample(client, "zhaoqi_ready") == 1


def test_a_catalog_that_can_not_be_opened_leaves_search_alone(small: Path, start: Start) -> None:
    with start(small, database_url="sqlite:////proc/none/catalog.db") as client:
        assert client.post("/v1/search", json=QUESTION).json()["hits"]
        answer = client.get("/v1/documents/plan/original")
        assert (answer.status_code, answer.json()["code"]) == (503, "catalog_unavailable")
        assert "/proc" not in answer.text


def test_no_generation_is_mixed_and_no_search_fails_while_a_new_one_is_published(
    small: Path, tmp_path: Path, start: Start, wait: Wait
) -> None:
    own = tmp_path / "data"
    shutil.copytree(small, own)
    stop = threading.Event()

    def ask(client: httpx2.Client, questions: int) -> set[tuple[str, str]]:
        """Generation and text of the answers."""
        seen, number = set(), 0
        while not stop.is_set():
            number += 1
            answer = client.post("/v1/search", json={"query": f"用电报装 {number % questions}", "k": 1})
            assert answer.status_code == 200, answer.text
            seen.add((answer.json()["generation"], answer.json()["hits"][0]["text"]))
        return seen

    with start(own) as client, ThreadPoolExecutor(3) as pool:
        before = client.get("/readyz").json()["generation"]
        asking = [pool.submit(ask, client, questions) for questions in (3, 10_000, 10_000)]
        try:
            (own / "plan.txt").write_text((own / "plan.txt").read_text().replace("零投资", "零成本"))
            for arguments in (["ingest", str(own / "plan.txt")], ["build", "--encoder", "hashed"]):
                assert CliRunner().invoke(app, ["--data", str(own), *arguments]).exit_code == 0
            wait(lambda: client.get("/readyz").json()["generation"] != before)
            after = client.get("/readyz").json()["generation"]
            for _ in range(20):
                assert client.post("/v1/search", json={"query": "用电报装 1", "k": 1}).json()["generation"] == after
        finally:
            stop.set()
        seen = set().union(*(future.result() for future in asking))
    assert {generation for generation, _ in seen} == {before, after}
    assert all(("零投资" in text) == (generation == before) for generation, text in seen)


def test_feedback_and_questions_are_kept_masked(small: Path, tmp_path: Path, start: Start) -> None:
    own = tmp_path / "data"
    shutil.copytree(small / "index", own / "index")
    with start(own) as client:
        found = client.post("/v1/search", json={"query": "13812345678歇业备案"}).json()
        measure_id = found["hits"][0]["measure_id"]
        said = {"query": "歇业备案", "verdict": "outdated", "measure_id": measure_id, "comment": "a@qq.com"}
        answer = client.post("/v1/feedback", json=said)
        assert (answer.status_code, answer.json()) == (202, {"status": "accepted"})
    kept = stats(QueryLogStore(own / "queries.db"), days=1, top=9, unsure=0.3)
    assert [row["query"] for row in kept.top_questions] == ["[手机号]歇业备案"]
    (row,) = kept.feedback
    assert (row["measure_id"], row["verdict"], row["comment"]) == (measure_id, "outdated", "[邮箱]")


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        pytest.param({"query": "歇业", "verdict": "great"}, 422, "invalid_request", id="verdict"),
        pytest.param({"query": " ", "verdict": "wrong"}, 422, "invalid_request", id="blank"),
        pytest.param({"query": "歇" * 1001, "verdict": "wrong"}, 422, "invalid_request", id="long"),
        pytest.param({"query": "歇业", "verdict": "wrong", "who": "我"}, 422, "invalid_request", id="surplus"),
        pytest.param({"query": "歇业", "verdict": "wrong", "measure_id": "x"}, 404, "unknown_measure", id="unknown"),
    ],
)
def test_feedback_that_can_not_be_taken(service: httpx2.Client, said: dict[str, str], status: int, code: str) -> None:
    answer = service.post("/v1/feedback", json=said)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("content", "content_type", "status", "code"),
    [
        pytest.param(b'{"query":', "application/json", 400, "malformed_body", id="cut"),
        pytest.param(b'{"query":"\xff"}', "application/json", 400, "bad_request", id="no-utf-8"),
        pytest.param(b"query=a", "application/x-www-form-urlencoded", 415, "unsupported_media_type", id="form"),
        pytest.param(b'{"query":"a"}', "text/plain", 415, "unsupported_media_type", id="text"),
        pytest.param(b"{}" + b" " * 600_000, "application/json", 413, "body_too_large", id="large"),
        pytest.param(b"[" * 60_000, "application/json", 400, None, id="deep"),
    ],
)
def test_bodies_that_can_not_be_read(
    service: httpx2.Client, content: bytes, content_type: str, status: int, code: str | None
) -> None:
    answer = service.post("/v1/search", content=content, headers={"Content-Type": content_type})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == status
    assert code in (answer.json()["code"], None)


def test_of_many_faults_the_first_are_told(service: httpx2.Client) -> None:
    answer = service.post("/v1/search", json={"query": "歇业", **{f"a{number}": 1 for number in range(3000)}})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 20)


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/documents"), ("DELETE", "/v1/documents/plan")])
def test_write_routes_are_closed(service: httpx2.Client, method: str, path: str) -> None:
    answer = service.request(method, path, headers={"Authorization": "Bearer guess"})
    assert (answer.status_code, answer.json()["code"]) == (401, "key_required")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        pytest.param("https://city.example", "https://city.example", id="listed"),
        pytest.param("https://city.example.evil", None, id="longer"),
        pytest.param("http://city.example", None, id="other-scheme"),
        pytest.param("null", None, id="null"),
    ],
)
def test_pages_of_listed_origins_may_call(service: httpx2.Client, origin: str, allowed: str | None) -> None:
    answer = service.get("/v1/search", params=QUESTION, headers={"Origin": origin})
    assert answer.headers.get("access-control-allow-origin") == allowed
    preflight = service.options("/v1/search", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert (preflight.status_code == 200) == (allowed is not None)


def test_metrics_count_what_happens(service: httpx2.Client) -> None:
    def figures() -> list[float]:
        return [
            sample(service, "zhaoqi_request_seconds_count", route="/v1/search", status="200"),
            sample(service, "zhaoqi_stage_seconds_count", stage="search"),
            sample(service, "zhaoqi_answer_cache_total", outcome="hit"),
            sample(service, "zhaoqi_answer_cache_total", outcome="miss"),
            sample(service, "zhaoqi_zero_results_total"),
        ]

    before = figures()
    asked = {"query": "用电报装指标", "filters": {"audience": "学生"}}
    assert service.post("/v1/search", json=asked).json()["hits"] == []
    service.post("/v1/search", json=asked)
    assert [after - then for after, then in zip(figures(), before, strict=True)] == [2, 1, 1, 1, 2]
    generation = service.get("/readyz").json()["generation"]
    assert sample(service, "zhaoqi_index_generation", generation=generation) == 1
    assert sample(service, "zhaoqi_index_size", of="documents") == 1


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_answers_are_timed(service: httpx2.Client, accept: str) -> None:
    def figures() -> tuple[float, float]:
        names = ("zhaoqi_stage_seconds_count", "zhaoqi_stage_seconds_sum")
        count, total_s = (sample(service, name, stage="ask") for name in names)
        return count, total_s

    count, total_s = figures()
    asked = {"question": "歇业备案由谁牵头"}
    assert service.post("/v1/ask", json=asked, headers={"Accept": accept}).is_success
    after, total_after_s = figures()
    assert after - count == 1
    assert 0 < total_after_s - total_s < 10


def test_addresses_that_do_not_exist_make_no_new_series(service: httpx2.Client) -> None:
    service.get("/v1/nothing/abc123")
    assert "abc123" not in service.get("/metrics").text


def test_the_openapi_document_describes_problems(service: httpx2.Client) -> None:
    document = service.get("/openapi.json").json()
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert set(document["components"]["schemas"]["Problem"]["required"]) == {"title", "status", "code", "detail"}
    answers = document["paths"]["/v1/feedback"]["post"]["responses"]
    assert {"202", "400", "404", "408", "413", "415", "422", "503"} == answers.keys()
    for status, answer in answers.items():
        if status != "202":
            assert [*answer["content"]] == ["application/problem+json"]
