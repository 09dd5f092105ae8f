import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import httpx2
import pytest
from starlette.types import ASGIApp

from index.snapshot.reader import Snapshot
from service.app import create_app
from service.settings import load_settings
from service.viewer.addresses import document_address
from service.viewer.characters import named

PLAN, OLD_PLAN = "/documents/plan-2026", "/documents/plan-2025"


class Page(Protocol):
    tags: list[tuple[str, dict[str, str | None]]]
    lines: dict[int, str]
    text: str

    def values(self, attribute: str) -> list[str]: ...


Read = Callable[[str], Page]
Run = Callable[[ASGIApp], AbstractContextManager[httpx2.Client]]


@pytest.fixture(scope="session")
def hostile(snapshot: Snapshot) -> str:
    [doc_id] = [doc_id for doc_id in snapshot.columns.documents if "script" in doc_id]
    return document_address(doc_id)


def test_the_lines_of_a_page_are_the_text(read: Read, snapshot: Snapshot) -> None:
    for number, doc_id in enumerate(snapshot.columns.documents):
        lines = read(document_address(doc_id)).lines
        text = snapshot.contents.document(number).text
        assert "".join(lines.values()) == named(text)
        assert sorted(lines) == list(lines)
        assert all(named(text[start:]).startswith(line) for start, line in lines.items())


def test_all_places_that_a_page_links_to_exist(read: Read, snapshot: Snapshot) -> None:
    page = read(PLAN)
    number = snapshot.columns.documents.index("plan-2026")
    ids = {snapshot.contents.measure(row).measure_id for row in snapshot.contents.rows_of_document(number)}
    anchors = page.values("id")
    assert {f"m={measure_id}" for measure_id in ids} <= {*anchors}
    assert len(anchors) == len({*anchors})
    fragments = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert {fragment for fragment in fragments if not fragment.startswith("c=")} <= {*anchors}


def test_a_badge_leads_to_what_it_was_read_from(http: httpx2.Client, snapshot: Snapshot) -> None:
    text = snapshot.contents.document(snapshot.columns.documents.index("plan-2026")).text
    badges = re.findall(
        r'class="badge" href="#c=(\d+)-(\d+)">([^<]*)<', http.get(PLAN, params={"as_of": "2026-01-01"}).text
    )
    quotes = {badge: text[int(start) : int(end)] for start, end, badge in badges}
    assert quotes["市财政局"] == "市财政局"
    assert quotes["完成时限：2026年12月"] == "完成时限：2026年12月"
    assert quotes["免申即享"] == "免申即享"


@pytest.mark.parametrize(
    ("as_of", "document", "june"),
    [
        pytest.param("2025-12-31", "尚未生效", "完成时限：2026年6月", id="before"),
        pytest.param("2026-06-30", "有效", "完成时限：2026年6月", id="on its last day"),
        pytest.param("2026-07-01", "有效", "完成时限：2026年6月（已过）", id="the day after"),
        pytest.param("2027-01-01", "已过有效期", "完成时限：2026年6月（已过）", id="after all"),
    ],
)
def test_statuses_are_those_of_the_day(http: httpx2.Client, as_of: str, document: str, june: str) -> None:
    html = http.get(PLAN, params={"as_of": as_of}).text
    assert re.findall(r'<span class="status (?:not_yet|in_force|expired)">(.*?)<', html) == [document]
    assert f">{june}</a>" in html


def test_the_version_that_is_shown_is_told(read: Read) -> None:
    text = " ".join(read(PLAN).text.split())
    assert "第 2 版，本页所示" in text
    assert "第 1 版，本页所示" not in text
    assert "第 1 版" in text


def test_documents_that_follow_each_other_are_linked(read: Read) -> None:
    assert PLAN in read(OLD_PLAN).values("href")
    assert "已被替代" in read(OLD_PLAN).text
    page = read(PLAN)
    assert OLD_PLAN in page.values("href")
    assert "plan-2001" in page.text
    assert document_address("plan-2001") not in page.values("href")


