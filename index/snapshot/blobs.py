"""Many byte strings in one file, each found by its number without reading the others."""

import mmap
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA, OFFSETS = ".data", ".offsets.npy"


class Blobs:
    """What `write_blobs` wrote, memory-mapped; safe to read from many threads."""

    def __init__(self, base: Path) -> None:
        # A plain view: each access to a memmap makes another one, in microseconds.
        self._offsets: NDArray[np.int64] = np.asarray(np.load(f"{base}{OFFSETS}", mmap_mode="r"))
        with Path(f"{base}{DATA}").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self._offsets[-1] else b""

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self):
            raise IndexError(f"no blob {number} of {len(self)}")
        return bytes(self._data[self._offsets[number] : self._offsets[number + 1]])


class BlobsWriter:
    """Writes the files of one `Blobs`; a context manager that finishes them."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._ends = [0]
        self._file = Path(f"{base}{DATA}").open("wb")  # noqa: SIM115 -- closed on exit

    def __enter__(self) -> "BlobsWriter":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        np.save(f"{self._base}{OFFSETS}", np.array(self._ends, np.int64))

    def add(self, blob: bytes) -> None:
        """Append one."""
        self._file.write(blob)
        self._ends.append(self._ends[-1] + len(blob))


def write_blobs(base: Path, blobs: Iterable[bytes]) -> None:
    """Write `base.data` and `base.offsets.npy`."""
    with BlobsWriter(base) as writer:
        for blob in blobs:
            writer.add(blob)
