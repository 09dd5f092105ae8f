import httpx2
import pytest


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        pytest.param("市税", "市税务局", id="beginning"),
        pytest.param("swj", "市税务局", id="initials-of-a-unit"),
        pytest.param("xieye", "歇业", id="pinyin"),
        pytest.param("歇業備", "歇业备案", id="traditional"),
        pytest.param("法规", None, id="nothing"),
    ],
)
def test_what_is_begun_is_completed(http: httpx2.Client, begun: str, first: str | None) -> None:
    suggestions = http.get("/suggest", params={"query": begun}).json()["suggestions"]
    assert (suggestions[0]["text"] if suggestions else None) == first


def test_a_title_leads_to_its_measure(http: httpx2.Client) -> None:
    (suggestion,) = http.get("/suggest", params={"query": "推行惠企政策免"}).json()["suggestions"]
    assert (suggestion["kind"], suggestion["doc_id"]) == ("title", "dalian-plan")
    assert http.get(f"/measures/{suggestion['measure_id']}").json()["measure"]["title"] == suggestion["text"]
