from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import from_utf8
from ingest.errors import EmptyInput
from ingest.readers.base import Limits, RawDocument
from ingest.readers.markdown import MarkdownReader, front_matter, plain
from ingest.records import Kind, Metadata


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("# 一、总则 #\n", "一、总则\n", id="heading"),
        pytest.param("#标签\n", "#标签\n", id="no-heading-without-a-space"),
        pytest.param("总则\n====\n条\n---\n", "总则\n条\n", id="underlined-headings"),
        pytest.param("**重点**与*一般*、__其他__，***都***", "重点与一般、其他，都", id="emphasis"),
        pytest.param("~~旧~~新", "旧新", id="struck"),
        pytest.param("2 * 3、a_b_c、5*", "2 * 3、a_b_c、5*", id="marks-that-open-nothing"),
        pytest.param("1. 编号\n1\\. 编号\n- 点\n  - [x] 下\n", "1. 编号\n1. 编号\n点\n下\n", id="lists-keep-numbers"),
        pytest.param("> 引\n>> 文\n", "引\n文\n", id="quote"),
        pytest.param('见[方案](http://a/b_(c).html "题")。', "见方案。", id="link"),
        pytest.param("![图](a.png)、[**粗**](#a)、<https://a.b>", "图、粗、https://a.b", id="image-nested-auto"),
        pytest.param("国办发[2024](12号)", "国办发[2024](12号)", id="number-in-brackets-is-no-link"),
        pytest.param('[id]: http://a "题"\n文', "文", id="link-target"),
        pytest.param("| 事项 | 时限 |\n|:--|--:|\n| **开办** | 3日 |\n", "事项\t时限\n开办\t3日\n", id="table"),
        pytest.param("甲|乙\n", "甲|乙\n", id="bar-without-table"),
        pytest.param("```py\n# **x**\n```\n后", "# **x**\n后", id="fence-keeps-its-text"),
        pytest.param("`**x**`与``a`b``", "**x**与a`b", id="code"),
        pytest.param("甲<br>乙<b>丙</b>&amp;&lt;x&gt;<!-- 注\n释 -->丁", "甲\n乙丙&<x>丁", id="html"),
        pytest.param("x<5%且y>3", "x<5%且y>3", id="comparison-is-no-tag"),
        pytest.param("甲。\r\n\r\n乙", "甲。\r\n\r\n乙", id="plain-text-stays"),
    ],
)
def test_plain(source: str, text: str) -> None:
    assert plain(from_utf8(source)).text == text


@given(st.text(alphabet="一#*_`[](:/.)|-\n >\\<!a1&;~=", max_size=80))
def test_what_stays_comes_from_where_it_stood(source: str) -> None:
    aligned = plain(from_utf8(source))
    data = source.encode()
    ranges = list(zip(aligned.starts.tolist(), aligned.ends.tolist(), strict=True))
    assert ranges == sorted(ranges)
    stays = [(char, data[start:end].decode()) for char, (start, end) in zip(aligned.text, ranges, strict=True)]
    assert all(char == was or char in "\t\n" or was.startswith("&") for char, was in stays)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(mark * 30_000, id=repr(mark))
        for mark in ("`", "[", "[](", "*a", "<!--", "![a](<", "|", "`a``b`", " ", "|a\n", "**a *b _c ", " #", "---\n")
    ],
)
def test_long_runs_of_marks_take_linear_time(source: str) -> None:
    front_matter(source)
    plain(from_utf8(source + "x"))  # minutes, were it quadratic


@pytest.mark.parametrize(
    ("head", "meta"),
    [
        pytest.param(
            '---\ntitle: "某方案"\npublished: 2024-03-01\nkind: plan\nurl: http://a\nlayout: post\n---\n',
            Metadata(title="某方案", published="2024-03-01", kind=Kind.PLAN, source_url="http://a"),
            id="yaml",
        ),
        pytest.param(
            '+++\ntitle = "某方案"\npublished = 2024-03-01\n+++\n',
            Metadata(title="某方案", published="2024-03-01"),
            id="toml",
        ),
        pytest.param("---\r\ntitle: 某方案\r\n---\r\n", Metadata(title="某方案"), id="line-ends-of-windows"),
    ],
)
def test_front_matter_becomes_metadata(tmp_path: Path, head: str, meta: Metadata) -> None:
    path = tmp_path / "a.md"
    path.write_bytes((head + "# 正文\n").encode())
    (raw,) = MarkdownReader().read(path, Limits())
    assert isinstance(raw, RawDocument)
    assert (raw.aligned.text, raw.stated) == ("正文\n", meta)
    assert raw.data[slice(*raw.aligned.source(0, 2))].decode() == "正文"


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert front_matter("---\n第一段\n---\n") == (Metadata(), 0)


def test_only_front_matter_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 某\n---\n\n")
    (item,) = MarkdownReader().read(tmp_path / "a.md", Limits())
    assert isinstance(item, EmptyInput)
