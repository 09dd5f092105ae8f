from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.answers import Tally, judge
from eval.questions import Label, Question, Split, Type
from index.search import HybridIndex
from service.cli import app

PLAN = """大连市试验行动方案（2026年）

一、优化政务环境
1.推行歇业备案。暂时没有生意的企业可以办理歇业备案。（牵头单位：市市场监管局；完成时限：2026年12月）
2.用电报装。将用电报装时限压缩至3个工作日。（牵头单位：大连供电公司；完成时限：2026年6月）
3.用水报装。企业用水报装零收费，由集团总经理负责。
"""
CLOSING = "暂时没有生意的企业可以办理歇业备案。（牵头单位：市市场监管局；完成时限：2026年12月）"
WATER = "企业用水报装零收费，由集团总经理负责"
POWER = "将用电报装时限压缩至3个工作日"


def question(number: int, text: str, kind: Type, *quotes: str) -> Question:
    labels = tuple(Label("plan", quote, 2) for quote in quotes)
    return Question(f"q{number}", text, kind, Split.DEV, labels)


QUESTIONS = (
    question(1, "歇业备案由谁牵头", Type.UNIT, CLOSING),
    question(2, "歇业备案什么时候完成", Type.DEADLINE, CLOSING),
    question(3, "用电报装要几天", Type.HOW_MUCH, POWER),
    question(4, "用电报装", Type.KEYWORD, CLOSING),  # a label that the answer is sure to miss
    question(5, "鞍山用电报装要几天", Type.UNANSWERABLE_NEAR),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HybridIndex]:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "plan.txt").write_text(PLAN)
    for arguments in (["ingest", str(folder / "plan.txt")], ["build", "--encoder", "hashed"]):
        assert CliRunner().invoke(app, ["--data", str(folder), *arguments]).exit_code == 0
    with HybridIndex.open(folder / "index", cache_dir=folder / "cache", follow=False) as opened:
        yield opened


def test_answers_are_held_against_their_labels(index: HybridIndex) -> None:
    tallies = judge(index, QUESTIONS, [*index.snapshot.contents.records()], threshold=0.0).tallies()
    assert tallies["answerable, a full answer cited"] == Tally(3, 4)
    assert tallies["answerable, refused"] == Tally(0, 4)
    assert tallies["unanswerable near, answered"] == Tally(0, 1)
    assert tallies["fact asked for, right"] == Tally(3, 3)
    quotes, right = tallies["quotes equal to their source"], tallies["citations in a labelled measure"]
    assert quotes.share == 1.0
    assert right.hits == right.of - 1


@pytest.mark.parametrize(
    ("text", "kind", "quote", "right"),
    [
        pytest.param("企业用水报装收多少钱", Type.HOW_MUCH, WATER, 1, id="a-sum-in-words"),
        pytest.param("企业用水报装谁负责", Type.UNIT, WATER, 1, id="a-person-and-no-unit"),
        pytest.param("企业用水报装收多少钱", Type.HOW_MUCH, "推行歇业备案", 0, id="not-cited"),
    ],
)
def test_a_fact_that_a_label_states_in_words_has_to_be_cited(
    index: HybridIndex, text: str, kind: Type, quote: str, right: int
) -> None:
    found = judge(index, [question(6, text, kind, quote)], [*index.snapshot.contents.records()], threshold=0.0)
    assert found.tallies()["fact asked for, right"] == Tally(right, 1)


def test_a_threshold_that_none_reaches_refuses_all(index: HybridIndex) -> None:
    found = judge(index, QUESTIONS, [*index.snapshot.contents.records()], threshold=1.1)
    assert found.tallies()["answerable, refused"] == Tally(4, 4)


def test_without_the_measure_that_answers_it_is_not_cited(index: HybridIndex) -> None:
    found = judge(index, QUESTIONS[:1], [*index.snapshot.contents.records()], threshold=0.0)
    assert all(CLOSING not in cited.quote for answer in found.bereft for cited in answer.citations)


def test_confidence_is_judged_over_all_questions(index: HybridIndex) -> None:
    found = judge(index, QUESTIONS, [*index.snapshot.contents.records()], threshold=0.0).abstention()
    assert found.answerable.tolist() == [True, True, True, True, False, False, False, False, False]
    assert found.confidences[4] == 0  # declined for its city, at any confidence


@pytest.mark.parametrize("arguments", [[], ["--curve"]], ids=["figures", "curve"])
def test_the_command_needs_an_index(tmp_path: Path, arguments: list[str]) -> None:
    from eval.cli import app as eval_app

    result = CliRunner().invoke(eval_app, ["--data", str(tmp_path), "answers", *arguments])
    assert result.exit_code == 1
