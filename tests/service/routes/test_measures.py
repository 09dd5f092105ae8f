import csv
import io
from datetime import date
from typing import Any

import httpx2
import pytest

from index.snapshot.reader import Snapshot
from ingest.serialise import measure_json
from service.routes import measures

DAY = date(2026, 7, 1)
AT = {"as_of": "2026-07-01"}


@pytest.fixture(scope="module")
def all_measures(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        measure_json(document, measure, DAY)
        for document in snapshot.contents.records()
        for measure in document.measures
    ]


def test_the_list_holds_what_the_command_prints(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    answer = http.get("/measures", params=AT).json()
    assert answer["items"] == all_measures
    assert (answer["total"], answer["next_cursor"]) == (6, None)


def test_pages_are_the_whole_without_gap_or_repetition(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    for expected in (4, 2):
        page = http.get("/measures", params={**AT, "limit": 4, **cursor}).json()
        assert (page["total"], len(page["items"])) == (6, expected)
        found += page["items"]
        cursor = {"cursor": page["next_cursor"]}
    assert page["next_cursor"] is None
    assert found == all_measures


def test_a_filter_goes_on_over_pages(http: httpx2.Client) -> None:
    params = {**AT, "unit": "市市场监督管理局", "limit": "2"}
    first = http.get("/measures", params=params).json()
    second = http.get("/measures", params={**params, "cursor": first["next_cursor"]}).json()
    titles = [item["title"] for item in first["items"] + second["items"]]
    assert titles == ["推行歇业备案制度", "推进企业简易注销", "优化企业注销服务"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"status": "past"}, id="another-filter"),
        pytest.param({"as_of": "2026-01-01"}, id="another-day"),
        pytest.param({"cursor": "e30"}, id="not-ours"),
        pytest.param({"cursor": "税"}, id="not-ascii"),
    ],
)
def test_a_cursor_of_another_list_is_refused(http: httpx2.Client, changed: dict[str, str]) -> None:
    cursor = http.get("/measures", params={**AT, "limit": 1}).json()["next_cursor"]
    response = http.get("/measures", params={**AT, "limit": 1, "cursor": cursor, **changed})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_cursor")


def test_a_cursor_of_another_resource_is_refused(http: httpx2.Client) -> None:
    cursor = http.get("/measures", params={**AT, "limit": 1}).json()["next_cursor"]
    assert http.get("/documents", params={**AT, "limit": 1, "cursor": cursor}).status_code == 422


def test_the_table_is_for_excel(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    response = http.get("/measures", params={**AT, "format": "csv", "limit": 1})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbfmeasure_id,")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["measure_id"] for row in rows] == [measure["measure_id"] for measure in all_measures]
    assert rows[1]["units"] == "市市场监督管理局; 市税务局"
    assert rows[1]["status"] == "past"


def test_a_table_has_its_limit(http: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "MAX_TABLE_ROWS", 5)
    response = http.get("/measures", params={"format": "csv"})
    assert (response.status_code, response.json()["code"]) == (422, "too_many_rows")
    assert http.get("/measures", params={"format": "csv", "document": "dalian-plan"}).status_code == 200


def test_an_empty_table_is_empty(http: httpx2.Client) -> None:
    response = http.get("/measures", params={"format": "csv", "unit": "没有这个局"})
    assert response.content == b"\xef\xbb\xbf"


def test_a_measure_stands_between_its_neighbours(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    first, second, third = all_measures[:3]
    view = http.get(f"/measures/{second['measure_id']}", params=AT).json()
    assert view["measure"] == second
    assert (view["previous"]["measure_id"], view["next"]["measure_id"]) == (first["measure_id"], third["measure_id"])
    assert http.get(f"/measures/{third['measure_id']}").json()["next"] is None
    assert http.get(f"/measures/{first['measure_id']}").json()["previous"] is None


def test_a_measure_can_be_cited(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    citation = http.get(f"/measures/{all_measures[0]['measure_id']}").json()["citation"]
    assert citation["quote"] == all_measures[0]["text"]
    (result,) = http.post("/verify", json={"citations": [citation]}).json()["results"]
    assert result["verdict"] == "valid"


def test_related_measures_are_of_other_documents_nearest_first(
    http: httpx2.Client, all_measures: list[dict[str, Any]]
) -> None:
    related = http.get(f"/measures/{all_measures[1]['measure_id']}").json()["related"]
    assert related[0]["title"] == "优化企业注销服务"
    assert {other["doc_id"] for other in related} <= {"shenyang-plan", "法规/第1条"}
    similarities = [other["similarity"] for other in related]
    assert similarities == sorted(similarities, reverse=True)


def test_an_unknown_measure_names_the_nearest(http: httpx2.Client, all_measures: list[dict[str, Any]]) -> None:
    known = all_measures[0]["measure_id"]
    response = http.get(f"/measures/{known[:-1]}")
    assert (response.status_code, response.json()["code"]) == (404, "unknown_measure")
    assert response.json()["nearest"][0] == known
