import errno
import json
import logging
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from index.encoder.hashed import HashedEncoder
from index.errors import IndexBuildError, SnapshotError
from index.search import HybridIndex
from index.snapshot import blobs
from index.snapshot.build import Progress, Recipe, build
from index.snapshot.embeddings import EmbeddingCache
from index.snapshot.generations import POINTER, current, generations
from index.snapshot.manifest import NAME, SCHEMA, facts, read_manifest, write_manifest
from index.snapshot.reader import Snapshot, open_current
from index.types import Floats
from ingest.records import Document

MakeDocument = Callable[..., Document]
Build = Callable[..., str]
FILES = [
    "alignments.data",
    "dense",
    "documents.data",
    "filters/columns.npz",
    "filters/names.json",
    "lexical/rows.npy",
    "manifest.json",
    "measure_ids.npy",
    "measures.data",
    "measures.offsets.npy",
    "passages.npy",
    "texts.data",
    "vocabulary.json",
]


@pytest.fixture
def plan(document: MakeDocument) -> Document:
    return document(
        "plan", "开办：公司暂时没有生意，可以办理休眠。", "注销：简易注销，报退合一。", jurisdiction="210200"
    )


@pytest.fixture
def law(document: MakeDocument) -> Document:
    return document("law", "融资：小微企业的贷款贴息。", issuer="国务院")


def first_hit(root: Path, query: str, recipe: Recipe) -> str:
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder, follow=False) as index:
        return index.search(query).hits[0].doc_id


def victim(generation: Path, name: str) -> Path:
    path = generation / name
    return max(path.iterdir(), key=lambda file: file.stat().st_size) if path.is_dir() else path


def test_a_snapshot_holds_the_documents_as_they_were(
    build_index: Build, root: Path, plan: Document, law: Document
) -> None:
    build_index(plan, law)
    contents = open_current(root).contents
    assert [replace(item, alignment=plan.alignment) for item in contents.records()] == [
        plan,
        replace(law, alignment=plan.alignment),
    ]
    assert contents.document(1).alignment.source(0, 2) == law.alignment.source(0, 2)
    assert [contents.row(measure.measure_id) for item in (plan, law) for measure in item.measures] == [0, 1, 2]
    assert contents.row("plan.unknown") is None
    assert (contents.rows_of_document(0), contents.rows_of_document(1)) == (range(2), range(2, 3))
    assert contents.passage_text(2) == "一 > 融资：小微企业的贷款贴息。"


def test_the_manifest_says_what_it_was_made_of(build_index: Build, root: Path, plan: Document, recipe: Recipe) -> None:
    name = build_index(plan)
    manifest = read_manifest(root / name)
    assert manifest.counts == {"documents": 1, "measures": 2, "passages": 2}
    assert (manifest.model, manifest.encoder, manifest.dim) == ("hashed-512", "hashed", 512)
    assert manifest.analyzer == recipe.analyzer.analyzer_id
    assert manifest.files == facts(root / name)
    assert set(manifest.parameters) >= {"backend", "bm25", "fusion", "depth"}
    assert set(manifest.calibration) == {"hybrid", "dense", "lexical"}


def test_generations_follow_each_other_and_old_ones_go(build_index: Build, root: Path, plan: Document) -> None:
    names = [build_index(plan) for _ in range(3)]
    assert [name[:6] for name in names] == ["000001", "000002", "000003"]
    assert [path.name for path in generations(root)] == names[:0:-1]
    assert current(root) == names[2]
    build_index(plan, keep=1)
    assert [path.name for path in generations(root)] == [current(root)]
    assert sorted(path.name for path in root.iterdir()) == [".lock", current(root), POINTER]


