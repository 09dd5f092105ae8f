from pathlib import Path

import pytest

from ingest.errors import ManifestError, MissingInput, OutsideFolder
from ingest.manifest import load_manifest
from ingest.records import Kind, Metadata


def folder(tmp_path: Path, manifest: str) -> Path:
    place = tmp_path / "corpus"
    place.mkdir()
    (place / "manifest.toml").write_text(manifest)
    (place / "a.txt").write_text("甲")
    (place / "b.txt").write_text("乙")
    (tmp_path / "outside.txt").write_text("丙")
    return place


def test_an_entry_is_metadata(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        """
        [[document]]
        id = "plan"
        file = "a.txt"
        title = "方案"
        kind = "plan"
        valid_from = "2022"
        published = "2022-03"
        written = "2022-02-28"
        jurisdiction = "210200"
        supersedes = ["old"]
        inferred = ["kind"]
        note = "why"
        """,
    )
    manifest = load_manifest(place)
    assert manifest is not None
    (entry,) = manifest.entries.values()
    assert list(manifest.entries) == [(place / "a.txt").resolve()]
    assert entry.id == "plan"
    assert entry.metadata() == Metadata(
        title="方案",
        kind=Kind.PLAN,
        valid_from="2022",
        published="2022-03",
        written="2022-02-28",
        jurisdiction="210200",
        supersedes=("old",),
        inferred=frozenset({"kind"}),
    )


def test_the_corpus_of_the_project_is_sound() -> None:
    manifest = load_manifest(Path(__file__).parents[2] / "docs_corpus")
    assert manifest is not None
    assert len(manifest.entries) == 5
    assert not manifest.refused


def test_no_manifest(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) is None


A = '[[document]]\nid = "a"\nfile = "a.txt"\n'


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        pytest.param("[[document", "is not TOML: ", id="not-toml"),
        pytest.param(A + 'titel = "x"', "document 1: key 'titel': Extra inputs", id="unknown-key"),
        pytest.param('[[doc]]\nid = "a"', "key 'doc': Extra inputs", id="unknown-table"),
        pytest.param(A + '[[document]]\nid = "b"', "document 2: key 'file': Field required", id="no-file"),
        pytest.param(
            A + 'published = "2022-13"', "document 1: key 'published': is not a date YYYY-MM-DD", id="month-13"
        ),
        pytest.param(A + 'published = "2023-02-29"', "document 1: key 'published': is not a date", id="no-leap-year"),
        pytest.param(A + 'kind = "law"', "document 1: key 'kind': Input should be 'plan'", id="unknown-kind"),
        pytest.param(
            A + 'jurisdiction = "大连"', "document 1: key 'jurisdiction': is not a six-digit GB/T 2260", id="no-code"
        ),
        pytest.param(A + A.replace("a.txt", "b.txt"), "documents 1 and 2 have the same id 'a'", id="one-id"),
        pytest.param(A + A.replace('"a"', '"b"'), "documents 1 and 2 have the same file 'a.txt'", id="one-file"),
        pytest.param(
            A + '[[document]]\nid="b"\nfile="./a.txt"', "documents 1 and 2 have the same file", id="one-file-two-names"
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, manifest: str, why: str) -> None:
    with pytest.raises(ManifestError) as caught:
        load_manifest(folder(tmp_path, manifest))
    assert f"manifest.toml: {why}" in str(caught.value)


def test_a_missing_file_leaves_the_others(tmp_path: Path) -> None:
    manifest = load_manifest(folder(tmp_path, '[[document]]\nid = "x"\nfile = "gone.txt"\n' + A))
    assert manifest is not None
    assert [entry.id for entry in manifest.entries.values()] == ["a"]
    (error,) = manifest.refused
    assert isinstance(error, MissingInput)
    assert "gone.txt: does not exist, but document 'x' of" in str(error)


@pytest.mark.parametrize("file", ["../outside.txt", "/etc/hostname", "link.txt"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    place = folder(tmp_path, f'[[document]]\nid = "x"\nfile = "{file}"\n' + A)
    (place / "link.txt").symlink_to(tmp_path / "outside.txt")
    manifest = load_manifest(place)
    assert manifest is not None
    assert [entry.id for entry in manifest.entries.values()] == ["a"]
    assert isinstance(manifest.refused[0], OutsideFolder)
