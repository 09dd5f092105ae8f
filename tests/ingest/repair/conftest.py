"""The process that damaged the pages, run on sound text."""

import re
from collections.abc import Callable

import pytest
from opencc import OpenCC
from pypinyin import pinyin

from ingest.repair.gbk import decode_pair

_LIKE_THE_CONVERTER = str.maketrans("於裏爲衆羣峯瞭閒", "于里為眾群峰了閑")
_TO_HALF_WIDTH = str.maketrans("，：；（）\u3000", ",:;() ")


@pytest.fixture(scope="session")
def damage() -> Callable[[str, str], str]:
    """`damage(text, annotated)`: what a page shows whose Traditional form has each character of `annotated` glossed."""
    return damaged


def traditional(text: str) -> str:
    """Character for character into Traditional script, as far as GBK has it."""
    converted = OpenCC("s2t").convert(text).translate(_LIKE_THE_CONVERTER)
    return "".join(new if _in_gbk(new) else old for new, old in zip(converted, text, strict=True))


def damaged(text: str, annotated: str) -> str:
    """Annotate in the bytes, cut the bytes at 。 and 、 wherever they fall, decode as Windows does, fold the width."""
    lines = [_damaged_line(traditional(line).encode("gbk"), annotated) for line in text.split("\n")]
    return "\n".join(lines).translate(_TO_HALF_WIDTH)


def _damaged_line(data: bytes, annotated: str) -> str:
    for char in annotated:
        gloss = f"({pinyin(char)[0][0]})".encode("gbk")
        data = data.replace(char.encode("gbk"), char.encode("gbk") + gloss)
    pieces = re.split(rb"(\xa1[\xa2\xa3])", b"<p>" + data + b"</p>")
    return re.sub(r"<[^<>]*>", "", "".join(map(_shown, pieces)))


def _shown(data: bytes) -> str:
    """Decoded by CP936; a lead byte without a trail swallows the byte behind it and shows as `?`."""
    shown, at = "", 0
    while at < len(data):
        wide = data[at] > 0x80
        pair = decode_pair(data[at], data[at + 1]) if wide and at + 1 < len(data) else None
        shown += (pair or "?") if wide else "€" if data[at] == 0x80 else chr(data[at])
        at += 2 if wide else 1
    return shown


def _in_gbk(char: str) -> bool:
    try:
        return len(char.encode("gbk")) > 0
    except UnicodeEncodeError:
        return False
