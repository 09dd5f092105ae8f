"""Markdown: its marks are taken out, its text stays where it stands.

Headings, emphasis, quotes, links and code lose their marks, numbers of lists stay, rows of tables become lines with
tabs between the cells. What is no markup under CommonMark's rules is left alone; a link needs a target that looks like
an address, so that 国办发[2024](12号) is none.
"""

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.alignment import AlignedText, Edit
from ingest.errors import EmptyInput, InputError
from ingest.metadata import stated
from ingest.readers.base import Limits, RawDocument
from ingest.readers.text import read_text
from ingest.records import Metadata

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_YAML_LINE = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={2,}[ \t]*)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*\S+(?:[ \t]+[\"'(][^\n]*)?[ \t]*")
_PREFIX = re.compile(r"[ \t]{0,3}(?:>[ \t]?)*(?:[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)*(?:#{1,6}(?:[ \t]+|$))?")
_SUFFIX = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$|\\$")
_CELL_BORDER = re.compile(r"(?:(?<![ \t])[ \t]+)?(?<!\\)\|[ \t]*")
_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<link>!?\[(?P<label>[^\[\]]*)\]\([ \t]*<?(?P<target>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\))"
    r"|(?P<auto><(?P<address>(?:https?://|mailto:)[^\s<>]+)>)"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
)
_ADDRESS = re.compile(r"[/#.:]")


class MarkdownReader:
    """One file, one document; known keys of its front matter become metadata."""

    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, path: Path, limits: Limits) -> Iterator[RawDocument | InputError]:
        """The document, or why it is refused."""
        try:
            raw = read_text(path, limits, media_type="text/markdown")
        except InputError as error:
            yield error
            return
        meta, body_at = front_matter(raw.aligned.text)
        body = plain(raw.aligned[body_at:])
        yield replace(raw, aligned=body, stated=meta) if body.text.strip() else EmptyInput(path)


def front_matter(text: str) -> tuple[Metadata, int]:
    """What YAML between `---` or TOML between `+++` states at the head of a text, and where the body starts."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return Metadata(), 0
    if found[1] == "+++":
        try:
            return stated(tomllib.loads(found[2].replace("\r\n", "\n"))), found.end()
        except tomllib.TOMLDecodeError:
            return Metadata(), 0
    values = {key: value.strip("\"'") for key, value in _YAML_LINE.findall(found[2].replace("\r\n", "\n"))}
    return (stated(values), found.end()) if values else (Metadata(), 0)


def plain(source: AlignedText) -> AlignedText:
    """The text without its Markdown marks."""
    source = source.edited(_comments(source.text))
    return source.edited(_edits(source.text))


def _comments(text: str) -> Iterator[Edit]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield Edit(start, end + 3, "")
        start = text.find("<!--", end + 3)


def _edits(text: str) -> Iterator[Edit]:
    lines = text.splitlines(keepends=True)
    tables = _table_rows(lines)
    fence, at = "", 0
    for number, line in enumerate(lines):
        content = line.rstrip("\r\n")
        mark = _FENCE.match(content)
        if mark and (mark[1].startswith(fence) if fence else "`" not in content[mark.end() :]):
            fence = "" if fence else mark[1]
            yield Edit(at, at + len(line), "")
        elif not fence:
            if _is_mark(content, table=number in tables):
                yield Edit(at, at + len(line), "")
            else:
                yield from _line_edits(content, at, table=number in tables)
        at += len(line)


def _table_rows(lines: list[str]) -> set[int]:
    """Numbers of the lines of tables: a head, the rule below it, and the lines with `|` that follow."""
    rows = set[int]()
    for number, line in enumerate(lines):
        if "|" in line and number - 1 in rows:
            rows.add(number)
        elif _is_table_rule(line) and number and "|" in lines[number - 1]:
            rows |= {number - 1, number}
    return rows


def _is_mark(line: str, *, table: bool) -> bool:
    """Whether a whole line is markup: a rule, the underline of a heading, the target of a link."""
    return bool(_RULE.fullmatch(line) or _DEFINITION.fullmatch(line) or (table and _is_table_rule(line)))


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and bool(_TABLE_RULE.fullmatch(line.rstrip("\r\n")))


def _line_edits(line: str, at: int, *, table: bool) -> Iterator[Edit]:
    start, end = 0, len(line)
    if prefix := _PREFIX.match(line):
        start = prefix.end()
    if suffix := _SUFFIX.search(line, start):
        end = suffix.start()
    yield Edit(at, at + start, "")
    yield Edit(at + end, at + len(line), "")
    if table:
        yield from _row_edits(line, at, start, end)
    else:
        yield from _inline_edits(line, at, start, end)


def _row_edits(line: str, at: int, start: int, end: int) -> Iterator[Edit]:
    for border in _CELL_BORDER.finditer(line, start, end):
        inner = start < border.start() and border.end() < end
        yield Edit(at + border.start(), at + border.end(), "\t" if inner else "")
        yield from _inline_edits(line, at, start, border.start())
        start = border.end()
    yield from _inline_edits(line, at, start, end)


def _inline_edits(line: str, at: int, start: int, end: int) -> Iterator[Edit]:
    marks = list[re.Match[str]]()
    for found in _inline(line, start, end):
        if found["mark"]:
            marks.append(found)
        else:
            yield from _token_edits(found, at)
    for mark in _paired(marks, line):
        yield Edit(at + mark.start(), at + mark.end(), "")


def _inline(line: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The tokens of a line, those inside of link labels too."""
    for found in _INLINE.finditer(line, start, end):
        if found["link"] is None:
            yield found
        elif _ADDRESS.search(found["target"]):
            yield found
            yield from _inline(line, *found.span("label"))


def _token_edits(found: re.Match[str], at: int) -> Iterator[Edit]:
    start, end = at + found.start(), at + found.end()
    if found["code"]:
        ticks = len(found["ticks"])
        yield from (Edit(start, start + ticks, ""), Edit(end - ticks, end, ""))
    elif found["escape"]:
        yield Edit(start, start + 1, "")
    elif found["link"]:
        yield Edit(start, at + found.start("label"), "")
        yield Edit(at + found.end("label"), end, "")
    elif found["auto"]:
        yield from (Edit(start, start + 1, ""), Edit(end - 1, end, ""))
    elif found["tag"]:
        yield Edit(start, end, "\n" if found["tag"].lower().startswith("<br") else "")
    else:
        yield Edit(start, end, html.unescape(found["entity"]))


def _paired(marks: list[re.Match[str]], line: str) -> Iterator[re.Match[str]]:
    """The emphasis marks that open and close something; the others are text."""
    opened = list[re.Match[str]]()
    depths: dict[str, list[int]] = {}  # where in `opened` each kind of mark stands
    for mark in marks:
        before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
        if mark[0][0] == "_" and before.isalnum() and after.isalnum():
            continue  # inside of a name_like_this
        if depths.get(mark[0]) and before.strip():
            depth = depths[mark[0]][-1]
            yield from (opened[depth], mark)
            while len(opened) > depth:
                depths[opened.pop()[0]].pop()
        elif after.strip():
            depths.setdefault(mark[0], []).append(len(opened))
            opened.append(mark)
