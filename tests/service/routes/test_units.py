import httpx2

AT = {"as_of": "2026-08-01"}


def test_units_with_the_most_measures_come_first(http: httpx2.Client) -> None:
    answer = http.get("/units", params=AT).json()
    assert answer["items"] == [
        {
            "name": "市市场监督管理局",
            "jurisdictions": ["210100", "210200"],
            "measures": 3,
            "by_status": {"running": 1, "due": 1, "past": 1},
        },
        {
            "name": "市税务局",
            "jurisdictions": ["210100", "210200"],
            "measures": 3,
            "by_status": {"running": 2, "past": 1},
        },
        {"name": "市财政局", "jurisdictions": ["210200"], "measures": 1, "by_status": {"running": 1}},
    ]


def test_units_are_paged_and_filtered(http: httpx2.Client) -> None:
    first = http.get("/units", params={**AT, "limit": 2}).json()
    second = http.get("/units", params={**AT, "limit": 2, "cursor": first["next_cursor"]}).json()
    assert [unit["name"] for unit in second["items"]] == ["市财政局"]
    past = http.get("/units", params={**AT, "status": "past"}).json()
    assert [(unit["name"], unit["measures"]) for unit in past["items"]] == [("市市场监督管理局", 1), ("市税务局", 1)]


def test_a_unit_shows_all_that_it_answers_for(http: httpx2.Client) -> None:
    view = http.get("/units/市税务局", params=AT).json()
    assert [(item["title"], item["status"], item["roles"]) for item in view["items"]] == [
        ("推进企业简易注销", "past", ["责任"]),
        ("推行惠企政策免申即享", "running", ["责任"]),
        ("落实税费优惠", "running", ["责任"]),
    ]
    assert view["items"][0]["deadlines"][0]["date"] == "2026-06"
    assert (view["total"], view["by_status"]) == (3, {"running": 2, "past": 1})


def test_a_unit_may_be_named_with_its_place(http: httpx2.Client) -> None:
    view = http.get("/units/沈阳市税务局", params=AT).json()
    assert [(item["title"], item["roles"]) for item in view["items"]] == [("落实税费优惠", ["责任"])]


def test_what_a_unit_answers_for_is_paged_and_filtered(http: httpx2.Client) -> None:
    first = http.get("/units/市税务局", params={**AT, "limit": 2}).json()
    second = http.get("/units/市税务局", params={**AT, "limit": 2, "cursor": first["next_cursor"]}).json()
    assert [item["title"] for item in second["items"]] == ["落实税费优惠"]
    past = http.get("/units/市税务局", params={**AT, "status": "past"}).json()
    assert [item["title"] for item in past["items"]] == ["推进企业简易注销"]
    assert http.get("/units/市税务局", params={**AT, "unit": "市财政局"}).json()["total"] == 1


def test_an_unknown_unit_names_the_nearest(http: httpx2.Client) -> None:
    response = http.get("/units/税务局")
    assert (response.status_code, response.json()["code"]) == (404, "unknown_unit")
    assert "市税务局" in response.json()["detail"]
