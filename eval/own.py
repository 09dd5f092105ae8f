"""The project's own form of a dataset: typed questions, whose quotes are bound to the measures of an index."""

import hashlib
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from eval.dataset import Dataset, Query, Unit
from eval.errors import QuestionError
from eval.questions import FILE, Split, load_questions, resolve
from index.snapshot.reader import Snapshot
from ingest.records import Document


def read_own(folder: Path, snapshot: Snapshot, split: Split | None = None) -> Dataset:
    """The questions of a folder, of one split or all.

    Raises QuestionError for a line that is no question, and a label that no one measure of the index holds.
    """
    questions = [question for question in load_questions(folder) if split in (None, question.split)]
    queries = tuple(Query(question.id, question.text, str(question.type)) for question in questions)
    qrels = resolve(questions, _documents(snapshot, {label.doc for question in questions for label in question.labels}))
    if not any(qrels.values()):
        raise QuestionError(folder / FILE, "no question can be answered: there is nothing to find")
    name = folder.resolve().name
    return Dataset(
        name=f"{name}/{split}" if split else name,
        unit=Unit.MEASURE,
        queries=queries,
        qrels=qrels,
        ids=frozenset(snapshot.contents.packed_measure(row)["measure_id"] for row in range(snapshot.columns.size)),
        corpus_sha256=_digest(snapshot),
    )


def _documents(snapshot: Snapshot, named: Container[str]) -> Iterator[Document]:
    """Those that labels name, with their measures; an index may hold many more."""
    contents = snapshot.contents
    for number, doc_id in enumerate(snapshot.columns.documents):
        if doc_id in named:
            measures = tuple(map(contents.measure, contents.rows_of_document(number)))
            yield replace(contents.document(number), measures=measures)


def _digest(snapshot: Snapshot) -> str:
    """Of the bytes of all documents, in any order."""
    numbered = sorted((doc_id, number) for number, doc_id in enumerate(snapshot.columns.documents))
    lines = (f"{doc_id} {snapshot.contents.document(number).sha256}\n" for doc_id, number in numbered)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
