"""Which source bytes each character of a text came from, through every edit.

`AlignedText` is what readers make and repairs edit: a text and two offsets a character. `Alignment` is the same
knowledge packed into runs, for the catalog.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `replacement`.

    A replacement of the same length stands character for character for what it replaces; one of another length is
    traced, each of its characters, to the source of the whole replaced stretch.
    """

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True, eq=False)
class AlignedText:
    """A text and, for each character, the half-open byte range of the source it was read from.

    Attributes:
        text: n code points.
        starts: (n,) first source byte of each character, non-decreasing.
        ends: (n,) end of the source bytes of each character, non-decreasing.
    """

    text: str
    starts: Offsets
    ends: Offsets

    def __getitem__(self, where: slice) -> "AlignedText":
        """The same alignment for a part of the text."""
        return AlignedText(self.text[where], self.starts[where], self.ends[where])

    def edited(self, edits: Iterable[Edit]) -> "AlignedText":
        """The text after all edits, which must not overlap; offsets of each edit are in this text.

        Raises ValueError when two edits overlap or one leaves the text.
        """
        pieces: list[AlignedText] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if not done <= edit.start <= edit.end <= len(self.text):
                raise ValueError(f"edit {edit} overlaps its predecessor or leaves the text of {len(self.text)}")
            pieces += (self[done : edit.start], self._replacement(edit))
            done = edit.end
        if not pieces:
            return self
        return concat([*pieces, self[done:]])

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Byte range of the source that `text[start:end]` was read from; an empty range gives an empty one."""
        if start < end:
            return int(self.starts[start]), int(self.ends[end - 1])
        byte = int(self.starts[start]) if start < len(self.starts) else int(self.ends[-1]) if len(self.ends) else 0
        return byte, byte

    def _replacement(self, edit: Edit) -> "AlignedText":
        size = len(edit.replacement)
        if size == edit.end - edit.start:
            return AlignedText(edit.replacement, self.starts[edit.start : edit.end], self.ends[edit.start : edit.end])
        start, end = self.source(edit.start, edit.end)
        return AlignedText(edit.replacement, np.full(size, start, np.int64), np.full(size, end, np.int64))


def concat(pieces: Sequence[AlignedText]) -> AlignedText:
    """One text out of several that stand in source order."""
    return AlignedText(
        "".join(piece.text for piece in pieces),
        np.concatenate([piece.starts for piece in pieces]) if pieces else np.zeros(0, np.int64),
        np.concatenate([piece.ends for piece in pieces]) if pieces else np.zeros(0, np.int64),
    )


def from_widths(text: str, widths: Offsets, *, offset: int = 0) -> AlignedText:
    """Characters that stand one behind the other in the source, each `widths[i]` bytes wide, from byte `offset` on."""
    ends = offset + np.cumsum(widths, dtype=np.int64)
    return AlignedText(text, ends - widths, ends)


def from_utf8(text: str, *, offset: int = 0) -> AlignedText:
    """A text whose source is its own UTF-8 encoding, from byte `offset` on."""
    data = np.frombuffer(text.encode(), np.uint8)
    starts = np.flatnonzero((data & 0xC0) != 0x80).astype(np.int64) + offset
    return AlignedText(text, starts, np.append(starts[1:], np.int64(len(data) + offset)) if len(starts) else starts)


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Run-length form of the offsets of an `AlignedText`.

    Attributes:
        runs: (r, 4) rows of first character, its first byte, its end byte, and how many bytes further each next
            character of the run stands (0 for a repaired stretch, whose characters share one source range).
        length: characters in the text.
    """

    runs: Offsets
    length: int

    @classmethod
    def of(cls, aligned: AlignedText) -> "Alignment":
        """Pack the offsets of a text."""
        starts, ends = aligned.starts, aligned.ends
        if not len(starts):
            return cls(np.zeros((0, 4), np.int64), 0)
        step = np.diff(starts)
        even = step == np.diff(ends)  # the next character continues the run ...
        even[1:] &= (step[1:] == step[:-1]) | ~even[:-1]  # ... at the pace the run has
        firsts = np.flatnonzero(np.append(True, ~even))
        paces = np.append(step, 0)[firsts] * np.append(even, False)[firsts]
        return cls(np.stack([firsts, starts[firsts], ends[firsts], paces], axis=1), len(starts))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Byte range that `text[start:end]` was read from. Raises IndexError when the range leaves the text."""
        if not 0 <= start <= end <= self.length:
            raise IndexError(f"[{start}, {end}) leaves the text of {self.length} characters")
        if self.length == 0:
            return 0, 0
        if start == end:
            byte = self._range(start)[0] if start < self.length else self._range(start - 1)[1]
            return byte, byte
        return self._range(start)[0], self._range(end - 1)[1]

    def _range(self, char: int) -> tuple[int, int]:
        first, start, end, step = self.runs[np.searchsorted(self.runs[:, 0], char, side="right") - 1].tolist()
        shift = (char - first) * step
        return start + shift, end + shift

    def to_bytes(self) -> bytes:
        """For storage; `from_bytes` reads it back."""
        return zlib.compress(np.append(self.runs.ravel(), self.length).astype("<i8").tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Alignment":
        """What `to_bytes` wrote."""
        numbers = np.frombuffer(zlib.decompress(data), "<i8").astype(np.int64)
        return cls(numbers[:-1].reshape(-1, 4), int(numbers[-1]))
