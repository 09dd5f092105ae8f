import json

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.extraction import GOLD, Score, read_gold, score_conditions, score_quantities

RUNNER = CliRunner()


def test_scores_count_what_is_right() -> None:
    line = {
        "clause": "网办率达到80%，材料减少50%。",
        "nature": "commitment",
        "quantities": [
            {"text": "80%", "value": 80, "unit": "%", "comparator": "=", "role": "target"},
            {"text": "50%", "value": 50, "unit": "%", "comparator": ">=", "role": "target"},
            {"text": "9%", "value": 9, "unit": "%", "comparator": "=", "role": "fee"},
        ],
    }
    scores, [miss] = score_quantities([line])
    # found are 80% and 50%; only 80% has the comparator of the gold
    assert scores == [Score("fee", 0, 0, 1), Score("target", 1, 2, 2), Score("overall", 1, 2, 3)]
    assert len(miss.missing) == 2
    assert len(miss.surplus) == 1


def test_precision_recall_and_f1() -> None:
    score = Score("overall", right=1, found=2, wanted=4)
    assert (score.precision, score.recall) == (1 / 2, 1 / 4)
    assert score.f1 == pytest.approx(2 * (1 / 2) * (1 / 4) / (1 / 2 + 1 / 4))
    assert Score("empty", 0, 0, 0).f1 == 1


def test_a_tree_is_right_only_as_a_whole() -> None:
    test = {"subject": "年出口", "operator": "<=", "value": 5_000_000, "unit": "美元"}
    line = {
        "clause": "支持年出口500万美元以下的企业",
        "nature": "commitment",
        "conditions": [{"not": test}],
    }
    scores, _ = score_conditions([line])
    assert scores == [Score("test", 1, 1, 1), Score("tree", 0, 1, 1), Score("overall", 1, 2, 2)]


@pytest.mark.parametrize("name", ["quantities", "conditions"])
def test_gold_is_sound(name: str) -> None:
    lines = read_gold(GOLD / f"{name}.jsonl")
    assert {"dev", "check"} <= {line["split"] for line in lines} <= {"dev", "check", "blind"}
    assert len({line["clause"] for line in lines}) == len(lines)
    assert sum(not line[name] for line in lines) >= 10
    for line in lines:
        assert all(item["text"] in line["clause"] for item in line.get("quantities", ()))


@pytest.mark.parametrize("split", ["dev", "check"])
def test_extraction_keeps_its_level(split: str) -> None:
    for scores, _ in (
        score_quantities(read_gold(GOLD / "quantities.jsonl", split)),
        score_conditions(read_gold(GOLD / "conditions.jsonl", split)),
    ):
        low = [score for score in scores if min(score.precision, score.recall) < 0.95]
        assert low == []


def test_command_prints_json() -> None:
    result = RUNNER.invoke(app, ["extraction", "--split", "check", "--format", "json"])
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report.keys() == {"quantities", "conditions"}
    assert report["quantities"][-1]["group"] == "overall"


def test_command_prints_a_table() -> None:
    result = RUNNER.invoke(app, ["extraction"])
    assert result.exit_code == 0
    assert "precision" in result.stdout
    assert "time_limit" in result.stdout
