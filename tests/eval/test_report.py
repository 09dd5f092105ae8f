"""The page of a report: self-contained, escaped, and true to what was measured."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from eval.abstention import Judged
from eval.compare import compare
from eval.dataset import Dataset
from eval.metrics import score
from eval.report.charts import bars, curves
from eval.report.page import page
from eval.report.records import Report, System
from eval.runs import Run

MakeDataset = Callable[..., Dataset]
Command = Callable[..., tuple[int, str, str]]

ATTACK = '<script>alert("x")</script><img src=x onerror=alert(1)>'


class Tags(HTMLParser):
    """Every tag with its attributes; void elements and the doctype apart, each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def report(dataset: MakeDataset) -> Report:
    questions = dataset({"q1": {"d1": 1}, ATTACK: {"d2": 2}, "q3": {"d1": 1}, "q4": {}}, q1="lay", q3="unit")
    first = Run("old", {"q1": (("d1", 2.0), ("d2", 1.0)), ATTACK: (("d1", 1.0),), "q3": (("d1", 1.0),)})
    second = Run(ATTACK, {ATTACK: (("d2", 2.0), ("d1", 1.0)), "q3": (("d1", 1.0),)})
    sure = Judged(np.array([0.9, 0.1, 0.8, 0.5]), np.array([1, 0, 1, 0], bool), np.array([1, 1, 1, 0], bool))
    systems = [System(first, score(questions, first), sure), System(second, score(questions, second))]
    comparisons = compare(questions, [first, second], "ndcg@10")
    return Report(questions, systems, comparisons, {"corpus": "c0ffee"}, lambda name: f"text of {name} {ATTACK}")


def test_nothing_runs_and_nothing_is_fetched(report: Report) -> None:
    tags = Tags(page(report))
    assert tags.open == []
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "a"}
    for _, attributes in tags.seen:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "href"}]
    assert "url(" not in page(report)
    [policy] = [held["content"] for _, held in tags.seen if held.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_wins_and_losses_show_the_hits_of_both_with_answers_marked(report: Report) -> None:
    text = page(report)
    wins, losses = re.findall(r"<h2>[^<]*: (?:wins|losses) against old \((\d)\)</h2>", text)
    assert (wins, losses) == ("1", "1")  # q3 is the same in both
    lost = text[text.index("losses against") :]
    assert "<summary>-1.000 q1 <small>q1 lay</small></summary>" in lost
    assert '<li class="answer" title="grade 1">✓ text of d1' in lost
    assert "<li>text of d2" in lost


def test_the_baseline_comes_first_and_means_are_those_measured(report: Report) -> None:
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([\d.]+)</td><td>([\d.]+)</td>", page(report))
    assert rows[0] == ("old", "0.667", "0.667")  # two of three answerable questions, each at rank 1
    assert rows[1][1] == "0.667"


def test_a_bar_is_as_long_as_its_value() -> None:
    chart = bars("nDCG", ["lay", "unit"], {"a": [0.5, 1.0], "b": [0.25, 0.0]})
    assert re.findall(r'<rect [^>]*width="([\d.]+)"', chart) == ["210.0", "105.0", "420.0", "0.0"]


def test_a_curve_goes_through_its_points() -> None:
    chart = curves("found", "hits", "share", 20, {"a": [(0, 0.0), (10, 0.5), (20, 1.0)]})
    assert re.findall(r'points="([^"]*)"', chart) == ["60.0,310.0 270.0,160.0 480.0,10.0"]


def test_every_mode_of_an_index_is_reported_or_the_runs_that_are_named(
    zhaoqi_eval: Command, corpus_data: Path, tmp_path: Path
) -> None:
    out, run = tmp_path / "report.html", tmp_path / "mine.trec"
    assert zhaoqi_eval("--data", corpus_data, "report", "--split", "test", "--out", out)[0] == 0
    text = out.read_text("utf-8")
    assert all(f"<td>{mode}</td>" in text for mode in ("hybrid", "lexical", "dense"))
    assert "Risk of answering" in text
    assert "by type of question" in text
    zhaoqi_eval("--data", corpus_data, "run", "--mode", "lexical", "--run-out", run)
    assert zhaoqi_eval("--data", corpus_data, "report", run, run, "--out", out)[0] == 0
    assert f"<td>{run}</td>" in out.read_text("utf-8")
    assert "Risk of answering" not in out.read_text("utf-8")
