"""Vectors of texts that were embedded before, in an append-only file a model.

A record is a key, a vector of float32 and a checksum of both. A record that a crash cut short lies at the end and is
cut off by the next writer. A damaged one is as good as none.
"""

import fcntl
import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.types import Floats

KEY_BYTES = 16
BATCH = 256


class EmbeddingCache:
    """The vectors of one model; many processes may use one folder."""

    def __init__(self, folder: Path, model: str, dim: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(f"{model}\n{dim}".encode()).hexdigest()[:16]
        self._path = folder / f"{name}.f32"
        self._path.touch()
        self._model, self._dim = model, dim
        self._record = np.dtype([("key", f"V{KEY_BYTES}"), ("vector", "<f4", (dim,)), ("crc", "<u4")])

    def encode(
        self,
        texts: Sequence[str],
        encode: Callable[[Sequence[str]], Floats],
        progress: Callable[[int], None] = lambda done: None,
    ) -> Floats:
        """(len(texts), dim) vectors, of which only new texts are embedded, each once.

        Args:
            texts: as the model gets them.
            encode: embeds up to BATCH texts.
            progress: called with the number of texts that have their vector.
        """
        keys = [self._key(text) for text in texts]
        found = self._known(set(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        wanted = list(missing.items())
        progress(len(texts) - len(wanted))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            vectors = encode([text for _, text in batch])
            self._append([key for key, _ in batch], vectors)
            found.update(zip((key for key, _ in batch), vectors, strict=True))
            progress(len(texts) - len(wanted) + start + len(batch))
        if not texts:
            return np.zeros((0, self._dim), np.float32)
        return np.stack([found[key] for key in keys])

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            f"{self._model}\n{text}".encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES
        ).digest()

    def _known(self, keys: set[bytes]) -> dict[bytes, Floats]:
        whole = self._path.stat().st_size // self._record.itemsize
        if not whole:
            return {}
        records = np.memmap(self._path, self._record, "r", shape=(whole,))
        places = {key: place for place, key in enumerate(records["key"].tolist()) if key in keys}
        return {key: records["vector"][place].copy() for key, place in places.items() if _is_whole(records[place])}

    def _append(self, keys: Sequence[bytes], vectors: Floats) -> None:
        records = np.zeros(len(keys), self._record)
        records["key"] = np.frombuffer(b"".join(keys), f"V{KEY_BYTES}")
        records["vector"] = vectors
        records["crc"] = [_crc(record) for record in records]
        with self._path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, 2)
            file.seek(size - size % self._record.itemsize)
            file.truncate()
            file.write(records.tobytes())


def _is_whole(record: np.void) -> bool:
    return bool(record["crc"] == _crc(record))


def _crc(record: np.void) -> int:
    vector: NDArray[np.float32] = record["vector"]
    return zlib.crc32(vector.tobytes(), zlib.crc32(record["key"].tobytes()))
