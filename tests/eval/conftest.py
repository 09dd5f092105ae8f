import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import main
from eval.dataset import Dataset, Query, Unit
from service.cli import app as zhaoqi

MakeDataset = Callable[..., Dataset]
Command = Callable[..., tuple[int, str, str]]

ROOT = Path(__file__).parents[2]

CORPUS = {
    "d1": "小微企业可以申请创业担保贷款，最高三百万元。",
    "d2": "企业登记注册四小时内办结。",
    "d3": "用水用气报装免费，不收任何手续费。",
    "d4": "外贸企业出口退税平均三个工作日办结。",
}
QUERIES = {"q1": "小微企业贷款最高多少", "q2": "注册登记几个小时办结", "q3": "出口退税几个工作日", "q4": "没有判过"}
QRELS = {"q1": {"d1": 2, "d2": 0}, "q2": {"d2": 1}, "q3": {"d4": 1, "d2": 1}}


@pytest.fixture(scope="session")
def dataset() -> MakeDataset:
    """Questions that are nothing but names, with grades by document; types by name, `ids` where they matter."""

    def make(grades: Mapping[str, Mapping[str, int]], ids: Iterable[str] = (), **types: str) -> Dataset:
        queries = tuple(Query(name, name, types.get(name, "")) for name in grades)
        return Dataset("made", Unit.DOCUMENT, queries, grades, frozenset(ids), "0" * 64)

    return make


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    """A BEIR folder of CORPUS, QUERIES and QRELS."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    for file, texts in (("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES)):
        lines = [json.dumps({"_id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()]
        (folder / file).write_text("\n".join(lines), "utf-8")
    judged = [f"{query}\t{name}\t{grade}" for query, grades in QRELS.items() for name, grade in grades.items()]
    (folder / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]), "utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of docs_corpus, by the encoder that needs no model."""
    data = tmp_path_factory.mktemp("data")
    for command in (["ingest", str(ROOT / "docs_corpus")], ["build", "--encoder", "hashed"]):
        result = CliRunner().invoke(zhaoqi, ["--data", str(data), *command])
        assert result.exit_code == 0, result.output
    return data


@pytest.fixture
def zhaoqi_eval(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the console script; exit code, output and news."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["zhaoqi-eval", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return run
