"""What the encoder learns from: clauses as policies word them, what people ask that they answer, and what they don't.

`questions` are answered by their clause; `near` ones are of the same corner of life, and are not.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from eval.errors import UnusableFile
from eval.lines import numbered_lines

LESSONS = Path(__file__).parents[1] / "datasets" / "adaptation"

T = TypeVar("T")
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A clause with questions; `slice` names the file that holds it, in which all are of the same matters or people."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    clause: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    near: Annotated[tuple[Text, ...], Field(min_length=1)]
    slice: str = ""


def read_lessons(folder: Path = LESSONS) -> tuple[Lesson, ...]:
    """The lessons of all JSON Lines files of a folder. Raises UnusableFile, naming the line that is none."""
    adapter = TypeAdapter(Lesson)
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line_no, line in numbered_lines(path):
            try:
                found.append(replace(adapter.validate_json(line), slice=path.stem))
            except ValidationError as error:
                raise UnusableFile(path, error.errors()[0]["msg"], line_no=line_no) from error
    if not found:
        raise UnusableFile(folder, "has no lessons")
    return tuple(found)


def held_out(lessons: Sequence[T], share: float, seed: int) -> tuple[list[T], list[T]]:
    """Lessons dealt by lot: those to learn from, and a share of them to measure by."""
    dealt = random.Random(seed).sample(lessons, len(lessons))
    kept = round(len(dealt) * share)
    return dealt[kept:], dealt[:kept]