def test_progress_tells_each_document_and_each_batch(build_index: Build, plan: Document, law: Document) -> None:
    seen = list[Progress]()
    build_index(plan, law, progress=seen.append)
    assert seen == [
        Progress("reading", 1),
        Progress("reading", 2),
        Progress("embedding", 0, 3),
        Progress("embedding", 3, 3),
    ]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *((name, "flipped") for name in FILES),
        *((name, damage) for name in ("manifest.json", "dense", "texts.data") for damage in ("truncated", "gone")),
    ],
)
def test_a_damaged_generation_is_named_and_the_one_before_is_served(
    build_index: Build, root: Path, plan: Document, law: Document,
    name: str, damage: str, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    old = build_index(plan)
    new = build_index(law)
    path = victim(root / new, name)
    data = bytearray(path.read_bytes())
    match damage:
        case "truncated":
            path.write_bytes(data[:-1])
        case "flipped":
            data[len(data) // 2] ^= 4
            path.write_bytes(data)
        case _:
            path.unlink()
    with pytest.raises(SnapshotError, match=path.name):
        Snapshot(root / new)
    with caplog.at_level(logging.ERROR):
        assert open_current(root).generation == old
    assert str(path) in caplog.text
    assert f"serving generation {old} instead" in caplog.text


def test_with_no_good_generation_the_fault_of_the_current_one_is_told(
    build_index: Build, root: Path, plan: Document
) -> None:
    for _ in range(2):
        build_index(plan)
    for path in generations(root):
        (path / "texts.data").write_bytes(b"")
    with pytest.raises(SnapshotError, match=f"{current(root)}/texts.data: has 0 bytes instead of"):
        open_current(root)


@pytest.mark.parametrize(
    "pointer", [b"", b"../etc\n", b"\xff", b"000009-00000000\n"], ids=["empty", "path", "bytes", "gone"]
)
def test_a_pointer_that_leads_nowhere_leaves_the_newest_good_generation(
    build_index: Build, root: Path, plan: Document, pointer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    newest = [build_index(plan) for _ in range(2)][-1]
    (root / POINTER).write_bytes(pointer)
    assert open_current(root).generation == newest
    assert caplog.text


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="holds no index; run `zhaoqi build`"):
        open_current(tmp_path)


def test_a_snapshot_of_another_schema_is_refused(build_index: Build, root: Path, plan: Document) -> None:
    generation = root / build_index(plan)
    values: dict[str, Any] = {
        field: getattr(read_manifest(generation), field) for field in read_manifest(generation).__slots__
    }
    write_manifest(generation, type(read_manifest(generation))(**{**values, "schema": 0}))
    with pytest.raises(SnapshotError, match=f"has schema 0, this version reads {SCHEMA}; run `zhaoqi build`"):
        open_current(root)


KILLED = """
import os, pickle, signal, sys
from pathlib import Path
from index.analyzer.tokenizer import Analyzer
from index.encoder.hashed import HashedEncoder
from index.snapshot import build as module, contents, durable, embeddings, generations, manifest
from index.lexical.postings import Postings

root, cache, point, documents = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], pickle.load(open(sys.argv[4], "rb"))
owner, name, after = {
    "first-document": (contents.ContentsWriter, "add", True),
    "before-the-terms": (Postings, "save", False),
    "before-the-vectors": (embeddings.EmbeddingCache, "encode", False),
    "between-vectors-and-cache": (embeddings.EmbeddingCache, "_append", False),
    "before-the-manifest": (module, "write_manifest", False),
    "after-the-manifest": (module, "write_manifest", True),
    "before-the-rename": (Path, "rename", False),
    "after-the-rename": (Path, "rename", True),
    "before-the-swap": (os, "replace", False),
    "after-the-swap": (os, "replace", True),
    "while-pruning": (generations.shutil, "rmtree", False),
}[point]
original = getattr(owner, name)
def deadly(*given, **named):
    if after:
        original(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
recipe = module.Recipe(Analyzer(cache), HashedEncoder(), cache, encoder_name="hashed")
setattr(owner, name, deadly)
module.build(documents, root, recipe, keep=1)
"""


@pytest.mark.parametrize(
    ("point", "published"),
    [
        ("first-document", False),
        ("before-the-terms", False),
        ("before-the-vectors", False),
        ("between-vectors-and-cache", False),
        ("before-the-manifest", False),
        ("after-the-manifest", False),
        ("before-the-rename", False),
        ("after-the-rename", False),
        ("before-the-swap", False),
        ("after-the-swap", True),
        ("while-pruning", True),
    ],
)
def test_a_killed_build_leaves_a_good_generation(
    build_index: Build, root: Path, plan: Document, law: Document, recipe: Recipe,
    analyzer_cache: Path, tmp_path: Path, point: str, published: bool,
) -> None:  # fmt: skip
    old = build_index(plan)
    (tmp_path / "documents").write_bytes(pickle.dumps([law]))
    arguments = [str(root), str(analyzer_cache), point, str(tmp_path / "documents")]
    done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (current(root) != old) is published
    assert first_hit(root, "小微企业贷款", recipe) == ("law" if published else "plan")
    build_index(plan, law)
    assert first_hit(root, "小微企业贷款", recipe) == "law"
    assert not list(root.glob(".building-*"))


@pytest.mark.parametrize("write", range(0, 14, 3))
def test_a_full_disk_keeps_the_old_generation(
    build_index: Build,
    root: Path,
    plan: Document,
    law: Document,
    recipe: Recipe,
    write: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = build_index(plan)
    left = iter(range(write))
    add, save = blobs.BlobsWriter.add, np.save

    def full(call: Callable[..., None]) -> Callable[..., None]:
        def run(*given: object, **named: object) -> None:
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            call(*given, **named)

        return run

    monkeypatch.setattr(blobs.BlobsWriter, "add", full(add))
    monkeypatch.setattr(np, "save", full(save))
    with pytest.raises(
        IndexBuildError, match=r"can't be written: .*No space left on device; the old one stays current"
    ):
        build_index(law)
    monkeypatch.undo()
    assert [path.name for path in root.iterdir() if path.is_dir()] == [old]
    assert first_hit(root, "公司休眠", recipe) == "plan"


def test_a_build_that_finds_nothing_of_its_own_is_not_published(
    build_index: Build, root: Path, plan: Document, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build_index(plan)
    turned = iter(range(100))
    monkeypatch.setattr(
        HashedEncoder,
        "encode_passages",
        lambda self, texts: np.eye(self.dim, dtype=np.float32)[[next(turned) for _ in texts]],
    )
    shutil.rmtree(recipe.cache_dir)
    with pytest.raises(IndexBuildError, match="is not found by its own vector"):
        build_index(plan)
    assert current(root) == old


def test_nothing_to_index_is_an_error(build_index: Build, root: Path) -> None:
    with pytest.raises(IndexBuildError, match="there is nothing to index"):
        build_index()
    assert generations(root) == []


def test_one_build_at_a_time(build_index: Build, root: Path, plan: Document, recipe: Recipe) -> None:
    def documents() -> Iterator[Document]:
        with pytest.raises(IndexBuildError, match="another build is going on"):
            build([plan], root, recipe)
        yield plan

    build(documents(), root, recipe)


def test_what_is_published_is_served_within_a_second_and_begun_searches_keep_theirs(
    build_index: Build, root: Path, plan: Document, law: Document, recipe: Recipe, caplog: pytest.LogCaptureFixture
) -> None:
    build_index(plan)
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder) as index:
        kept = index.snapshot
        assert index.search("小微企业贷款").hits[0].doc_id == "plan"
        newer = build_index(plan, law, keep=1)
        wait_until(lambda: index.snapshot.generation == newer)
        assert index.search("小微企业贷款").hits[0].doc_id == "law"
        assert not kept.path.exists()
        assert kept.contents.document(0).text == plan.text


def test_a_broken_publication_changes_nothing_for_a_running_index(
    build_index: Build, root: Path, plan: Document, law: Document, recipe: Recipe, caplog: pytest.LogCaptureFixture
) -> None:
    old = build_index(plan)
    build_index(law)
    (root / current(root) / "texts.data").write_bytes(b"")
    (root / POINTER).write_text(f"{old}\n")
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder) as index:
        (root / POINTER).write_text(f"{generations(root)[0].name}\n")
        wait_until(lambda: "texts.data: has 0 bytes" in caplog.text)
        assert index.snapshot.generation == old
        assert index.search("公司休眠").hits


def test_what_can_t_be_prepared_is_logged_and_following_goes_on(
    build_index: Build, root: Path, plan: Document, law: Document, recipe: Recipe, caplog: pytest.LogCaptureFixture
) -> None:
    old = build_index(plan)
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder) as index:
        index.warm(lambda snapshot: None if len(snapshot.columns.documents) != 2 else 1 / 0)
        build_index(plan, law)
        wait_until(lambda: "ZeroDivisionError" in caplog.text)
        assert index.snapshot.generation == old
        newest = build_index(law)
        wait_until(lambda: index.snapshot.generation == newest)


def wait_until(done: Callable[[], bool], limit_s: float = 3) -> None:
    end = time.monotonic() + limit_s
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


class Counting:
    def __init__(self) -> None:
        self.texts = list[str]()

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.texts += texts
        return HashedEncoder().encode_passages(texts)


def test_only_new_texts_are_embedded(tmp_path: Path) -> None:
    encode = Counting()
    first = EmbeddingCache(tmp_path, "m", 512).encode(["甲", "乙", "甲"], encode)
    again = EmbeddingCache(tmp_path, "m", 512).encode(["乙", "丙", "甲"], encode)
    assert encode.texts == ["甲", "乙", "丙"]
    np.testing.assert_array_equal(again[[2, 0, 2]], first)
    np.testing.assert_array_equal(again, HashedEncoder().encode_passages(["乙", "丙", "甲"]))


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    encode = Counting()
    for model in "mn":
        EmbeddingCache(tmp_path, model, 512).encode(["甲"], encode)
    assert encode.texts == ["甲", "甲"]


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_vector_is_made_again(tmp_path: Path, damage: str) -> None:
    encode = Counting()
    cache = EmbeddingCache(tmp_path, "m", 512)
    expected = cache.encode(["甲", "乙"], encode)
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data if damage == "flipped" else data[:-7])
    for _ in range(2):
        np.testing.assert_array_equal(cache.encode(["甲", "乙"], encode), expected)
    assert encode.texts == ["甲", "乙", "乙"]


def test_publishing_embeds_what_changed(root: Path, recipe: Recipe, plan: Document, law: Document) -> None:
    class Encoder(HashedEncoder):
        texts: ClassVar[list[str]] = []

        def encode_passages(self, texts: Sequence[str]) -> Floats:
            Encoder.texts += texts
            return super().encode_passages(texts)

        def encode_queries(self, texts: Sequence[str]) -> Floats:
            return HashedEncoder().encode_queries(texts)

    counted = replace(recipe, encoder=Encoder())
    build([plan], root, counted)
    Encoder.texts.clear()
    build([plan, law], root, counted)
    assert Encoder.texts[0] == "一 > 融资：小微企业的贷款贴息。"
    assert len(Encoder.texts) == 1 + 3  # the probe embeds three passages


def test_json_of_a_result_is_json(build_index: Build, root: Path, plan: Document, recipe: Recipe) -> None:
    build_index(plan)
    with HybridIndex.open(root, analyzer=recipe.analyzer, encoder=recipe.encoder, follow=False) as index:
        assert json.loads(json.dumps(index.search("公司", explain=True).to_json()))["hits"][0]["doc_id"] == "plan"
    assert NAME in {path.name for path in (root / current(root)).iterdir()}
