from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.alignment import from_utf8
from ingest.catalog.rows import Stamp
from ingest.catalog.store import PAGE, Catalog
from ingest.catalog.writing import Outcome
from ingest.errors import CatalogError, UnknownDocument, UnknownMeasure
from ingest.readers.base import RawDocument
from ingest.records import Document, Metadata

Parse = Callable[[RawDocument, Metadata], Document]
Put = Callable[..., Outcome]
TEXT = "开办：一日办结。\n用电：零投资\x00🙂。\n"


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog(f"sqlite:///{tmp_path / 'catalog.db'}") as opened:
        yield opened


@pytest.fixture
def put(catalog: Catalog, parse: Parse) -> Put:
    def call(text: str, doc_id: str = "d", meta: Metadata = Metadata(), rules: str = "1") -> Outcome:  # noqa: B008
        data = text.encode()
        raw = RawDocument(doc_id, data, from_utf8(text), "utf-8", "text/plain", "x")
        document = parse(raw, meta)
        return catalog.put(document, data, Stamp(document.sha256, f"{document.sha256} {meta.title}", rules))

    return call


def test_what_is_put_is_read(catalog: Catalog, put: Put, parse: Parse) -> None:
    meta = Metadata(title="方案", inferred=frozenset({"title"}))
    assert put(TEXT, meta=meta) is Outcome.NEW
    stored = catalog.document("d")
    raw = RawDocument("d", TEXT.encode(), from_utf8(TEXT), "utf-8", "text/plain", "x")
    expected = parse(raw, meta)
    assert replace(stored, measures=(), alignment=expected.alignment) == replace(expected, measures=())
    assert stored.alignment.source(3, 5) == expected.alignment.source(3, 5) == (9, 15)
    assert [replace(measure, measure_id="") for measure in stored.measures] == list(expected.measures)
    assert [measure for _, measure in catalog.measures("d")] == list(stored.measures)
    assert catalog.data("d") == TEXT.encode()


def test_the_old_version_stays(catalog: Catalog, put: Put) -> None:
    put(TEXT)
    old = catalog.document("d")
    assert put("用电：零投资。\n") is Outcome.NEW_VERSION
    assert catalog.versions("d") == (1, 2)
    assert catalog.document("d", version=1).measures == old.measures
    assert catalog.data("d", version=1) == TEXT.encode()
    removed, kept = old.measures
    assert [measure.measure_id for measure in catalog.document("d").measures] == [kept.measure_id]
    assert catalog.measure(kept.measure_id)[0].text == "用电：零投资。\n"
    assert catalog.measure(removed.measure_id)[0].text == TEXT


def test_an_id_is_not_given_to_another_measure_later(catalog: Catalog, put: Put) -> None:
    put("甲：一。\n乙：二。\n")
    first, second = (measure.measure_id for measure in catalog.document("d").measures)
    put("乙：二。\n")
    put("丙：完全是另外一件事。\n乙：二。\n甲：一。\n")
    other, again, back = (measure.measure_id for measure in catalog.document("d").measures)
    assert (again, back) == (second, first)
    assert other not in (first, second)


def test_an_id_follows_its_measure_through_many_small_edits(catalog: Catalog, put: Put) -> None:
    names = set[str]()
    # Each form shares 9 of its 12 characters, in one run, with the one before, and 6 with the one before that.
    for text in ("一二三四五六七八九十甲乙", "四五六七八九十甲乙丙丁戊", "七八九十甲乙丙丁戊己庚辛"):
        put(text)
        names |= {measure.measure_id for measure in catalog.document("d").measures}
    assert len(names) == 1


def test_the_same_again_is_not_written(catalog: Catalog, put: Put) -> None:
    put(TEXT)
    assert put(TEXT) is Outcome.UNCHANGED
    assert put(TEXT, rules="2") is Outcome.READ_ANEW
    assert catalog.versions("d") == (1,)


def test_documents_come_in_order_over_all_pages(catalog: Catalog, put: Put) -> None:
    names = [f"d{number:04}" for number in range(PAGE + 1)]
    for name in reversed(names):
        put("甲：一。\n", doc_id=name)
    put("甲：二。\n", doc_id=names[0])
    assert [(document.doc_id, version) for document, version in catalog.documents()] == [
        (name, 2 if name == names[0] else 1) for name in names
    ]
    assert [len(document.measures) for document, _ in catalog.documents()] == [1] * (PAGE + 1)


@pytest.mark.parametrize("doc_id", ["民法典|第五十四条", "a/b c", "d'; DROP TABLE document; --"])
def test_any_document_id(catalog: Catalog, put: Put, doc_id: str) -> None:
    put(TEXT, doc_id=doc_id)
    measure = catalog.document(doc_id).measures[0]
    document, found = catalog.measure(measure.measure_id)
    assert (document.doc_id, found) == (doc_id, measure)


def test_unknown_names_come_with_the_nearest(catalog: Catalog, put: Put) -> None:
    put(TEXT, doc_id="dalian-plan-2026")
    (first, _) = (measure.measure_id for measure in catalog.document("dalian-plan-2026").measures)
    with pytest.raises(UnknownDocument, match="no document 'dalain-plan'; nearest: dalian-plan-2026"):
        catalog.document("dalain-plan")
    with pytest.raises(UnknownDocument, match="no document 'dalian-plan-2026 version 7'"):
        catalog.data("dalian-plan-2026", version=7)
    with pytest.raises(UnknownDocument):
        list(catalog.measures("other"))
    with pytest.raises(UnknownMeasure) as caught:
        catalog.measure(first[:-1])
    assert caught.value.nearest == (first,)


@pytest.mark.parametrize(
    ("valid_from", "superseded"),
    [
        pytest.param(None, {"old"}, id="unknown-start"),
        pytest.param("2026-06-01", {"old"}, id="in-force"),
        pytest.param("2026-06-02", set(), id="not-yet"),
    ],
)
def test_superseded(catalog: Catalog, put: Put, valid_from: str | None, superseded: set[str]) -> None:
    put(TEXT, doc_id="old")
    put(TEXT, doc_id="new", meta=Metadata(supersedes=("old",), valid_from=valid_from))
    assert catalog.superseded(date(2026, 6, 1)) == superseded


def test_a_writer_waits_for_another(tmp_path: Path, catalog: Catalog, put: Put) -> None:
    put(TEXT)
    with Catalog(f"sqlite:///{tmp_path / 'catalog.db'}") as other:
        assert other.document("d").text == TEXT
        put("甲：一。\n")
        assert other.document("d").text == "甲：一。\n"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        pytest.param("nonsense", "can't open the catalog nonsense: Could not parse", id="no-url"),
        pytest.param("nosuch://u:secret@h/x", r"can't open the catalog nosuch://u:\*\*\*@h/x", id="no-driver"),
        pytest.param("sqlite:////proc/none/x.db", "can't open the catalog sqlite:////proc/none/x.db", id="no-folder"),
    ],
)
def test_a_catalog_that_cannot_be_opened(url: str, why: str) -> None:
    with pytest.raises(CatalogError, match=why):
        Catalog(url)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database, but long enough to be looked at" * 20)
    with pytest.raises(CatalogError, match="file is not a database"):
        Catalog(f"sqlite:///{tmp_path / 'x.db'}")
