import httpx2


def test_what_stands_in_the_api_is_named(http: httpx2.Client) -> None:
    features = http.get("/features").json()["features"]
    assert {"ask", "search", "measures", "verify"} <= set(features)
    assert "match" not in features
    assert features == sorted(features)
