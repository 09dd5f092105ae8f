"""TREC run files: written, read back, and refused by line."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.runs import Run, ranking
from eval.trec import read_run, write_run

MakeDataset = Callable[..., Dataset]

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=" "), min_size=1, max_size=5)
SCORES = st.floats(-1e6, 1e6, width=32)


@pytest.fixture
def questions(dataset: MakeDataset) -> Dataset:
    return dataset({"q1": {"d1": 1}, "q2": {"d2": 1}}, ids=["a", "b", "c", "d1", "d2"])


@given(names=st.lists(NAMES, max_size=20), data=st.data(), k=st.integers(1, 30))
def test_a_ranking_keeps_the_order_of_first_hits_and_its_scores_descend_in_single_precision(
    names: list[str], data: DataObject, k: int
) -> None:
    scores = sorted(data.draw(st.lists(SCORES, min_size=len(names), max_size=len(names))), reverse=True)
    found = ranking(zip(names, scores, strict=True), k)
    assert [name for name, _ in found] == [*dict.fromkeys(names)][:k]
    assert all(a > b for (_, a), (_, b) in pairwise(found))
    for name, score in found:
        assert score == pytest.approx(scores[names.index(name)], rel=1e-4, abs=1e-30)


@given(names=st.lists(NAMES, min_size=1, max_size=10, unique=True), score=SCORES)
def test_what_is_written_is_read_back_even_when_all_scores_are_equal(
    tmp_path_factory: pytest.TempPathFactory, dataset: MakeDataset, names: list[str], score: float
) -> None:
    path = tmp_path_factory.mktemp("run") / "a.trec"
    rankings = {"q1": ranking(((name, score) for name in names), 10)}
    write_run(Run("系统", rankings), path)
    assert read_run(path, dataset({"q1": {"d": 1}}, ids=names)) == Run(str(path), rankings)


def test_a_line_has_the_six_fields_of_trec(tmp_path: Path) -> None:
    path = tmp_path / "a.trec"
    write_run(Run("bm25", {"q1": (("民法典|第五十四条", 2.5), ("d2", 1.0)), "q2": ()}), path)
    assert path.read_text("utf-8") == "q1 Q0 民法典|第五十四条 1 2.5 bm25\nq1 Q0 d2 2 1.0 bm25\n"


def test_scores_rank_not_the_order_or_rank_of_lines_and_equal_ones_descend_by_id(
    tmp_path: Path, questions: Dataset
) -> None:
    path = tmp_path / "a.trec"
    path.write_text("q1 Q0 b 1 1.0 x\nq1 Q0 a 2 3e0 x\nq1\tQ0\tc\t3\t1.0\tx\n")
    assert [name for name, _ in read_run(path, questions).rankings["q1"]] == ["a", "c", "b"]


def test_scores_that_are_equal_in_single_precision_are_equal_as_for_trec_eval(
    tmp_path: Path, questions: Dataset
) -> None:
    path = tmp_path / "a.trec"
    path.write_text("q1 Q0 a 1 1.000000002 x\nq1 Q0 b 2 1.000000001 x\n")
    hits = {"a": 1.000000002, "b": 1.000000001}
    [trec_eval] = pytrec_eval.RelevanceEvaluator({"q1": {"b": 1}}, {"recip_rank"}).evaluate({"q1": hits}).values()
    assert trec_eval == {"recip_rank": 1.0}
    assert [name for name, _ in read_run(path, questions).rankings["q1"]] == ["b", "a"]


@pytest.mark.parametrize(
    ("content", "line_no", "why"),
    [
        pytest.param(b"q1 Q0 d1 1 1.0\n", 1, "has 5 fields", id="no-system"),
        pytest.param(b"q1 Q0 d 1 1 1.0 x\n", 1, "has 7 fields", id="white-space-in-id"),
        pytest.param(b"q1 Q0 d1 1 best x\n", 1, "'best', which is no number", id="no-score"),
        pytest.param(b"q1 Q0 d1 1 nan x\n", 1, "'nan', which is no number", id="nan"),
        pytest.param(b"q1 Q0 d1 1 inf x\n", 1, "'inf', which is no number", id="infinite"),
        pytest.param(b"q1 Q0 d1 1 1e39 x\n", 1, "'1e39', which is no number", id="infinite-in-single-precision"),
        pytest.param(b"q1 Q0 d1 1 2 x\n\nq1 Q0 d1 2 1 x\n", 3, "repeats 'd1' for question 'q1'", id="twice"),
        pytest.param(b"q1 Q0 d1 1 2 x\nq1 Q0 \xbc 2 1 x\n", 2, "is not UTF-8", id="encoding"),
        pytest.param(b"q1 Q0 d1 1 2 x\nq1 Q0 d9 2 1 x\n", 2, "'d9', which is not in the corpus", id="unknown"),
        pytest.param(b"", None, "is empty", id="empty"),
        pytest.param(b"z Q0 d1 1 2 x\n", None, "answers no question of made", id="of-another-dataset"),
    ],
)
def test_a_malformed_run_is_refused_by_line(
    tmp_path: Path, questions: Dataset, content: bytes, line_no: int | None, why: str
) -> None:
    path = tmp_path / "a.trec"
    path.write_bytes(content)
    with pytest.raises(UnusableFile, match=why) as caught:
        read_run(path, questions)
    assert caught.value.line_no == line_no


def test_an_id_that_a_run_file_can_not_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="can't hold 'a b'"):
        write_run(Run("x", {"q": (("a b", 1.0),)}), tmp_path / "a.trec")


def test_a_run_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="can't be written"):
        write_run(Run("x", {}), tmp_path / "missing" / "a.trec")
