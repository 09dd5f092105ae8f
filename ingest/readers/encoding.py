"""From bytes to text, with the bytes of every character."""

from pathlib import Path

import numpy as np

from ingest.alignment import AlignedText, from_widths
from ingest.errors import UndecodableInput
from ingest.readers.plausibility import common_share, is_chinese, plausible

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
GUESSES = ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")  # cp950 is Big5 with the characters Windows added
REPAIRABLE = ("utf-8", "gb18030")
TRIED = ("utf-8", *GUESSES)
_LOST_SHARE = 0.01
_LOST = {0xDC00 + byte: "\ufffd" for byte in range(0x80, 0x100)}


def decode(data: bytes, path: Path | str) -> tuple[AlignedText, str]:
    """The text of a file with offsets into `data`, and the name of its codec.

    A byte order mark decides; else strict UTF-8 does; else, of the Chinese encodings that fit without error, the one
    that gives the commonest characters; else UTF-8 or GB18030 with at most 1 % of undecodable bytes, each of which
    stays visible as U+FFFD.

    Raises UndecodableInput, naming `path`, when the bytes are none of that.
    """
    for bom, codec in BOMS:
        if data.startswith(bom):
            found = _read(data, codec, offset=len(bom)) or _read_lossy(data, codec, offset=len(bom))
            break
    else:
        found = _read(data, "utf-8") or _guess(data) or _read_repairable(data)
    if found is None:
        raise UndecodableInput(path, tried=TRIED)
    return found


def align(text: str, codec: str, *, offset: int = 0) -> AlignedText:
    """A text whose source is its own encoding; a lone surrogate U+DC80 to U+DCFF stands for one undecodable byte."""
    widths = np.zeros(0x110000, np.uint8)
    for char in set(text):
        widths[ord(char)] = len(char.encode(codec, "surrogateescape"))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return from_widths(text.translate(_LOST), widths[codes].astype(np.int64), offset=offset)


def _read(data: bytes, codec: str, *, offset: int = 0) -> tuple[AlignedText, str] | None:
    text = _strict(data, codec, offset)
    return (align(text, codec, offset=offset), codec) if text is not None and plausible(text) else None


def _guess(data: bytes) -> tuple[AlignedText, str] | None:
    texts = {codec: text for codec in GUESSES if (text := _strict(data, codec)) is not None and is_chinese(text)}
    if not texts:
        return None
    best = max(texts, key=lambda codec: common_share(texts[codec]))  # the first of equals
    return align(texts[best], best), best


def _read_repairable(data: bytes) -> tuple[AlignedText, str] | None:
    return next((found for codec in REPAIRABLE if (found := _read_lossy(data, codec))), None)


def _read_lossy(data: bytes, codec: str, *, offset: int = 0) -> tuple[AlignedText, str] | None:
    if codec not in REPAIRABLE:
        return None
    text = data[offset:].decode(codec, "surrogateescape")
    lost = sum(text.count(chr(mark)) for mark in _LOST)
    if lost > _LOST_SHARE * len(data):
        return None
    aligned = align(text, codec, offset=offset)
    return (aligned, codec) if is_chinese(aligned.text) else None


def _strict(data: bytes, codec: str, offset: int = 0) -> str | None:
    try:
        return data[offset:].decode(codec)
    except UnicodeDecodeError:
        return None
