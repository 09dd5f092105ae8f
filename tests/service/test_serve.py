import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from service.cli import app

ZHAOQI = str(Path(sys.executable).with_name("zhaoqi"))
STOP_S = 10

Wait = Callable[[Callable[[], bool]], None]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], httpx2.Client]]:
    """`zhaoqi serve` on a port of its own; killed if it still runs at the end."""
    log = folder / "serve.log"
    with (
        log.open("w") as stderr,
        subprocess.Popen(
            [ZHAOQI, "--data", str(folder), "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        assert process.stdout
        found = re.fullmatch(r"serving on (http://127\.0\.0\.1:\d+)\n", process.stdout.readline())
        assert found, log.read_text()
        try:
            with httpx2.Client(base_url=found[1], timeout=30) as client:
                yield process, client
        finally:
            process.kill()


def is_ready(client: httpx2.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx2.TransportError:
        return False


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(small / "index", folder / "index")
    return folder


def test_sigterm_lets_requests_end_and_stops(own: Path, wait: Wait) -> None:
    with serving(own) as (process, client):
        wait(lambda: is_ready(client))
        port = client.base_url.port
        assert port
        with socket.create_connection(("127.0.0.1", port), timeout=30) as begun:
            body = b'{"query": "\xe6\xad\x87\xe4\xb8\x9a"}'  # 歇业
            head = b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            begun.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body))
            wait(lambda: client.get("/healthz").is_success)  # the server has read the head by now
            process.send_signal(signal.SIGTERM)
            wait(lambda: not is_ready(client))
            begun.sendall(body)
            answer = begun.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert process.wait(STOP_S) == 0
    lines = [json.loads(line) for line in (own / "serve.log").read_text().splitlines()]
    assert {"time", "level", "logger", "message"} <= lines[0].keys()


def test_sigterm_does_not_wait_for_a_client_that_sends_nothing(own: Path, wait: Wait) -> None:
    with serving(own) as (process, client):
        wait(lambda: is_ready(client))
        port = client.base_url.port
        assert port
        with socket.create_connection(("127.0.0.1", port), timeout=30) as silent:
            silent.sendall(b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
            wait(lambda: client.get("/healthz").is_success)
            process.send_signal(signal.SIGTERM)
            assert process.wait(STOP_S) == 0


def test_the_addresses_to_open_are_printed_and_answer(own: Path, wait: Wait) -> None:
    with serving(own) as (process, client):
        wait(lambda: is_ready(client))
        assert process.stdout
        printed = [url for _ in range(4) for url in process.stdout.readline().split()[1:]]
        assert [url.removeprefix(str(client.base_url).rstrip("/")).partition("?")[0] for url in printed] == [
            "/",
            "/v1/search",
            "/openapi.json",
            "/readyz",
            "/metrics",
        ]
        assert [client.get(url).status_code for url in printed] == [200] * 5


def test_several_processes_serve_one_address_and_count_together(own: Path, wait: Wait) -> None:
    with serving(own, "--workers", "2") as (process, client):
        wait(lambda: is_ready(client))
        for _ in range(20):
            with httpx2.Client(base_url=client.base_url, timeout=30) as other:  # each connection to any process
                wait(lambda: is_ready(other))
                assert other.post("/v1/search", json={"query": "歇业"}).status_code == 200
        metrics = client.get("/metrics").text
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_S) == 0
    (count,) = re.findall(r'zhaoqi_request_seconds_count\{.*route="/v1/search",status="200"\} (\S+)', metrics)
    assert float(count) == 20
    assert metrics.count("\nzhaoqi_ready ") == 1


def test_an_address_that_is_taken_is_an_error(own: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(app, ["--data", str(own), "serve", "--port", str(port)])
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: can't listen on 127.0.0.1 port {port}: Address already in use; choose another with --host and --port\n"
    )


def test_a_host_that_is_none_is_an_error(own: Path) -> None:
    result = CliRunner().invoke(app, ["--data", str(own), "serve", "--host", "no such host", "--port", "0"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: can't listen on no such host port 0: ")


def test_stats_of_a_service_that_was_never_asked(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--data", str(tmp_path), "stats"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "top questions: none" in result.stdout
    known = json.loads(CliRunner().invoke(app, ["--data", str(tmp_path), "stats", "--format", "json"]).stdout)
    assert known == {name: [] for name in known}
