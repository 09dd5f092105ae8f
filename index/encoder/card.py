"""model.json: what an imported model is, and the checksum of each of its files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from index.encoder.errors import DamagedModel

NAME = "model.json"
SERVED_GRAPH, SERVED_WEIGHTS, SERVED_TOKENIZER = "onnx/encoder.onnx", "onnx/encoder.bin", "onnx/tokenizer.json"
SERVED = (SERVED_GRAPH, SERVED_WEIGHTS, SERVED_TOKENIZER)
SERVED_READER = ("onnx/reader.onnx", "onnx/reader.bin")
"""Graph and weights of what reads questions with passages, where the model has it."""
_REMEDY = "delete the folder and run `zhaoqi model import` again"


@dataclass(frozen=True, slots=True)
class Card:
    """Facts of a model folder.

    Attributes:
        name: also of the folder.
        source: where the weights come from.
        licence: of the weights, an SPDX identifier.
        dim: numbers in a vector.
        max_tokens: tokens read at once, marks of start and end included.
        query_prompt: what is put before a question.
        passage_prompt: what is put before a passage.
        sha256: checksum of each other file, by its path inside the folder.
    """

    name: str
    source: str
    licence: str
    dim: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str
    sha256: Mapping[str, str]

    @property
    def model_id(self) -> str:
        """Name and checksum of the weights that are served."""
        return f"{self.name}@{self.sha256[SERVED_WEIGHTS][:12]}"

    def write(self, folder: Path) -> None:
        """Write the card into its folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    def verify(self, folder: Path, files: Iterable[str]) -> None:
        """Raise DamagedModel when one of the files, by path inside the folder, is missing or was changed."""
        for name in files:
            path = folder / name
            if not path.is_file():
                raise DamagedModel(path, "is missing", remedy=_REMEDY)
            if sha256_of(path) != self.sha256[name]:
                raise DamagedModel(path, "is not the file that was imported: its checksum changed", remedy=_REMEDY)


def read_card(folder: Path) -> Card:
    """The card of a model folder; raises DamagedModel when it can't be used."""
    try:
        return Card(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedModel(folder / NAME, f"can't be read ({error})", remedy=_REMEDY) from error


def sha256_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
