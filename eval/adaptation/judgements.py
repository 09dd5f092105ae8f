"""What the reader learns from besides lessons: clauses of several lessons, judged for one question."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from eval.adaptation.lessons import LESSONS, Lesson, Text
from eval.errors import UnusableFile
from eval.lines import numbered_lines

JUDGED = LESSONS / "judged" / "pairs.jsonl"

Grade = Annotated[int, Field(ge=0, le=2)]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question, and clauses with how well each answers it by itself: 2 does, 1 leaves its heart open, 0 does not."""

    question: str
    clauses: tuple[str, ...]
    grades: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """As it is stored: grades by the keys of clauses."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    question: Text
    grades: Annotated[dict[str, Grade], Field(min_length=1)]


def key_of(clause: str) -> str:
    """What stands for a clause: the first ten digits of its SHA-256."""
    return hashlib.sha256(clause.encode()).hexdigest()[:10]


def read_judgements(lessons: Sequence[Lesson], file: Path = JUDGED) -> tuple[Judgement, ...]:
    """The judgements of a JSON Lines file. Raises UnusableFile, naming the line that is none or has an unknown clause.

    Args:
        lessons: that hold the clauses.
        file: to read.
    """
    adapter, clauses = TypeAdapter(_Line), {key_of(lesson.clause): lesson.clause for lesson in lessons}
    found = []
    for line_no, line in numbered_lines(file):
        try:
            judged = adapter.validate_json(line)
        except ValidationError as error:
            raise UnusableFile(file, error.errors()[0]["msg"], line_no=line_no) from error
        if unknown := judged.grades.keys() - clauses.keys():
            raise UnusableFile(file, f"no lesson has the clause {min(unknown)}", line_no=line_no)
        pairs = judged.grades.items()
        found.append(Judgement(judged.question, tuple(clauses[key] for key, _ in pairs), tuple(g for _, g in pairs)))
    if not found:
        raise UnusableFile(file, "has no judgements")
    return tuple(found)
