from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from hypothesis import settings
from typer.testing import CliRunner

# No law asserts a time: on a busy machine any example may be slow.
settings.register_profile("zhaoqi", deadline=None)
settings.load_profile("zhaoqi")

DEADLINE_S = 30

Zhaoqi = Callable[..., None]
Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def zhaoqi() -> Zhaoqi:
    """Runs a command on a data folder."""

    def run(data: Path, *arguments: str) -> None:
        from service.cli import app

        result = CliRunner().invoke(app, ["--data", str(data), *arguments])
        assert result.exit_code == 0, result.output

    return run


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Runs the service on a data folder, on a port of its own, until the end of the context; gives its address."""

    @contextmanager
    def serving(data: Path) -> Iterator[str]:
        import httpx2
        import uvicorn

        from service.app import create_app
        from service.settings import load_settings

        config = uvicorn.Config(create_app(load_settings(data_dir=data)), port=0, log_config=None, ws="none")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run)
        thread.start()
        try:
            until = monotonic() + DEADLINE_S
            while not server.started:
                assert thread.is_alive()
                assert monotonic() < until
                sleep(0.01)
            url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
            while httpx2.get(f"{url}/readyz").status_code != httpx2.codes.OK:
                assert monotonic() < until
                sleep(0.05)
            yield url
        finally:
            server.should_exit = True
            thread.join(DEADLINE_S)

    return serving
