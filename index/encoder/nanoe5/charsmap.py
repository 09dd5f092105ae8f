"""Replacement of single characters in the form that SentencePiece precompiles it to.

The form is the size of a trie in bytes, the trie, and the replacements, each closed by a zero byte. The trie is a
double array of 32-bit units (Darts-clone): from the unit at position p, the byte c leads to position p ^ offset ^ c, if
the unit there is labelled c; where a key ends, position p ^ offset holds its value, here the place of its replacement.
"""

from collections.abc import Mapping

import numpy as np

_BLOCK = 256  # positions that the bytes of one node reach
_ENDS = 1 << 8  # a key ends at this unit
_VALUE = 1 << 31  # the unit is a value, and no byte's label


def charsmap(replacements: Mapping[str, str]) -> bytes:
    """The precompiled form of a map from single characters to texts."""
    texts = bytearray()
    values = {}
    for character, text in replacements.items():
        values[character.encode()] = len(texts)
        texts += text.encode() + b"\0"
    units = _double_array(values)
    trie = np.array(units, "<u4").tobytes()
    return len(trie).to_bytes(4, "little") + trie + bytes(texts)


def _double_array(values: Mapping[bytes, int]) -> list[int]:
    """Units of the trie. No key starts another one, so a node either has bytes after it or a value.

    Every node with bytes after it gets a block of positions of its own, and values stand in blocks behind those, where
    no byte finds its label: so no way leads from one key into another.
    """
    prefixes = sorted({key[:length] for key in values for length in range(len(key))})
    offsets = {prefix: number * _BLOCK for number, prefix in enumerate(prefixes)}
    offsets |= {key: len(prefixes) * _BLOCK + number for number, key in enumerate(values)}
    units = [0] * ((len(prefixes) + len(values) // _BLOCK + 1) * _BLOCK)
    for node, offset in offsets.items():
        position = offsets[node[:-1]] ^ node[-1] if node else 0
        label = node[-1] if node else 0
        units[position] = (position ^ offset) << 10 | label | (_ENDS if node in values else 0)
        if node in values:
            units[offset] = _VALUE | values[node]
    return units
