"""The training: a question goes to the clause that answers it, and a clause to its questions rather than to near ones.

Both by InfoNCE, van den Oord et al. 2018, https://arxiv.org/abs/1807.03748, over the clauses and questions of a batch.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from eval.adaptation.descent import Learning, Pace, Told, descend
from eval.adaptation.lessons import Lesson
from eval.adaptation.lora import Student
from index.types import Floats

NEAR = 2  # questions near a lesson, each time


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast is learnt.

    Attributes:
        epochs: times that each question is seen.
        batch: lessons at once, each with all of its questions and NEAR of those near it.
        rate: of learning at its highest, after `warm_up` steps; it falls to a twentieth of it.
        temperature: by which cosines are divided.
    """

    epochs: int = 2
    batch: int = 32
    rate: float = 5e-4
    warm_up: int = 10
    temperature: float = 0.02


@dataclass(frozen=True, slots=True)
class Grasp:
    """How well a student tells lessons apart.

    Attributes:
        reciprocal_rank: of its own clause among all clauses, the mean over questions.
        near_auc: how often the cosine of a clause with its question is above that with a near one.
    """

    reciprocal_rank: float
    near_auc: float


def train(student: Student, lessons: Sequence[Lesson], schedule: Schedule, *, seed: int, told: Told) -> None:
    """Teach a student all lessons.

    Args:
        student: learns.
        lessons: at least as many as a batch has.
        schedule: how long and how fast.
        seed: of the order of questions, and of dropout.
        told: is called after each step with its number, of how many, and its loss.
    """
    lot = random.Random(seed)
    torch.manual_seed(seed)
    batches = [batch for _ in range(schedule.epochs) for batch in _batches(lessons, schedule.batch, lot)]
    losses = (_loss(student, batch, schedule.temperature, lot) for batch in batches)
    pace = Pace(len(batches), schedule.warm_up, least=1 / 20)
    student.learn(on=True)
    descend(losses, Learning(student.weights, schedule.rate), pace, told=told)
    student.learn(on=False)


def grasp(student: Student, lessons: Sequence[Lesson]) -> Grasp:
    """How well a student tells lessons apart that it may not have seen."""
    clauses = _encoded(student.clauses, [lesson.clause for lesson in lessons])
    own, near = (_owned(lessons, kind) for kind in ("questions", "near"))
    cosines = _encoded(student.questions, [text for text, _ in own]) @ clauses.T
    right = np.array([cosines[row, place] for row, (_, place) in enumerate(own)])
    ranks = 1 + (cosines > right[:, None]).sum(axis=1)
    beside = _encoded(student.questions, [text for text, _ in near]) @ clauses.T
    wrong = np.array([beside[row, place] for row, (_, place) in enumerate(near)])
    return Grasp(float((1 / ranks).mean()), float((right[:, None] > wrong).mean()))


def _batches(lessons: Sequence[Lesson], size: int, lot: random.Random) -> list[Sequence[Lesson]]:
    """Every lesson once, among lessons of its slice, which are harder to tell from it than those of others.

    Lessons of a slice that fill no batch are left out this time.
    """
    slices: dict[str, list[Lesson]] = {}
    for lesson in lot.sample(lessons, len(lessons)):
        slices.setdefault(lesson.slice, []).append(lesson)
    batches = [dealt[at : at + size] for dealt in slices.values() for at in range(0, len(dealt) - size + 1, size)]
    return lot.sample(batches, len(batches))


def _loss(student: Student, batch: Sequence[Lesson], temperature: float, lot: random.Random) -> Tensor:
    asked = _owned(batch, "questions")
    near = [text for lesson in batch for text in lot.sample(lesson.near, min(NEAR, len(lesson.near)))]
    with torch.autocast("cpu", dtype=torch.bfloat16):  # half the time, on processors that multiply such numbers
        questions = student.questions([*(text for text, _ in asked), *near]).float()
        clauses = student.clauses([lesson.clause for lesson in batch]).float()
    own = torch.tensor([place for _, place in asked])
    likeness = questions @ clauses.T / temperature
    to_clause = functional.cross_entropy(likeness[: len(asked)], own)
    # A clause to each of its questions, the others of them left out.
    others = torch.zeros(len(asked), len(questions), dtype=torch.bool)
    others[:, : len(asked)] = (own[:, None] == own) & ~torch.eye(len(asked), dtype=torch.bool)
    to_question = functional.cross_entropy(likeness.T[own].masked_fill(others, -math.inf), torch.arange(len(asked)))
    return to_clause + to_question


def _owned(lessons: Sequence[Lesson], kind: str) -> list[tuple[str, int]]:
    return [(text, place) for place, lesson in enumerate(lessons) for text in getattr(lesson, kind)]


def _encoded(encode: Callable[[Sequence[str]], Tensor], texts: Sequence[str], size: int = 32) -> Floats:
    with torch.no_grad():
        return np.concatenate([encode(texts[at : at + size]).numpy() for at in range(0, len(texts), size)])
