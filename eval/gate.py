"""What a change may not lose: scores and first hits, kept in gate.yaml beside the commands that measure them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.answering import Answering
from eval.dataset import Dataset
from eval.errors import UnusableFile
from eval.evaluate import Evaluation, evaluate
from index.cli import Mode

GATE = Path(__file__).parent / "gate.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """Scores of one mode.

    Attributes:
        command: that prints them.
        scores: by measure, and by `type/measure` for the questions of one type.
        tolerance: how far below a score may fall.
    """

    command: str
    scores: Mapping[str, float]
    tolerance: float = Field(ge=0)


class Gate(_Strict):
    """What has to hold of the project's own questions.

    Attributes:
        expect: by mode.
        first: questions whose first hit in hybrid mode has to stay a full answer.
    """

    expect: Mapping[Mode, Expected]
    first: tuple[str, ...]

    @property
    def modes(self) -> tuple[Mode, ...]:
        """Those that have to be measured."""
        return tuple(dict.fromkeys([*self.expect, Mode.HYBRID]))


def read_gate(path: Path = GATE) -> Gate:
    """A gate file. Raises UnusableFile naming what is wrong in it."""
    try:
        return Gate.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnusableFile(path, f"can't be read: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        raise UnusableFile(path, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error


def check(gate: Gate, dataset: Dataset, system: Answering, progress: Callable[[], None] = lambda: None) -> list[str]:
    """Measure, and say what is worse than a gate has it, a line each; nothing when it holds.

    Raises UnusableFile for a score or a question that the gate names and the dataset does not have.
    """
    found = {mode: evaluate(dataset, system, mode, progress=progress) for mode in gate.modes}
    lost = [line for mode, expected in gate.expect.items() for line in _lost_scores(mode, expected, found[mode])]
    return [*lost, *_lost_firsts(gate.first, found[Mode.HYBRID])]


def _lost_scores(mode: Mode, expected: Expected, found: Evaluation) -> Iterator[str]:
    scores = _scores(found)
    for name, least in expected.scores.items():
        if name not in scores:
            raise UnusableFile(GATE, f"expects {name!r} of {mode}, which nothing measures")
        if scores[name] < least - expected.tolerance:
            yield f"{mode}: {name} is {scores[name]:.4f}, {least:.4f} is expected; see `{expected.command}`"


def _scores(found: Evaluation) -> dict[str, float]:
    result = found.to_json()
    of_types = {
        f"{type_}/{name}": value for type_, values in result["per_type"].items() for name, value in values.items()
    }
    return {**result["metrics"], **of_types}


def _lost_firsts(names: Iterable[str], found: Evaluation) -> Iterator[str]:
    dataset = found.dataset
    for name in names:
        if name not in dataset.qrels:
            raise UnusableFile(GATE, f"names the question {name!r}, which is not in {dataset.name}")
        ranking = found.run.rankings.get(name)
        best = max(dataset.qrels[name].values(), default=0)
        if not ranking or dataset.qrels[name].get(ranking[0][0]) != best:
            first = ranking[0][0] if ranking else "nothing"
            yield f"{name}: {first} comes first instead of a full answer"
