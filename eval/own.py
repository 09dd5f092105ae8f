"""The project's own form of a dataset: typed questions, whose quotes are bound to the measures of an index."""

import hashlib
from pathlib import Path

from eval.dataset import Dataset, Query, Unit
from eval.errors import QuestionError
from eval.questions import FILE, Split, load_questions, resolve
from index.snapshot.reader import Snapshot


def read_own(folder: Path, snapshot: Snapshot, split: Split | None = None) -> Dataset:
    """The questions of a folder, of one split or all.

    Raises QuestionError for a line that is no question, and a label that no one measure of the index holds.
    """
    documents = list(snapshot.contents.records())
    digest = hashlib.sha256()
    for document in sorted(documents, key=lambda document: document.doc_id):
        digest.update(f"{document.doc_id} {document.sha256}\n".encode())
    questions = [question for question in load_questions(folder) if split in (None, question.split)]
    queries = tuple(Query(question.id, question.text, str(question.type)) for question in questions)
    qrels = resolve(questions, documents)
    if not any(qrels.values()):
        raise QuestionError(folder / FILE, "no question can be answered: there is nothing to find")
    ids = frozenset(measure.measure_id for document in documents for measure in document.measures)
    name = folder.resolve().name
    return Dataset(f"{name}/{split}" if split else name, Unit.MEASURE, queries, qrels, ids, digest.hexdigest())
