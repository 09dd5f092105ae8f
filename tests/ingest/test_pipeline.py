"""Laws of the whole way from bytes to records, on whatever text hypothesis makes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import from_utf8
from ingest.pipeline import parse
from ingest.readers.base import Limits, RawDocument
from ingest.readers.text import TextReader
from ingest.records import Document, Metadata, Repair, Span

PIECES = st.sampled_from(
    [
        "一、", "（一）", "1.", "（1）", "第一条 ", "一是", "二是", "\n", "\n\n", "。", "，", ",", "；", "：", "（", "）", "(", ")", "《", "》", "“", "”",
        "完成时限：2022年6月", "（完成时限：2022年12月，持续推进）", "（牵头单位：市营商局、市税务局；责任地区：各区）", "责任单位：市商务局",
        "企业开办", "年出口500万美元以下的小微企业", "分别压缩至17个、25个工作日", "不少于300项", "到2025年", "按规定", "符合条件的企业", "六个月",
        "當(dāng)前", "環(huán)境", "?", "\ue848", "\u00a0", "\ufeff", "😀", "关于印发方案的通知", "2021年9月18日", "某市人民政府", "附件：1.清单", "a", " ", "5G",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join).filter(lambda text: bool(text.strip()))


def raw(text: str, *, structured: bool = True) -> RawDocument:
    return RawDocument("t", text.encode(), from_utf8(text), "utf-8", "text/plain", "t.txt", structured=structured)


def quotes(record: object, text: str) -> Iterator[tuple[Span, str | None]]:
    """Every span below a record, with the text the record says stands there."""
    if isinstance(record, Span):
        yield record, None
    elif isinstance(record, tuple):
        for part in record:
            yield from quotes(part, text)
    elif is_dataclass(record) and not isinstance(record, type):
        said = getattr(record, "text", None)
        if said is not None and not isinstance(record, Repair):
            yield record.span, said  # type: ignore[attr-defined]
        for field in fields(record):
            yield from quotes(getattr(record, field.name), text)


def check(document: Document, data: bytes) -> None:
    for record in (*document.measures, *document.sections):
        for span, said in quotes(record, document.text):
            assert span.end <= len(document.text)
            assert said is None or said == span.of(document.text)
            start, end = document.alignment.source(span.start, span.end)
            assert 0 <= start <= end <= len(data)
            assert end > start or span.start == span.end
    for measure in document.measures:
        assert measure.span.holds(measure.text_span)
        assert measure.span.holds(measure.title_span)
        assert all(measure.text_span.holds(clause.span) for clause in measure.clauses)
        assert measure.title == measure.title_span.of(document.text)
    starts = [measure.span.start for measure in document.measures]
    assert starts == sorted(starts)


@given(TEXTS, st.booleans())
def test_every_span_quotes_the_text_and_maps_to_its_source(text: str, structured: bool) -> None:
    document = parse(raw(text, structured=structured), Metadata(jurisdiction="210200"))
    check(document, text.encode())


@given(st.text(min_size=1, max_size=300).filter(lambda text: text.isprintable() and bool(text.strip())))
def test_unrepaired_characters_map_to_their_own_bytes(text: str) -> None:
    document = parse(raw(text), Metadata())
    if document.repairs:
        return
    assert document.text == text
    data = text.encode()
    for at, char in enumerate(text):
        start, end = document.alignment.source(at, at + 1)
        assert data[start:end].decode() == char


@pytest.mark.parametrize("path", sorted(Path("docs_corpus").glob("*.txt")), ids=lambda path: path.stem)
def test_the_corpus_keeps_the_laws(path: Path) -> None:
    [found] = TextReader().read(path, Limits())
    assert isinstance(found, RawDocument)
    check(parse(found, Metadata()), path.read_bytes())
