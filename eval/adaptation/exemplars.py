"""The exemplars of the embedded default: what lessons ask, what answers it, and what is left open."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from eval.adaptation.draft import draft_of
from eval.adaptation.lessons import Lesson
from index.encoder.base import Encoder
from index.encoder.exemplars import CLAUSES, QUESTIONS

LISTS = 256  # in which questions are kept
PROBES = 32  # lists that are looked at


def write_exemplars(encoder: Encoder, lessons: Sequence[Lesson], folder: Path, lists: int = LISTS) -> None:
    """Write the exemplars that an encoder makes of lessons, vectors in 4 bits a number.

    Args:
        encoder: whose questions they shall lead; led by none itself.
        lessons: at least as many as `lists`.
        folder: to hold them, under the names of `EXEMPLARS`.
        lists: in which questions are kept.
    """
    answered = [(text, row) for row, lesson in enumerate(lessons) for text in lesson.questions]
    left_open = [(text, len(lessons) + row) for row, lesson in enumerate(lessons) for text in lesson.near]
    texts, rows = zip(*answered, *left_open, strict=True)
    vectors = encoder.encode_queries(texts)
    questions = faiss.index_factory(encoder.dim, f"IVF{lists},SQ4", faiss.METRIC_INNER_PRODUCT)
    questions.train(vectors)
    questions.add_with_ids(vectors, np.array(rows, np.int64))
    questions.nprobe = min(PROBES, lists)
    vectors = encoder.encode_passages([lesson.clause for lesson in lessons])
    clauses = faiss.index_factory(encoder.dim, "SQ4", faiss.METRIC_INNER_PRODUCT)
    clauses.train(vectors)
    clauses.add(vectors)
    for name, index in ((QUESTIONS, questions), (CLAUSES, clauses)):
        (folder / name).parent.mkdir(exist_ok=True)
        with draft_of(folder / name) as draft:
            faiss.write_index(index, str(draft))
