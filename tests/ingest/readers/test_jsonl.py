import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import EmptyInput, InputError, MalformedLine, UnreadableInput
from ingest.readers.base import Limits, RawDocument
from ingest.readers.jsonl import JsonLinesReader, scan_object
from ingest.records import Metadata


def read(path: Path, data: bytes, limit: int = 1_000_000) -> list[RawDocument | InputError]:
    path.write_bytes(data)
    return list(JsonLinesReader().read(path, Limits(limit)))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param('{"_id": "a", "text": "甲乙。"}', "甲乙。", id="plain"),
        pytest.param('{"_id":"a","text":"甲\\n\\u4e59\\ud83d\\ude42\\"\\\\丙"}', '甲\n乙🙂"\\丙', id="escapes"),
        pytest.param('{"text": "旧", "title": "text\\": \\"x", "text" : "新"}', "新", id="the-last-of-two-counts"),
        pytest.param('{"metadata": {"text": "里"}, "text": "外"}', "外", id="a-nested-text-does-not-count"),
        pytest.param('\ufeff{"_id": "甲", "text": "乙"}', "乙", id="byte-order-mark"),
    ],
)
def test_each_character_comes_from_its_place_in_the_line(tmp_path: Path, line: str, text: str) -> None:
    (raw,) = read(tmp_path / "a.jsonl", line.encode() + b"\n")
    assert isinstance(raw, RawDocument)
    assert raw.aligned.text == text
    assert raw.data == line.encode()
    assert not raw.structured
    pairs = zip(raw.aligned.starts, raw.aligned.ends, strict=True)
    assert [json.loads(b'"' + raw.data[start:end] + b'"') for start, end in pairs] == list(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), ascii_only=st.booleans())
def test_alignment_holds_for_every_text(tmp_path_factory: pytest.TempPathFactory, text: str, ascii_only: bool) -> None:
    line = json.dumps({"_id": "d", "title": "题", "text": "x" + text}, ensure_ascii=ascii_only).encode()
    (raw,) = read(tmp_path_factory.getbasetemp() / "law.jsonl", line)
    assert isinstance(raw, RawDocument)
    pairs = zip(raw.aligned.starts, raw.aligned.ends, strict=True)
    assert [json.loads(b'"' + raw.data[start:end] + b'"') for start, end in pairs] == list("x" + text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5) | st.just("text"), JSON, max_size=5), st.sampled_from([None, 2]))
def test_objects_are_read_as_json_reads_them(values: dict[str, Any], indent: int | None) -> None:
    source = json.dumps(values, indent=indent)
    found, text_at = scan_object(f" {source}\r")
    assert found == json.loads(source)
    assert (text_at >= 0) == ("text" in values)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param(b"nonsense", "is not a JSON object: '{' is expected at character 1", id="no-object"),
        pytest.param(b'["a"]', "is not a JSON object", id="list"),
        pytest.param(b'{"text": "a"', "is not a JSON object: ',' is expected", id="cut-off"),
        pytest.param(b'{"text": "a}', "Unterminated string", id="open-string"),
        pytest.param(b'{"text": "a"} {"text": "b"}', "is not one JSON object: more follows", id="two-objects"),
        pytest.param(b'{"_id": "a"}', "field 'text' is missing", id="no-text"),
        pytest.param(b'{"text": 5}', "field 'text' is int, not a string", id="text-is-a-number"),
        pytest.param(b'{"text": null}', "field 'text' is NoneType", id="text-is-null"),
        pytest.param(b'{"text": " \\n"}', "field 'text' is empty", id="blank-text"),
        pytest.param(b'{"_id": 7, "text": "a"}', "field '_id' is int", id="id-is-a-number"),
        pytest.param(b'{"_id": "", "text": "a"}', "field '_id' is empty", id="id-is-empty"),
        pytest.param(b'{"title": [], "text": "a"}', "field 'title' is list", id="title-is-a-list"),
        pytest.param(b'{"text": "\\ud800"}', "field 'text' holds half of a surrogate", id="lone-surrogate"),
        pytest.param(b'{"text": "\xff"}', "is not UTF-8: byte 10 is 0xff", id="not-utf-8"),
        pytest.param(b'{"text": "a", "n": ' + b"[" * 100_000, "maximum recursion depth", id="nested-too-deep"),
        pytest.param(b'{"text": "' + b"a" * 200_001 + b'"}', "has 200,013 bytes, the limit is 200,000", id="too-long"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: bytes, why: str) -> None:
    good = b'{"_id": "g", "text": "a"}'
    first, bad, last = read(tmp_path / "a.jsonl", good + b"\n\n" + line + b"\r\n" + good, limit=200_000)
    assert isinstance(first, RawDocument)
    assert isinstance(last, RawDocument)
    assert isinstance(bad, MalformedLine)
    assert bad.line_no == 3  # the blank one counts
    assert f"a.jsonl: line 3: {why}" in str(bad)


def test_id_title_and_metadata(tmp_path: Path) -> None:
    record = {
        "_id": "民法典|第五十四条",
        "title": "民法典",
        "text": "文",
        "metadata": {"issuer": "全国人大", "published": "2020-05-28", "kind": "unheard-of", "title": "x"},
        "jurisdiction": "000000",
        "url": "http://a",
    }
    (raw,) = read(tmp_path / "a.jsonl", json.dumps(record).encode())
    assert isinstance(raw, RawDocument)
    assert raw.doc_id == "民法典|第五十四条"
    assert raw.stated == Metadata(title="民法典", issuer="全国人大", published="2020-05-28", source_url="http://a")


def test_without_an_id_the_line_gives_one(tmp_path: Path) -> None:
    (raw,) = read(tmp_path / "a.jsonl", b'{"text": "a"}\n')
    assert isinstance(raw, RawDocument)
    assert raw.doc_id == "d-fcf7579b"  # printf '{"text": "a"}' | sha256sum


def test_gzip(tmp_path: Path) -> None:
    (raw,) = read(tmp_path / "a.jsonl.gz", gzip.compress('{"text": "甲"}\n'.encode()))
    assert isinstance(raw, RawDocument)
    assert raw.data == '{"text": "甲"}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"no gzip", id="not-gzip"),
        pytest.param(gzip.compress(b'{"text": "a"}\n' * 9)[:-12], id="cut-off"),
    ],
)
def test_a_broken_archive_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert isinstance(read(tmp_path / "a.jsonl.gz", data)[-1], UnreadableInput)


def test_no_lines(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.jsonl", b"\n\n")
    assert isinstance(item, EmptyInput)


def test_memory_does_not_grow_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + b"a" * 50_000_000 + b'"}'))
    tracemalloc.start()
    (item,) = JsonLinesReader().read(path, Limits(1000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(item, MalformedLine)
    assert "has 50,000,012 bytes" in str(item)
    assert peak < 5_000_000
