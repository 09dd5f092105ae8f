"""What a page shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.abstention import Judged
from eval.compare import Comparisons
from eval.dataset import Dataset
from eval.metrics import Values
from eval.runs import Run


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """One that was measured.

    Attributes:
        values: of the answerable queries, by measure.
        judged: what its confidence says of each question; None where it has none, as a run file.
    """

    run: Run
    values: Mapping[str, Values]
    judged: Judged | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What the page shows.

    Attributes:
        systems: the baseline first.
        facts: what was measured on what, by name.
        text: gives what a measure or document says, by its id.
    """

    dataset: Dataset
    systems: Sequence[System]
    comparisons: Comparisons
    facts: Mapping[str, str]
    text: Callable[[str], str]
