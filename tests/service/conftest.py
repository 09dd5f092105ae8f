import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx2
import pytest
import uvicorn
from starlette.types import ASGIApp
from typer.testing import CliRunner

from service.app import create_app
from service.cli import app
from service.settings import load_settings

DEADLINE_S = 30
SMALL_PLAN = """大连市试验行动方案（2026年）

一、优化政务环境
1.推行歇业备案。暂时没有生意的企业可以办理歇业备案。（牵头单位：市市场监管局；完成时限：2026年12月）
2.用电报装。对小微企业用电报装实行零投资。（牵头单位：大连供电公司；完成时限：2026年12月）
"""

Run = Callable[[ASGIApp], AbstractContextManager[httpx2.Client]]
Start = Callable[..., AbstractContextManager[httpx2.Client]]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with catalog and index of one plan."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "plan.txt").write_text(SMALL_PLAN)
    for arguments in (["ingest", str(folder / "plan.txt")], ["build", "--encoder", "hashed"]):
        assert CliRunner().invoke(app, ["--data", str(folder), *arguments]).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def run() -> Run:
    """Serves an application on a port of its own until the end of the context."""

    @contextmanager
    def running(application: ASGIApp) -> Iterator[httpx2.Client]:
        server = uvicorn.Server(uvicorn.Config(application, port=0, log_config=None, ws="none"))
        thread = Thread(target=lambda: asyncio.run(server.serve()))
        thread.start()
        wait_until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=DEADLINE_S) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(DEADLINE_S)

    return running


@pytest.fixture(scope="session")
def start(run: Run) -> Start:
    """Serves a data folder, with settings as given, once it is ready."""

    @contextmanager
    def started(folder: Path, **given: object) -> Iterator[httpx2.Client]:
        with run(create_app(load_settings(data_dir=folder, **given))) as client:
            wait_until(lambda: client.get("/readyz").is_success)
            yield client

    return started


@pytest.fixture(scope="session")
def service(small: Path, start: Start) -> Iterator[httpx2.Client]:
    with start(small, cors_origins="https://city.example") as client:
        yield client


def wait_until(is_so: Callable[[], bool]) -> None:
    until = monotonic() + DEADLINE_S
    while not is_so():
        assert monotonic() < until
        sleep(0.02)


@pytest.fixture(scope="session")
def wait() -> Callable[[Callable[[], bool]], None]:
    return wait_until
