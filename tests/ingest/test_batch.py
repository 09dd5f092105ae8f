import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.batch import Progress, Summary, ingest
from ingest.catalog.store import Catalog
from ingest.catalog.writing import Outcome
from ingest.errors import UnknownDocument
from ingest.readers.base import Limits, RawDocument
from ingest.records import Document, Kind, Metadata

Parse = Callable[[RawDocument, Metadata], Document]
Run = Callable[..., Summary]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog(f"sqlite:///{tmp_path / 'var' / 'catalog.db'}") as opened:
        yield opened


@pytest.fixture
def run(catalog: Catalog, parse: Parse) -> Run:
    def call(*paths: Path, limit: int = 1000, rules: str = "1") -> Summary:
        return ingest(paths, catalog, parse=parse, limits=Limits(limit), rules=rules)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "corpus"
    place.mkdir()
    (place / "good.txt").write_text("开办：一日办结。\n用电：零投资。\n")
    return place


def test_bad_input_is_refused_while_the_rest_is_ingested(folder: Path, run: Run, catalog: Catalog) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "random.txt").write_bytes(random.Random(1).randbytes(900))
    (folder / "large.txt").write_bytes(b"a" * 1001)
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "good.md").write_text("另一：同名。")
    (folder / "lines.jsonl").write_text('{"_id": "l1", "text": "甲"}\nbad\n{"_id": "l1", "text": "乙"}\n')
    (folder / "note.pdf").write_bytes(b"%PDF")
    (folder / "manifest.toml").write_text('[[document]]\nid = "x"\nfile = "gone.txt"\n')
    summary = run(folder)
    assert [str(error).removeprefix(f"{folder}/") for error in summary.refused] == [
        f"gone.txt: does not exist, but document 'x' of {folder}/manifest.toml names it",
        f"link.txt: leads outside of {folder}; copy the file there instead of linking to it",
        "empty.txt: is empty: there is no text to ingest",
        f"{folder}/good.txt: has the document id 'good', which {folder}/good.md already has in this batch; rename one"[
            len(f"{folder}/") :
        ],
        "large.txt: has 1,001 bytes, the limit is 1,000; split it, or raise ZHAOQI_MAX_DOCUMENT_BYTES",
        "lines.jsonl: line 2: is not a JSON object: '{' is expected at character 1",
        f"lines.jsonl:3: has the document id 'l1', which {folder}/lines.jsonl:1 already has in this batch; rename one",
        "random.txt: is not text in any known encoding (tried utf-8, gb18030, big5, cp950, utf-16-le, utf-16-be)",
    ]
    assert [item.path.name for item in summary.skipped] == ["note.pdf"]
    assert [document.doc_id for document, _ in catalog.documents()] == ["good", "l1"]
    assert catalog.document("good").text == "另一：同名。"
    assert catalog.document("l1").text == "甲"


def test_a_file_of_100_mb_is_refused_unread(folder: Path, run: Run) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    summary = run(folder, limit=20_000_000)
    assert [str(error) for error in summary.refused] == [
        f"{folder}/huge.txt: has 100,000,000 bytes, the limit is 20,000,000; split it, or raise ZHAOQI_MAX_DOCUMENT_BYTES"
    ]
    assert summary.outcomes == {Outcome.NEW: 1}


def test_again_changes_nothing(folder: Path, run: Run, tmp_path: Path) -> None:
    assert run(folder).outcomes == {Outcome.NEW: 1}
    before = (tmp_path / "var" / "catalog.db").read_bytes()
    summary = run(folder)
    assert summary == Summary(files=1, outcomes=Counter({Outcome.UNCHANGED: 1}))
    assert (tmp_path / "var" / "catalog.db").read_bytes() == before


def test_new_rules_and_new_metadata_read_the_version_anew(folder: Path, run: Run, catalog: Catalog) -> None:
    run(folder)
    names = [measure.measure_id for _, measure in catalog.measures()]
    assert run(folder, rules="2").outcomes == {Outcome.READ_ANEW: 1}
    (folder / "manifest.toml").write_text('[[document]]\nid = "good"\nfile = "good.txt"\nkind = "plan"\n')
    assert run(folder, rules="2").outcomes == {Outcome.READ_ANEW: 1}
    assert catalog.document("good").meta.kind is Kind.PLAN
    assert catalog.versions("good") == (1,)
    assert [measure.measure_id for _, measure in catalog.measures()] == names


def test_changed_bytes_make_a_version_and_ids_stay(folder: Path, run: Run, catalog: Catalog) -> None:
    run(folder)
    first, second = (measure.measure_id for _, measure in catalog.measures())
    (folder / "good.txt").write_text("新增：融资贷款贴息。\n开办：半日办结。\n用电：零投资。\n")
    assert run(folder).outcomes == {Outcome.NEW_VERSION: 1}
    new, *others = (measure.measure_id for _, measure in catalog.measures())
    assert others == [first, second]
    assert new not in others
    assert catalog.document("good", version=1).text.startswith("开办：一日")


def test_the_manifest_names_documents_and_covers_lines(folder: Path, run: Run, catalog: Catalog) -> None:
    line = {"_id": "民法典|第一条", "title": "民法典 第一条", "text": "为了保护。", "kind": "plan"}
    (folder / "law.jsonl").write_text(json.dumps(line))
    (folder / "manifest.toml").write_text(
        '[[document]]\nid = "plan-1"\nfile = "good.txt"\ntitle = "方案"\n'
        '[[document]]\nid = "laws"\nfile = "law.jsonl"\ntitle = "法律"\nkind = "regulation"\nissuer = "全国人大"\n'
    )
    run(folder)
    metas = {document.doc_id: document.meta for document, _ in catalog.documents()}
    assert metas == {
        "plan-1": Metadata(title="方案"),
        "民法典|第一条": Metadata(title="民法典 第一条", kind=Kind.PLAN, issuer="全国人大"),
    }
    with pytest.raises(UnknownDocument):
        catalog.document("good")


def test_the_summary_counts(folder: Path, run: Run) -> None:
    (folder / "other.txt").write_text("甲：乙\n")
    summary = run(folder)
    assert (summary.files, summary.documents, summary.measures) == (2, 2, 2 + 1)
    assert (summary.repaired, summary.repairs) == (2, {"fake": 2 + 2})


def test_progress_comes_before_each_file_and_after_each_document(folder: Path, catalog: Catalog, parse: Parse) -> None:
    (folder / "more.jsonl").write_text('{"text": "甲"}\n{"text": "乙"}\n')
    seen = list[Progress]()
    ingest([folder], catalog, parse=parse, limits=Limits(), rules="1", progress=seen.append)
    assert [(step.path.name, step.file_no, step.files, step.documents) for step in seen] == [
        ("good.txt", 1, 2, 0),
        ("good.txt", 1, 2, 1),
        ("more.jsonl", 2, 2, 1),
        ("more.jsonl", 2, 2, 2),
        ("more.jsonl", 2, 2, 3),
    ]
