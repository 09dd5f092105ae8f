from pathlib import Path

import pytest

from ingest.errors import EmptyInput, InputError, InputTooLarge, UnreadableInput
from ingest.readers import SUFFIXES, reader_for
from ingest.readers.base import Limits, RawDocument
from ingest.readers.files import file_id, hash_id
from ingest.readers.text import TextReader


def read(path: Path, limit: int = 1000) -> RawDocument | InputError:
    (item,) = TextReader().read(path, Limits(limit))
    return item


def test_a_file_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "Plan 2026.txt"
    path.write_bytes("一、条\r\n".encode("gb18030"))
    raw = read(path)
    assert isinstance(raw, RawDocument)
    assert (raw.doc_id, raw.aligned.text, raw.encoding, raw.media_type, raw.structured) == (
        "plan-2026",
        "一、条\r\n",
        "gb18030",
        "text/plain",
        True,
    )
    assert raw.data == path.read_bytes()


@pytest.mark.parametrize(
    ("data", "error", "why"),
    [
        pytest.param(b"", EmptyInput, "is empty", id="no-bytes"),
        pytest.param(b" \r\n\t", EmptyInput, "is empty", id="white-space"),
        pytest.param("\ufeff\u3000\n".encode(), EmptyInput, "is empty", id="mark-and-wide-space"),
        pytest.param(b"a" * 1001, InputTooLarge, "has 1,001 bytes, the limit is 1,000; .*ZHAOQI_MAX", id="too-large"),
    ],
)
def test_refused(tmp_path: Path, data: bytes, error: type[InputError], why: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(error, match=rf"a\.txt: {why}"):
        raise read(path)  # type: ignore[misc]


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1000)
    assert isinstance(read(path), RawDocument)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path), UnreadableInput)


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        pytest.param("dalian-plan-2026.txt", "dalian-plan-2026", id="as-it-is"),
        pytest.param("A_b (1).v2.md", "a_b-1-.v2", id="unsafe-characters"),
        pytest.param("方案.txt", "d-ba7816bf", id="not-ascii"),  # sha256("abc") = ba7816bf...
        pytest.param("...txt", "d-ba7816bf", id="nothing-left"),
    ],
)
def test_file_id(name: str, doc_id: str) -> None:
    assert file_id(Path(name), b"abc") == doc_id
    assert hash_id(b"abc") == "d-ba7816bf"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_ending_has_its_reader(suffix: str) -> None:
    reader = reader_for(Path(f"X{suffix.upper()}"))
    assert reader is not None
    assert suffix in reader.suffixes


def test_an_unknown_ending_has_none() -> None:
    assert reader_for(Path("a.pdf")) is None
    assert reader_for(Path("a.gz")) is None
