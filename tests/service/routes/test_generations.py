import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic, sleep

import httpx2
from typer.testing import CliRunner

from service.cli import app

DEADLINE_S = 30

Serve = Callable[[Path], AbstractContextManager[str]]


def test_a_cursor_ends_with_its_generation(data: Path, tmp_path: Path, serve: Serve) -> None:
    own = tmp_path / "data"
    shutil.copytree(data, own)
    with serve(own) as url, httpx2.Client(base_url=f"{url}/v1") as http:
        first = http.get("/measures", params={"limit": 1}).json()
        assert CliRunner().invoke(app, ["--data", str(own), "build", "--encoder", "hashed"]).exit_code == 0
        until = monotonic() + DEADLINE_S
        while http.get("/documents").json()["generation"] == first["generation"]:
            assert monotonic() < until
            sleep(0.05)
        response = http.get("/measures", params={"limit": 1, "cursor": first["next_cursor"]})
    assert (response.status_code, response.json()["code"]) == (410, "stale_cursor")
    assert first["generation"] in response.json()["detail"]
