"""Choosing parameters: what is chosen, where it is measured, and what is written."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from eval.errors import UnusableFile
from eval.settings_file import write_settings
from eval.tuning import climb, tune
from index.fusion.fuse import Fusion
from index.lexical.backends import LexicalBackend
from index.lexical.fields import Bm25Params
from index.parameters import Parameters

START = Parameters(fusion=Fusion.ZSCORE, dense_weight=0.7)
QUESTIONS = 20
APART = [frozenset({str(place)}) for place in range(QUESTIONS)]


def hill(parameters: Parameters) -> np.ndarray:
    """Best at one point of every axis; axes do not bear on each other."""
    distance = (
        abs(parameters.dense_weight - 0.4)
        + (parameters.fusion is not Fusion.TMM)
        + abs(parameters.bm25.k1 - 0.9)
        + abs(parameters.bm25.b - 0.3)
        + abs(parameters.bm25.title - 2)
        + abs(parameters.bm25.section_path - 0.5)
    )
    return np.full(QUESTIONS, 1 - distance / 10)


def test_the_top_of_a_hill_is_found_and_what_does_not_matter_stays() -> None:
    found = climb(START, hill, np.arange(QUESTIONS))
    assert found == Parameters(
        fusion=Fusion.TMM, dense_weight=0.4, bm25=Bm25Params(k1=0.9, b=0.3, title=2.0, section_path=0.5)
    )


def test_a_gain_too_small_to_mean_anything_changes_nothing() -> None:
    assert climb(START, lambda parameters: 1e-4 * hill(parameters), np.arange(QUESTIONS)) == START


def test_a_library_without_field_weights_keeps_them_all_1() -> None:
    found = climb(replace(START, backend=LexicalBackend.RANK_BM25), hill, np.arange(QUESTIONS))
    assert found.bm25 == Bm25Params(k1=0.9, b=0.3)


def test_only_the_given_questions_choose() -> None:
    def score(parameters: Parameters) -> np.ndarray:
        return np.repeat([parameters.dense_weight, 1 - parameters.dense_weight], QUESTIONS // 2)

    assert climb(START, score, np.arange(QUESTIONS // 2)).dense_weight == 1.0
    assert climb(START, score, np.arange(QUESTIONS // 2, QUESTIONS)).dense_weight == 0.0


def test_held_out_questions_did_not_choose() -> None:
    """Each question is best served by a weight of its own: what is chosen without it is worth nothing to it."""
    weights = np.array([0.05 * place for place in range(QUESTIONS)])

    def memorised(parameters: Parameters) -> np.ndarray:
        return np.where(np.isclose(weights, parameters.dense_weight), 1.0, 0.0)

    tuned = tune(replace(START, dense_weight=0.33), memorised, APART)
    assert tuned.after.sum() == 1
    assert tuned.held_out.sum() == 0
    assert tuned.gain == 0


def test_a_true_gain_is_measured_on_every_question_with_its_evidence() -> None:
    tuned = tune(START, hill, APART)
    assert tuned.by_fold == (tuned.chosen,) * 5
    assert tuned.gain == pytest.approx((hill(tuned.chosen) - hill(START))[0])
    assert tuned.interval == pytest.approx((tuned.gain, tuned.gain))
    assert tuned.p < 0.001


def test_parameters_are_asked_for_once() -> None:
    asked = []

    def score(parameters: Parameters) -> np.ndarray:
        asked.append(parameters)
        return hill(parameters)

    tune(START, score, APART)
    assert len(asked) == len(set(asked))


def test_the_settings_file_holds_the_parameters_and_above_them_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "tuned.toml"
    parameters = Parameters(LexicalBackend.IMPACTS, Bm25Params(k1=0.9, title=2.0), Fusion.MINMAX, 0.55, 100)
    write_settings(path, parameters, ["ndcg@10 0.5", "p = 0.01"])
    assert path.read_text("utf-8").startswith("# ndcg@10 0.5\n# p = 0.01\nbackend = ")
    assert Parameters.from_json(tomllib.loads(path.read_text("utf-8"))) == parameters


def test_a_settings_file_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="can't be written"):
        write_settings(tmp_path / "missing" / "tuned.toml", START, [])
