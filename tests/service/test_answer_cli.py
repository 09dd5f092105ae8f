import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app

QUESTION = "歇业备案由谁牵头"


def ask(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["--data", str(folder), "ask", "--as-of", "2026-07-01", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_text_tells_the_sentence_and_its_place(small: Path) -> None:
    first, *rest = ask(small, QUESTION).splitlines()
    assert first == "牵头单位：市市场监管局。[1]"
    assert any(line.startswith("[1] 大连市试验行动方案（2026年）") and "#c=" in line for line in rest)


def test_json_is_the_object_of_the_service(small: Path) -> None:
    answer = json.loads(ask(small, QUESTION, "--format", "json"))
    assert answer["status"] == "answered"
    assert answer["answer"][0] == {"text": "牵头单位：市市场监管局。", "citations": [1]}


def test_what_is_missing_is_told(small: Path) -> None:
    told = ask(small, "鞍山歇业备案由谁牵头")
    assert "没有找到：鞍山市" in told
    assert "收录的文件：大连市试验行动方案（2026年）（大连市，2026—2026）" in told


def test_what_is_left_open_is_asked_back(small: Path) -> None:
    assert ask(small, "那大连呢？").splitlines() == [
        "还要知道：想了解的事项。",
        "请选：大连市优化政务环境",
        "收录的文件：大连市试验行动方案（2026年）（大连市，2026—2026）",
    ]


def test_what_is_asked_back_without_examples_offers_none(tmp_path: Path, zhaoqi: Callable[..., None]) -> None:
    """A text without headings has none to offer."""
    (tmp_path / "plan.txt").write_text("试验行动方案（2026年）\n\n企业可以办理歇业备案。\n")
    zhaoqi(tmp_path, "ingest", str(tmp_path / "plan.txt"))
    zhaoqi(tmp_path, "build", "--encoder", "hashed")
    assert ask(tmp_path, "谁牵头").splitlines() == [
        "还要知道：想了解的事项。",
        "收录的文件：试验行动方案（2026年）（地区未注明，2026—2026）",
    ]


def test_a_question_before_is_taken_up(small: Path) -> None:
    assert "市市场监管局" in ask(small, "由谁牵头", "--after", "歇业备案怎么办")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(["？"], "at least one letter or digit", id="no-word"),
        pytest.param([QUESTION, "--filter", "kind"], "is not name=value", id="no-filter"),
    ],
)
def test_what_can_not_be_asked_is_one_line(small: Path, arguments: list[str], why: str) -> None:
    result = CliRunner().invoke(app, ["--data", str(small), "ask", *arguments])
    assert result.exit_code == 1
    assert why in result.stderr
    assert "Traceback" not in result.output
