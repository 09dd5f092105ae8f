import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.cli import app
from index.fusion.fuse import Fusion
from index.snapshot.reader import open_current
from ingest.catalog.rows import Stamp
from ingest.catalog.store import Catalog
from ingest.errors import ZhaoqiError
from ingest.records import Document

MakeDocument = Callable[..., Document]
Call = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Place:
    catalog_url: str
    index_dir: Path
    models_dir: Path
    cache_dir: Path
    encoder: str = "hashed"
    reranker: str = ""
    parameters: Path | None = None
    max_document_bytes: int = 1000
    keep_generations: int = 2


@pytest.fixture
def place(tmp_path: Path, analyzer_cache: Path) -> Place:
    return Place(f"sqlite:///{tmp_path / 'catalog.db'}", tmp_path / "index", tmp_path / "models", analyzer_cache)


@pytest.fixture
def call(place: Place) -> Call:
    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], obj=place)

    return run


@pytest.fixture
def catalog(place: Place, document: MakeDocument) -> None:
    with Catalog(place.catalog_url) as opened:
        for name, line in (("plan", "歇业：公司暂时没有生意，可以歇业备案。"), ("law", "注销：简易注销，报退合一。")):
            opened.put(document(name, line), line.encode(), Stamp("1", "1", "1"))


@pytest.mark.usefixtures("catalog")
@pytest.mark.parametrize("by", ["option", "setting"])
def test_build_takes_parameters(by: str, place: Place, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('fusion = "rrf"\n')
    arguments = ["build", *(("--parameters", str(tmp_path / "p.toml")) if by == "option" else ())]
    place = replace(place, parameters=tmp_path / "p.toml") if by == "setting" else place
    assert CliRunner().invoke(app, arguments, obj=place).exit_code == 0
    assert open_current(place.index_dir).parameters.fusion is Fusion.RRF


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [
        {"_id": "民法典|1", "title": "民法典 第一条", "text": "为了保护民事主体的合法权益。"},
        {"_id": "民法典|2", "text": "物权法定。"},
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return path


def hits(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_build_and_search_the_catalog(call: Call, catalog: None) -> None:
    built = call("build")
    assert built.exit_code == 0
    assert built.stdout.startswith("built: generation 000001-")
    assert built.stdout.endswith(" (2 documents, 2 measures, 2 passages)\n")
    first, second = hits(call("search", "公司没有生意", "--format", "jsonl"))
    assert (first["rank"], first["doc_id"], second["doc_id"]) == (1, "plan", "law")
    assert first["text"] == "公司暂时没有生意，可以歇业备案。"
    assert set(first) >= {"measure_id", "score", "confidence", "marks", "citation", "status", "document"}


def test_options_of_a_search(call: Call, catalog: None) -> None:
    call("build")
    (only,) = hits(call("search", "公司", "-k", 1, "--mode", "lexical", "--format", "jsonl", "--explain"))
    assert only["why"]["dense"] is None  # type: ignore[index]
    filtered = ("--filter", "document=law", "--filter", "kind=plan", "--as-of", "2024-01-01")
    assert [hit["doc_id"] for hit in hits(call("search", "公司", *filtered, "--format", "jsonl"))] == ["law"]
    either = ("--filter", "document=law", "--filter", "document=plan")
    assert len(hits(call("search", "公司", *either, "--format", "jsonl"))) == 2
    table = call("search", "公司暂时没有生意", "--explain")
    assert table.exit_code == 0
    assert "公司暂时没有生意，可以歇业备案。" in table.stdout
    assert "coverage 1.000" in table.stdout


def test_news_go_to_stderr(call: Call, catalog: None) -> None:
    call("build")
    result = call("search", "公司", "--filter", "document=plam", "--format", "jsonl")
    assert (result.stdout, result.stderr) == ("", "unknown: document=plam; nearest: plan, law\nnothing was found\n")


def test_build_of_lines_alone_and_with_the_catalog(call: Call, catalog: None, corpus: Path, tmp_path: Path) -> None:
    alone = call("build", "--jsonl", corpus, "--out", tmp_path / "other")
    assert " (2 documents, 2 measures, 2 passages)" in alone.stdout
    (hit,) = hits(call("search", "民事主体", "-k", 1, "--index", tmp_path / "other", "--format", "jsonl"))
    assert hit["doc_id"] == "民法典|1"
    assert " (4 documents, 4 measures, 4 passages)" in call("build", "--jsonl", corpus, "--with-catalog").stdout


def test_what_is_refused_is_told_and_the_rest_is_built(call: Call, corpus: Path) -> None:
    with corpus.open("a") as file:
        file.write('bad\n{"_id": "民法典|2", "text": "又一条。"}\n')
    result = call("build", "--jsonl", corpus, "--jsonl", "gone.jsonl")
    assert result.exit_code == 1
    assert " (2 documents, 2 measures, 2 passages)" in result.stdout
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == [
        str(corpus),
        "民法典|2",
        "gone.jsonl",
    ]


def test_verify_checks_every_generation(call: Call, catalog: None, place: Place) -> None:
    call("build")
    call("build")
    assert call("index", "verify").exit_code == 0
    path = max(place.index_dir.glob("000001-*")) / "texts.data"
    path.write_bytes(path.read_bytes()[::-1])
    result = call("index", "verify")
    assert result.exit_code == 1
    newest, older = result.stdout.splitlines()
    assert newest.endswith(" (current): 2 documents, 2 measures, 2 passages")
    assert older.endswith(f": fault: {path}: is damaged: its checksum is not that of the manifest")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param(("search", "公司"), "holds no index; run `zhaoqi build`", id="no-index"),
        pytest.param(("search", "公司", "--filter", "plan"), "filter: 'plan' is not name=value", id="filter"),
        pytest.param(("search", ""), "query: is empty; it takes 1 to 1,000 characters", id="empty"),
        pytest.param(("build", "--encoder", "nothing"), "no encoder 'nothing'", id="encoder"),
    ],
)
def test_errors(call: Call, catalog: None, arguments: tuple[str, ...], error: str) -> None:
    if "holds no index" not in error:
        call("build")
    result = call(*arguments)
    assert isinstance(result.exception, ZhaoqiError)  # the root command makes a line of it
    assert error in str(result.exception)


def test_loading_the_commands_loads_nothing_heavy() -> None:
    code = "import sys, index.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    heavy = ["numpy", "faiss", "onnxruntime", "torch", "jieba", "opencc", "sqlalchemy", "rich.table"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
