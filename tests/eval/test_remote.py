"""Scoring a running service: over a real socket, with the rankings of the index that it serves."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx2
import pytest
import uvicorn

from eval.answering import Answer
from eval.dataset import Query, Unit
from eval.remote import Service, ServiceChanged
from eval.retrieve import Retriever
from ingest.errors import ZhaoqiError
from service.app import create_app
from service.client import Client, ClientError
from service.settings import load_settings

Command = Callable[..., tuple[int, str, str]]

DEADLINE_S = 30
TEXTS = ["公司暂时没生意能不能先停着", "企业开办要多久", "dalian"]


@pytest.fixture(scope="module")
def url(corpus_data: Path) -> Iterator[str]:
    """A service of docs_corpus on a port of its own."""
    app = create_app(load_settings(data_dir=corpus_data))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, ws="none"))
    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    deadline = monotonic() + DEADLINE_S
    try:
        while not server.started:
            assert monotonic() < deadline
            sleep(0.01)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        while not httpx2.get(f"{address}/readyz").is_success:
            assert monotonic() < deadline
            sleep(0.01)
        yield address
    finally:
        server.should_exit = True
        thread.join(DEADLINE_S)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("mode", ["hybrid", "lexical"])
def test_a_service_ranks_as_its_index_does(url: str, corpus_data: Path, unit: Unit, mode: str) -> None:
    queries = [Query(text, text) for text in TEXTS]
    retriever = Retriever.open(corpus_data / "index", corpus_data / "models", corpus_data / "cache")
    with Client(url) as client:
        service = Service(client, url)
        theirs = [*service.answers(queries, mode, unit, 100)]
    ours = [*retriever.answers(queries, mode, unit, 100)]
    assert service.generation == retriever.generation
    for one, other in zip(theirs, ours, strict=True):
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        told, ranked = [name for name, _ in one.ranking], [name for name, _ in other.ranking]
        # A service tells 100 measures: a document is not told whose measures all come after them.
        assert told == (ranked if unit is Unit.MEASURE else ranked[: len(told)])
        assert told
        assert one.confidence == pytest.approx(other.confidence, abs=1e-6)


def test_questions_that_the_service_refuses_are_told_and_the_others_go_on(url: str) -> None:
    texts = ["长" * 1001, "……", TEXTS[0]]
    with Client(url) as client:
        answers = [*Service(client, url).answers([Query(text, text) for text in texts], "lexical", Unit.MEASURE, 5)]
    assert [isinstance(answer, ZhaoqiError) for answer in answers] == [True, True, False]


def test_the_command_prints_what_the_service_is_worth(url: str, zhaoqi_eval: Command, corpus_data: Path) -> None:
    command = ("--data", corpus_data, "run", "--mode", "lexical", "--split", "dev", "--format", "json")
    code, out, _ = zhaoqi_eval(*command, "--url", url)
    assert code == 0
    over_http, in_process = json.loads(out), json.loads(zhaoqi_eval(*command)[1])
    assert over_http["metrics"] == in_process["metrics"]
    assert over_http["generation"] == in_process["generation"]
    assert over_http["config"]["url"] == url


def test_a_service_that_is_not_there_is_an_error() -> None:
    with Client("http://127.0.0.1:9", attempts=1) as client, pytest.raises(ClientError, match="can't be asked"):
        list(Service(client, "").answers([Query("q", "停业")], "hybrid", Unit.MEASURE, 5))


def test_a_generation_that_changes_in_between_is_an_error(url: str) -> None:
    with Client(url) as client:
        service = Service(client, url)
        service.generation = "000001-00000000"
        with pytest.raises(ServiceChanged, match="answered by generation 000001-00000000, then by 00"):
            list(service.answers([Query("q", "停业")], "lexical", Unit.MEASURE, 5))
