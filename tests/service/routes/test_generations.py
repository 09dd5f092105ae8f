import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic, sleep

import httpx2

DEADLINE_S = 30

Zhaoqi = Callable[..., None]
Serve = Callable[[Path], AbstractContextManager[str]]


def test_a_cursor_ends_with_its_generation(data: Path, tmp_path: Path, serve: Serve, zhaoqi: Zhaoqi) -> None:
    own = tmp_path / "data"
    shutil.copytree(data, own)
    with serve(own) as url, httpx2.Client(base_url=f"{url}/v1") as http:
        first = http.get("/measures", params={"limit": 1}).json()
        zhaoqi(own, "build", "--encoder", "hashed")
        until = monotonic() + DEADLINE_S
        while http.get("/documents").json()["generation"] == first["generation"]:
            assert monotonic() < until
            sleep(0.05)
        response = http.get("/measures", params={"limit": 1, "cursor": first["next_cursor"]})
    assert (response.status_code, response.json()["code"]) == (410, "stale_cursor")
    assert first["generation"] in response.json()["detail"]