def test_the_original_is_linked(read: Read, http: httpx2.Client, data: Path) -> None:
    links = read(PLAN).values("href")
    assert "https://city.example/plan?a=1&b=2" in links
    [kept] = [link for link in links if link.endswith("/original")]
    assert http.get(kept).content == (data / "texts" / "plan-2026.txt").read_bytes()


def test_a_document_that_means_harm_is_text(read: Read, hostile: str) -> None:
    page = read(hostile)
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [
        {"type": "module", "src": "/assets/viewer.js"}
    ]
    assert not [tag for tag, _ in page.tags if tag in ("img", "svg", "iframe", "object")]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith(("#", "/")) for link in page.values("href"))
    for harm in (
        "<script/x>alert(1)",
        "<svg/onload=alert(1)>",
        "<img src=x onerror",
        "{{ 7 * 7 }}",
        "](javascript:",
    ):
        assert harm in page.text
    assert "市[U+202E]府[U+2066]" in page.text


@pytest.mark.parametrize("address", [PLAN, "/documents", "/documents/none", "hostile"])
def test_no_page_lets_a_script_in(http: httpx2.Client, address: str, hostile: str) -> None:
    answer = http.get(hostile if address == "hostile" else address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert not set("\u202e\u2066") & set(answer.text)


def test_an_unknown_document_is_told_with_those_like_it(http: httpx2.Client) -> None:
    answer = http.get("/documents/plan-202")
    assert answer.status_code == httpx2.codes.NOT_FOUND
    assert "没有这份文件" in answer.text
    assert f'href="{PLAN}"' in answer.text


@pytest.mark.parametrize(
    ("params", "field"),
    [
        pytest.param({"as_of": "明天"}, "as_of", id="no date"),
        pytest.param({"as_of": "2026-02-30"}, "as_of", id="no such day"),
        pytest.param({"first": "-1"}, "first", id="before the first"),
        pytest.param({"first": "9" * 30}, "first", id="more than can be counted"),
    ],
)
def test_a_bad_address_is_told_as_a_page(http: httpx2.Client, params: dict[str, str], field: str) -> None:
    answer = http.get("/documents", params=params)
    assert answer.status_code == httpx2.codes.UNPROCESSABLE_CONTENT
    assert "地址里的参数有误" in answer.text
    assert f"{field}:" in answer.text


def test_a_form_that_was_left_empty_means_today(http: httpx2.Client) -> None:
    assert http.get(PLAN, params={"as_of": ""}).text == http.get(PLAN).text


def test_a_service_without_index_says_so_as_a_page(run: Run, tmp_path: Path) -> None:
    with run(create_app(load_settings(data_dir=tmp_path))) as client:
        answer = client.get(PLAN)
    assert (answer.status_code, answer.headers["retry-after"]) == (httpx2.codes.SERVICE_UNAVAILABLE, "1")
    assert "服务正在准备" in answer.text


def test_the_list_has_every_document(read: Read, snapshot: Snapshot) -> None:
    links = read("/documents").values("href")
    assert [link for link in links if link.startswith("/documents/")] == [
        document_address(doc_id) for doc_id in snapshot.columns.documents
    ]


def test_the_list_begins_where_it_is_asked_to(read: Read, snapshot: Snapshot) -> None:
    page = read("/documents?first=1&as_of=2026-01-01")
    assert document_address(snapshot.columns.documents[0]) not in page.values("href")
    assert document_address(snapshot.columns.documents[1]) in page.values("href")
    assert "/documents?as_of=2026-01-01" in page.values("href")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("viewer.css", "text/css; charset=utf-8"),
        ("viewer.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_assets_are_kept_and_asked_about(http: httpx2.Client, name: str, media_type: str) -> None:
    answer = http.get(f"/assets/{name}")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (media_type, "no-cache")
    assert http.get(f"/assets/{name}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/assets/", "/assets/..%2Froutes.py", "/assets/none.js"])
def test_nothing_else_is_an_asset(http: httpx2.Client, path: str) -> None:
    assert http.get(path).status_code == httpx2.codes.NOT_FOUND
