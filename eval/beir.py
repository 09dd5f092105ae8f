"""A BEIR folder: `corpus.jsonl` or `corpus.jsonl.gz`, `queries.jsonl`, `qrels.tsv`.

Thakur et al., "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models" (2021).
"""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.dataset import Dataset, Query, Unit
from eval.errors import UnusableFile
from eval.lines import decoded, json_object, numbered_lines, string_field

CORPUS, QUERIES, QRELS = ("corpus.jsonl", "corpus.jsonl.gz"), "queries.jsonl", "qrels.tsv"
LARGEST_GRADE = 1_000  # trec_eval keeps a counter for every grade up to the highest
_HEADER = "query-id"


@dataclass(frozen=True, slots=True)
class _Corpus:
    ids: frozenset[str]
    sha256: str


def corpus_file(folder: Path) -> Path:
    """The corpus of a folder. Raises UnusableFile when there is none, or two."""
    found = [folder / name for name in CORPUS if (folder / name).is_file()]
    if len(found) != 1:
        why = f"holds {' and '.join(CORPUS)}; remove one" if found else f"holds no {' or '.join(CORPUS)}"
        raise UnusableFile(folder, why)
    return found[0]


def read_beir(folder: Path) -> Dataset:
    """The dataset of a folder: the queries that `qrels.tsv` judges.

    Raises UnusableFile, naming file and line, for a line that can't be read, an id that comes twice, and a judgement
    of a query or document that is not there.
    """
    corpus = _read_corpus(corpus_file(folder))
    texts = read_queries(folder / QUERIES)
    qrels = _read_qrels(folder / QRELS, texts.keys(), corpus.ids)
    queries = tuple(Query(name, text) for name, text in texts.items() if name in qrels)
    return Dataset(folder.resolve().name, Unit.DOCUMENT, queries, qrels, corpus.ids, corpus.sha256)


def _read_corpus(path: Path) -> _Corpus:
    """The digest is that of the lines, so that packing the file changes nothing."""
    digest, ids = hashlib.sha256(), set[str]()
    for line_no, line in numbered_lines(path):
        digest.update(line + b"\n")
        ids.add(_unique_id(path, line_no, json_object(path, line_no, line), ids))
    return _Corpus(frozenset(ids), digest.hexdigest())


def read_queries(path: Path) -> dict[str, str]:
    """Text by id. Raises UnusableFile, naming file and line."""
    texts: dict[str, str] = {}
    for line_no, line in numbered_lines(path):
        values = json_object(path, line_no, line)
        name = _unique_id(path, line_no, values, texts.keys())
        texts[name] = string_field(path, line_no, values, "text")
    return texts


def _read_qrels(path: Path, queries: Container[str], documents: frozenset[str]) -> dict[str, dict[str, int]]:
    qrels = defaultdict[str, dict[str, int]](dict)
    for line_no, query, document, grade in _judgements(path):
        for name, known, where in ((query, queries, QUERIES), (document, documents, "the corpus")):
            if name not in known:
                raise UnusableFile(path, f"judges {name!r}, which is not in {where}", line_no=line_no)
        if document in qrels[query]:
            raise UnusableFile(path, f"judges {document!r} for query {query!r} again", line_no=line_no)
        qrels[query][document] = grade
    if not any(grade > 0 for grades in qrels.values() for grade in grades.values()):
        raise UnusableFile(path, "holds no score above 0: there is nothing to find")
    return dict(qrels)


def _judgements(path: Path) -> Iterator[tuple[int, str, str, int]]:
    for line_no, line in numbered_lines(path):
        fields = decoded(path, line_no, line).split("\t")
        if len(fields) != 3:
            why = f"has {len(fields)} fields parted by tabs, it takes query-id, corpus-id, score"
            raise UnusableFile(path, why, line_no=line_no)
        if line_no == 1 and fields[0] == _HEADER:
            continue
        query, document, grade = fields
        yield line_no, query, document, _grade(path, line_no, grade)


def _grade(path: Path, line_no: int, written: str) -> int:
    try:
        grade = int(written)
    except ValueError:
        raise UnusableFile(path, f"has the score {written!r}, which is no whole number", line_no=line_no) from None
    if abs(grade) > LARGEST_GRADE:
        why = f"has the score {written!r}; scores lie between -{LARGEST_GRADE:,} and {LARGEST_GRADE:,}"
        raise UnusableFile(path, why, line_no=line_no)
    return grade


def _unique_id(path: Path, line_no: int, values: dict[str, Any], known: Container[str]) -> str:
    name = string_field(path, line_no, values, "_id")
    if name in known:
        raise UnusableFile(path, f"repeats the id {name!r}", line_no=line_no)
    return name
