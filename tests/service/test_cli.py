import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app

Call = Callable[..., Result]
ZHAOQI = Path(sys.executable).with_name("zhaoqi")
PLAN = """大连市试验行动方案（2022—2024）

一、优化政务环境
1.=开办企业。推行一网通办，压缩至1个工作日以内（完成时限：2022年12月）。（牵头单位：市市场监管局、市税务局）
2.用电报装。对小微企业用电报装实行零投资\x1b[31m（完成时限：2024年12月）。（牵头单位：大连供电公司）
"""


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN)
    monkeypatch.setenv("ZHAOQI_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("ZHAOQI_CORPUS_DIR", str(folder))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return run


def measures(call: Call, *arguments: str) -> list[dict[str, object]]:
    result = call("measures", "--format", "jsonl", *arguments)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_ingest_says_what_it_did(call: Call) -> None:
    result = call("ingest")
    assert result.exit_code == 0
    assert result.stdout.startswith("read: 1 documents in 1 files (1 new)\n")
    assert "refused: 0\n" in result.stdout
    assert result.stderr == ""
    assert call("ingest").stdout.startswith("read: 1 documents in 1 files (1 unchanged)\n")


def test_ingest_fails_for_what_is_refused_and_reads_the_rest(call: Call, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "empty.txt").write_bytes(b"")
    result = call("ingest", str(tmp_path / "corpus"), str(tmp_path / "gone"))
    assert result.exit_code == 1
    assert "read: 1 documents" in result.stdout
    assert result.stderr.splitlines() == [
        f"error: {tmp_path}/gone: does not exist, but the command names it",
        f"error: {tmp_path}/corpus/empty.txt: is empty: there is no text to ingest",
    ]


def test_documents(call: Call) -> None:
    call("ingest")
    table = call("documents").stdout
    assert "大连市试验行动方案（2022—2024）" in table
    (item,) = (json.loads(line) for line in call("documents", "--format", "jsonl").stdout.splitlines())
    assert (item["doc_id"], item["version"]) == ("plan", 1)
    (row,) = csv.DictReader(io.StringIO(call("documents", "--format", "csv").stdout))
    assert (row["doc_id"], row["measures"]) == ("plan", str(item["measures"]))


def test_measures_as_objects(call: Call) -> None:
    call("ingest")
    one, two = (item for item in measures(call, "--doc", "plan", "--as-of", "2022-12-01") if item["number"])
    assert (one["title"], one["status"], two["status"]) == ("=开办企业", "due", "running")
    assert (one["section_path"], one["deadlines"]) == (
        ["优化政务环境"],
        [{"text": "完成时限：2022年12月", "date": "2022-12", "ongoing": False, "span": one["deadlines"][0]["span"]}],  # type: ignore[index]
    )
    assert measures(call, "--as-of", "2030-01-01")[-1]["status"] == "past"


def test_csv_holds_no_formulas(call: Call) -> None:
    call("ingest")
    rows = list(csv.DictReader(io.StringIO(call("measures", "--format", "csv").stdout)))
    assert "'=开办企业" in [row["title"] for row in rows]
    assert "市市场监督管理局; 市税务局" in [row["units"] for row in rows]


def test_show_lists_the_fields_and_no_control_characters(call: Call) -> None:
    call("ingest")
    (name,) = (str(item["measure_id"]) for item in measures(call) if item["number"] == "2")
    result = call("show", name)
    assert result.exit_code == 0
    assert "大连市试验行动方案（2022—2024） > 优化政务环境" in result.stdout
    assert "完成时限：2024年12月 -> 2024-12" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\x1b" not in call("measures").stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param(("show", "nothing"), "error: no measure 'nothing'\n", id="measure"),
        pytest.param(("measures", "--doc", "plam"), "error: no document 'plam'; nearest: plan\n", id="document"),
        pytest.param(
            ("measures", "--doc", "plam", "--format", "csv"), "error: no document 'plam'; nearest: plan\n", id="csv"
        ),
    ],
)
def test_errors(call: Call, arguments: tuple[str, ...], error: str) -> None:
    call("ingest")
    result = call(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", error)


def test_a_bad_setting_is_an_error(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHAOQI_MAX_DOCUMENT_BYTES", "many")
    result = call("documents")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ZHAOQI_MAX_DOCUMENT_BYTES: ")


def test_data_overrides_the_environment(call: Call, tmp_path: Path) -> None:
    assert call("--data", str(tmp_path / "other"), "ingest").exit_code == 0
    assert (tmp_path / "other" / "catalog.db").exists()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("format_", ["jsonl", "csv", "table"])
def test_a_closed_pipe_is_no_error(call: Call, tmp_path: Path, format_: str) -> None:
    lines = (json.dumps({"_id": f"d{number}", "text": "文" * 500}) for number in range(400))
    (tmp_path / "corpus" / "many.jsonl").write_text("\n".join(lines))
    call("ingest")
    command = f"{ZHAOQI} measures --format {format_} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, service.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    heavy = ["numpy", "sqlalchemy", "alembic", "pydantic", "jieba", "opencc", "rich.table"]
    done = subprocess.run(
        [sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout == "[]\n"
