"""What a crawler or a page's script leaves glued to an article: ids, epochs, image paths, rights notices, JSON."""

import re
from typing import Final

from ingest.alignment import Edit
from ingest.repair.json_literal import json_literals

_ID: Final = r"(?<![0-9A-Za-z])(?=[A-Za-z]{0,20}\d)(?=\d{0,20}[A-Za-z])[0-9A-Za-z]{8,40}(?![0-9A-Za-z])"
# milliseconds since 1970, from 2014 on, and a counter glued to them; 18 digits are a credit code
_EPOCH: Final = r"(?<![\d:：号])1[4-9]\d{11,15}(?!\d)"
IMAGE: Final = r"(?:https?:)?//[\w.-]{3,80}/[!-~]{0,300}?\.(?:jpe?g|png|gif|bmp|webp|svg)(?:\?[!-~]{0,200})?"
RIGHTS: Final = (
    r"[^\s。！？；，,;]{0,20}(?:版权作品|版权所有|版权归[^。，,\n]{2,30}所有|版权声明[:：])(?![者权的人])[^。\n]{0,250}。?"
    r"|(?:©|[Cc]opyright|COPYRIGHT)[^。\n]{0,250}。?"
    r"|未经[^。\n]{0,30}(?:严禁|禁止|本[网站])[^。\n]{0,20}(?:转载|镜像)[^。\n]{0,40}。?"
)
EDITOR: Final = (
    r"[(（\[【]?(?:责任编辑|责编)\s?[:：]\s?[一-鿿·、 ]{2,20}"
    r"(?:[一二三初终]?审核?|校对|编辑|监制)?(?:\s?[:：]\s?[一-鿿·、 ]{2,20})?[)）\]】]?"
)
_PROVINCE: Final = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
RECORD: Final = (
    rf"{_PROVINCE}?(?:ICP|icp)(?:备|证)?(?:案号)?[:：]?\s?{_PROVINCE}?\d{{5,}}号?(?:-\d+)?"
    rf"|{_PROVINCE}?公网安备[:：]?\s?\d{{8,}}号?|(?:政府)?网站标识码[:：]?\s?\w{{8,12}}"
)

_ADDRESS: Final = r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[!-~]*"
_RESIDUE = re.compile(rf"{IMAGE}|{_EPOCH}|{_ID}\s+{_ADDRESS}|/{_ID}|{RIGHTS}")
# id, domain with what was glued to it, title, and the path that was the rest of the address
_CRAWLER_HEAD = re.compile(
    rf"\s*(?P<id>{_ID}\s+{_ADDRESS})(?P<title>[^\n/。]{{0,100}})"
    r"(?P<path>(?:/[0-9a-z]{6,40})+)?",
    re.ASCII,
)
_SENTENCE_END = re.compile("[。！？；!?;]")
_PROOF = re.compile(rf"(?:{RIGHTS}|{EDITOR}|{RECORD})\Z")
_COMPANION = re.compile(rf"(?:{IMAGE}|{_EPOCH}|\[\]|\{{\}})\Z")


def residue(text: str) -> list[tuple[int, int]]:
    """What a machine wrote in a text that stands next to an article: ranges, in text order.

    A range goes from sign to sign (ids, epochs, images, rights, JSON) as long as no sentence ends between two of them.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted([*(hit.span() for hit in _RESIDUE.finditer(text)), *json_literals(text)]):
        if found and not _SENTENCE_END.search(text, found[-1][1], start):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def crawler_head(line: str) -> list[Edit]:
    """The edits that take a crawler's id and path from the start of a line and leave the title between them."""
    hit = _CRAWLER_HEAD.match(line)
    if not hit or not (hit["title"] + line[hit.end() :]).strip():
        return []
    edits = [Edit(*hit.span("id"), "")]
    if hit["path"]:
        between = hit["title"].strip() and line[hit.end() :].strip()
        edits.append(Edit(*hit.span("path"), "\n" if between else ""))
    return edits


def tail_start(line: str, *, prove_by_json: bool = False) -> int:
    """Where the residue at the end of a line begins; the length of the line when there is none.

    An image path or a number is residue only beside something that proves it: JSON, a rights notice, an editor, a
    registration number. `prove_by_json` admits no other proof, for lines that do not end their text.
    """
    json_starts = {end: start for start, end in json_literals(line)}
    at, proved = len(line), False
    while True:
        end = at
        while end and line[end - 1].isspace():
            end -= 1
        window = max(0, end - 400)
        if end in json_starts:
            at, proved = json_starts[end], True
        elif hit := _PROOF.search(line, window, end):
            at, proved = hit.start(), proved or not prove_by_json
        elif hit := _COMPANION.search(line, window, end):
            at = hit.start()
        else:
            return end if proved else len(line)
