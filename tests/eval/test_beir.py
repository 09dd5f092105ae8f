"""BEIR folders: what is read, and that nothing malformed passes."""

import gzip
import hashlib
from pathlib import Path

import pytest

from eval.beir import read_beir
from eval.errors import UnusableFile


def test_the_judged_queries_are_read_in_order_with_their_grades(beir: Path) -> None:
    dataset = read_beir(beir)
    assert [query.id for query in dataset.queries] == ["q1", "q2", "q3"]  # q4 is not judged
    assert dataset.queries[0].text == "小微企业贷款最高多少"
    assert dataset.qrels == {"q1": {"d1": 2, "d2": 0}, "q2": {"d2": 1}, "q3": {"d4": 1, "d2": 1}}
    assert dataset.answers == [{"d1"}, {"d2"}, {"d2", "d4"}]  # grade 0 is no answer


def test_a_query_whose_grades_are_all_0_is_not_answerable(beir: Path) -> None:
    (beir / "qrels.tsv").write_text("q1\td1\t0\nq2\td2\t1\n")
    assert [query.id for query in read_beir(beir).answerable] == ["q2"]


def test_a_packed_corpus_is_the_same_corpus(beir: Path) -> None:
    plain = read_beir(beir)
    content = (beir / "corpus.jsonl").read_bytes()
    (beir / "corpus.jsonl").unlink()
    (beir / "corpus.jsonl.gz").write_bytes(gzip.compress(content))
    assert read_beir(beir).corpus_sha256 == plain.corpus_sha256 == hashlib.sha256(content + b"\n").hexdigest()


def test_marks_and_ends_of_lines_of_other_systems_are_read(beir: Path) -> None:
    plain = read_beir(beir)
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"):
        content = (beir / name).read_bytes()
        (beir / name).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert read_beir(beir) == plain


GOOD = '{"_id": "d1", "text": "甲"}\n'


@pytest.mark.parametrize(
    ("file", "content", "line_no", "why"),
    [
        pytest.param("qrels.tsv", b"q1\td1", 1, "has 2 fields", id="qrels-too-few-fields"),
        pytest.param("qrels.tsv", b"q1 d1 1", 1, "has 1 fields parted by tabs", id="qrels-spaces"),
        pytest.param("qrels.tsv", b"q1\td1\t1\nq1\td2\tyes", 2, "'yes', which is no whole number", id="qrels-grade"),
        pytest.param("qrels.tsv", b"q1\td1\t0.5", 1, "'0.5', which is no whole number", id="qrels-fraction"),
        pytest.param("qrels.tsv", b"q1\td1\t1001", 1, "between -1,000 and 1,000", id="qrels-grade-too-high"),
        pytest.param("qrels.tsv", b"q1\td1\t-1001", 1, "between -1,000 and 1,000", id="qrels-grade-too-low"),
        pytest.param("qrels.tsv", b"q1\td1\t1\n\nq1\td1\t2", 3, "judges 'd1' for query 'q1' again", id="qrels-twice"),
        pytest.param("qrels.tsv", b"q9\td1\t1", 1, "'q9', which is not in queries.jsonl", id="qrels-unknown-query"),
        pytest.param("qrels.tsv", b"q1\td9\t1", 1, "'d9', which is not in the corpus", id="qrels-unknown-document"),
        pytest.param("qrels.tsv", "q1\td1\t1\n问\td1\t1".encode("gb18030"), 2, "is not UTF-8: byte 1", id="qrels-gbk"),
        pytest.param("qrels.tsv", b"query-id\tcorpus-id\tscore\n", None, "no score above 0", id="qrels-empty"),
        pytest.param("qrels.tsv", b"q1\td1\t0\n", None, "no score above 0", id="qrels-no-answer"),
        pytest.param("queries.jsonl", b'{"_id": "q1", "text": "x"}\n{"_id"', 2, "is not JSON", id="queries-json"),
        pytest.param("queries.jsonl", b"[1]", 1, "is not a JSON object", id="queries-list"),
        pytest.param("queries.jsonl", b'{"_id": 1, "text": "x"}', 1, "no string in the field '_id'", id="queries-id"),
        pytest.param("queries.jsonl", b'{"_id": "q1"}', 1, "no string in the field 'text'", id="queries-text"),
        pytest.param("queries.jsonl", b'{"_id": "q", "text": "x"}\n' * 2, 2, "repeats the id 'q'", id="queries-twice"),
        pytest.param(
            "queries.jsonl", rb'{"_id": "\ud83d", "text": "x"}', 1, "half a character", id="queries-surrogate"
        ),
        pytest.param("corpus.jsonl", GOOD.encode() * 2, 2, "repeats the id 'd1'", id="corpus-twice"),
        pytest.param("corpus.jsonl", GOOD.encode("gb18030"), 1, "is not UTF-8: byte 24 is 0xbc", id="corpus-gbk"),
        pytest.param("corpus.jsonl", GOOD.encode("utf-16"), 1, "is not UTF-8: byte 1 is 0xff", id="corpus-utf-16"),
        pytest.param("corpus.jsonl", b"[" * 100_000, 1, "is not JSON", id="corpus-too-deep"),
    ],
)
def test_a_malformed_file_is_refused_by_name_and_line(
    beir: Path, file: str, content: bytes, line_no: int | None, why: str
) -> None:
    (beir / file).write_bytes(content)
    with pytest.raises(UnusableFile) as caught:
        read_beir(beir)
    place = f"{beir / file}: " + (f"line {line_no}: " if line_no else "")
    assert str(caught.value).startswith(place)
    assert why in str(caught.value)
    assert (caught.value.path, caught.value.line_no) == (beir / file, line_no)


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(beir: Path, file: str) -> None:
    (beir / file).unlink()
    with pytest.raises(UnusableFile, match=rf"{file}"):
        read_beir(beir)


def test_two_corpora_are_one_too_many(beir: Path) -> None:
    (beir / "corpus.jsonl.gz").write_bytes(b"")
    with pytest.raises(UnusableFile, match="remove one"):
        read_beir(beir)


def test_a_broken_archive_is_refused(beir: Path) -> None:
    packed = gzip.compress((beir / "corpus.jsonl").read_bytes())
    (beir / "corpus.jsonl").unlink()
    (beir / "corpus.jsonl.gz").write_bytes(packed[:-9])
    with pytest.raises(UnusableFile, match="can't be read"):
        read_beir(beir)
