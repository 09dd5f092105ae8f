from pathlib import Path

import pytest

from ingest.errors import ManifestError, MissingInput, OutsideFolder, UnsupportedFormat
from ingest.sources import Found, Skipped, Source, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "corpus"
    for name in ("b.txt", "a.md", "sub/c.jsonl", "sub/deep/d.txt", ".hidden.txt", ".git/e.txt", "f.pdf"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("甲")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("乙")
    return place


def found(folder: Path, *paths: Path) -> list[tuple[str, type[Found]]]:
    """Names in the folder, and what is found there; Source for a file to read."""
    return [(str(item.path.relative_to(folder)), type(item)) for item in find_sources(paths or [folder])]  # type: ignore[union-attr]


PLAIN = [
    ("a.md", Source),
    ("b.txt", Source),
    ("f.pdf", Skipped),
    ("sub/c.jsonl", Source),
    ("sub/deep/d.txt", Source),
]


def test_a_folder_is_searched_in_order_without_hidden_names(folder: Path) -> None:
    assert found(folder) == PLAIN


def test_a_file_that_is_given_twice_is_read_once(folder: Path) -> None:
    assert found(folder, folder / "b.txt", folder / "sub", folder, folder / "sub" / ".." / "b.txt") == [
        PLAIN[1],
        *PLAIN[3:],
        PLAIN[0],
        PLAIN[2],
    ]


def test_links_that_lead_out_are_refused_and_others_read(folder: Path, tmp_path: Path) -> None:
    (folder / "sub" / "file.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (folder / "sub" / "place").symlink_to(tmp_path / "outside")
    (folder / "g.txt").symlink_to(folder / ".hidden.txt")
    (folder / "h.txt").symlink_to(folder / "gone.txt")
    assert found(folder) == [
        *PLAIN[:3],
        ("g.txt", Source),
        ("h.txt", MissingInput),
        ("sub/place", OutsideFolder),
        PLAIN[3],
        ("sub/file.txt", OutsideFolder),
        PLAIN[4],
    ]


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert [name for name, kind in found(folder) if kind is Source] == [
        "a.md",
        "b.txt",
        "sub/c.jsonl",
        "sub/deep/d.txt",
    ]


def test_what_is_named_must_be_there_and_readable(folder: Path) -> None:
    assert found(folder, folder / "gone.txt", folder / "f.pdf", folder / "b.txt") == [
        ("gone.txt", MissingInput),
        ("f.pdf", UnsupportedFormat),
        ("b.txt", Source),
    ]


MANIFEST = "".join(
    f'[[document]]\nid = "{name}"\nfile = "{file}"\n'
    for name, file in (("one", "b.txt"), ("two", "sub/deep/d.txt"), ("three", ".hidden.txt"), ("pdf", "f.pdf"))
)


@pytest.mark.parametrize("given", [".", "b.txt"])
def test_manifest_entries_belong_to_their_files(folder: Path, given: str) -> None:
    (folder / "manifest.toml").write_text(MANIFEST)
    items = {item.path.name: item for item in find_sources([folder / given]) if isinstance(item, Source)}
    entries = {name: item.entry and item.entry.id for name, item in items.items()}
    everything = {".hidden.txt": "three", "a.md": None, "b.txt": "one", "c.jsonl": None, "d.txt": "two"}
    assert entries == (everything if given == "." else {"b.txt": "one"})


def test_a_named_file_that_no_reader_takes_is_an_error(folder: Path) -> None:
    (folder / "manifest.toml").write_text(MANIFEST)
    assert ("f.pdf", UnsupportedFormat) in found(folder)


def test_a_broken_manifest_leaves_out_its_folder(folder: Path) -> None:
    (folder / "sub" / "manifest.toml").write_text("[[document]]\nid = 1\n")
    assert found(folder) == [*PLAIN[:3], ("sub/manifest.toml", ManifestError)]
