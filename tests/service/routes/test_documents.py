import hashlib
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest

from index.snapshot.reader import Snapshot

Serve = Callable[[Path], AbstractContextManager[str]]
LAW = quote("法规/第1条", safe="")


def test_documents_come_in_order_and_by_filter(http: httpx2.Client) -> None:
    def listed(**params: str) -> list[str]:
        return [item["doc_id"] for item in http.get("/documents", params=params).json()["items"]]

    assert listed() == ["dalian-plan", "shenyang-plan", "法规/第1条"]
    assert listed(jurisdiction="沈阳市") == ["shenyang-plan"]
    assert listed(unit="市财政局") == ["dalian-plan"]
    assert listed(unit="没有这个局") == []


def test_documents_are_paged(http: httpx2.Client) -> None:
    first = http.get("/documents", params={"limit": 2}).json()
    second = http.get("/documents", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [len(first["items"]), len(second["items"])] == [2, 1]
    assert (first["total"], second["next_cursor"]) == (3, None)


def test_the_outline_holds_every_measure_below_its_heading(http: httpx2.Client) -> None:
    outline = http.get("/documents/dalian-plan").json()["outline"]
    assert [(entry["title"], [measure["title"] for measure in entry["measures"]]) for entry in outline] == [
        ("打造便利的市场环境", ["推行歇业备案制度", "推进企业简易注销"]),
        ("打造优惠的政策环境", ["推行惠企政策免申即享"]),
    ]


def test_the_version_that_is_served_is_told(http: httpx2.Client, data: Path) -> None:
    view = http.get("/documents/dalian-plan").json()
    digest = hashlib.sha256((data / "texts" / "dalian-plan.txt").read_bytes()).hexdigest()
    (version,) = view["versions"]
    assert (version["version"], version["sha256"], version["served"]) == (1, digest, True)
    assert view["document"]["sha256"] == digest


def test_the_text_is_the_one_that_offsets_refer_to(http: httpx2.Client, snapshot: Snapshot) -> None:
    document = snapshot.contents.document(0)
    whole = http.get("/documents/dalian-plan/text")
    assert whole.headers["content-type"] == "text/plain; charset=utf-8"
    assert whole.headers["x-text-sha256"] == document.text_sha256
    assert whole.content.decode() == document.text
    assert http.get("/documents/dalian-plan/text", params={"start": 3, "end": 7}).content.decode() == document.text[3:7]


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"start": 5, "end": 4}, id="backwards"),
        pytest.param({"end": 100_000}, id="behind-the-end"),
        pytest.param({"start": 100_000}, id="begins-behind-the-end"),
        pytest.param({"start": -1}, id="negative"),
    ],
)
def test_a_range_outside_of_the_text_is_refused(http: httpx2.Client, params: dict[str, int]) -> None:
    response = http.get("/documents/dalian-plan/text", params=params)
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] in {"start", "end"}


def test_the_original_is_byte_for_byte_and_never_shown(http: httpx2.Client, data: Path) -> None:
    response = http.get("/documents/dalian-plan/original")
    assert response.content == (data / "texts" / "dalian-plan.txt").read_bytes()
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment")


def test_an_id_may_hold_anything(http: httpx2.Client) -> None:
    assert http.get(f"/documents/{LAW}").json()["document"]["doc_id"] == "法规/第1条"
    assert "诚实守信" in http.get(f"/documents/{LAW}/text").text
    disposition = http.get(f"/documents/{LAW}/original").headers["content-disposition"]
    assert disposition == f"attachment; filename*=UTF-8''{LAW}"


def test_what_only_the_index_holds_has_text_and_no_original(data: Path, tmp_path: Path, serve: Serve) -> None:
    shutil.copytree(data / "index", tmp_path / "index")
    with serve(tmp_path) as url, httpx2.Client(base_url=f"{url}/v1") as http:
        assert "歇业备案" in http.get("/documents/dalian-plan/text").text
        assert http.get("/documents/dalian-plan").json()["versions"] == []
        response = http.get("/documents/dalian-plan/original")
    assert (response.status_code, response.json()["code"]) == (404, "original_not_kept")


def test_an_unknown_document_names_the_nearest(http: httpx2.Client) -> None:
    for path in ("dalian-plans", "dalian-plans/text", "dalian-plans/original"):
        response = http.get(f"/documents/{path}")
        assert (response.status_code, response.json()["code"]) == (404, "unknown_document")
        assert response.json()["nearest"][0] == "dalian-plan"
