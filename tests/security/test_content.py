"""Documents and questions are data: nothing in them is executed, rendered or obeyed."""

import csv
import io
from urllib.parse import quote

import httpx2
import pytest

HOSTILE_ID = "a\r\nSet-Cookie: stolen=1\r\n\r\n<script>"
FORMULA_MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
PATIENCE_S = 30  # longer than the service has: it says itself that an answer took too long


def test_no_cell_of_a_table_is_a_formula(http: httpx2.Client) -> None:
    table = http.get("/v1/measures", params={"format": "csv"}).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA_MARKS)]


def test_an_id_is_no_header(http: httpx2.Client) -> None:
    response = http.get(f"/v1/documents/{quote(HOSTILE_ID, safe='')}/original")
    assert response.status_code == 200
    assert "set-cookie" not in response.headers
    assert response.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote(HOSTILE_ID, safe='')}"


@pytest.mark.parametrize("path", ["/v1/search/?query=a", "/v1/measures/", "/documents/", "/portal/"])
def test_no_slash_leads_to_a_host_that_was_sent(http: httpx2.Client, path: str) -> None:
    response = http.get(path, headers={"Host": "evil.example"})
    assert response.status_code == 404
    assert "location" not in response.headers
    assert "evil" not in response.text


@pytest.mark.parametrize("part", ["", "/text", "/original"])
def test_nothing_is_served_that_a_browser_would_run(http: httpx2.Client, part: str) -> None:
    response = http.get(f"/v1/documents/{quote(HOSTILE_ID, safe='')}{part}")
    media_type = response.headers["content-type"].partition(";")[0]
    assert media_type in {"application/json", "text/plain", "application/octet-stream"}
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_longest_text_is_shown_and_cited(http: httpx2.Client) -> None:
    (measure,) = http.get("/v1/measures", params={"document": "long"}).json()["items"]
    view = http.get(f"/v1/measures/{measure['measure_id']}").json()
    assert len(view["citation"]["quote"]) > 20_000
    assert http.get("/v1/search", params={"query": "税务局负责", "document": "long"}).json()["hits"]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("(a+)+$" + "a" * 900, id="nested-quantifiers"),
        pytest.param("市" * 1000, id="one-character"),
        pytest.param("税务" * 500, id="one-word"),
        pytest.param("1" * 1000, id="one-digit"),
        pytest.param("1-" * 500, id="digits-and-marks"),
        pytest.param("a " * 499 + "b", id="many-words"),
        pytest.param(".*+?^${}()|[]\\税", id="marks-of-expressions"),
        pytest.param("zhuxiao" * 140, id="pinyin"),
        pytest.param("\u0301" * 999 + "a", id="combining-marks"),
        pytest.param("'; DROP TABLE document; --", id="sql"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/search", "/v1/suggest", "/v1/units"])
def test_no_question_takes_for_ever(http: httpx2.Client, path: str, query: str) -> None:
    text = query if path == "/v1/search" else query[:100]
    address = f"{path}/{quote(text, safe='')}" if path == "/v1/units" else path
    params = {} if path == "/v1/units" else {"query": text}
    response = http.get(address, params=params, timeout=PATIENCE_S)
    assert response.status_code in {200, 404, 422}, response.text  # the service gives up what takes too long with 503
