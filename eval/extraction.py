"""Precision and recall of extracted quantities and conditions against gold that was read by hand."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.fields.conditions import find_conditions
from ingest.fields.quantities import find_quantities
from ingest.records import AllOf, AnyOf, Condition, Nature, Not, Quantity, Restriction, Span

GOLD = Path(__file__).parent / "datasets" / "extraction"

Line = Mapping[str, Any]
Item = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many items of one group were found, of how many."""

    group: str
    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the found items that are right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted items that were found; 1 when nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold clause whose items differ from what was found."""

    clause: str
    missing: tuple[Item, ...]
    surplus: tuple[Item, ...]


def read_gold(path: Path, split: str | None = None) -> list[Line]:
    """The lines of a gold file, those of one split ("dev", "check", "blind") or all."""
    lines: Iterable[Line] = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if split in (None, line["split"])]


def score_quantities(lines: Iterable[Line]) -> tuple[list[Score], list[Miss]]:
    """Per role and overall; an item is right when text, value, upper, unit, comparator and role all are."""
    return _score(lines, _gold_quantities, _found_quantities, group=lambda item: str(item[-1]))


def score_conditions(lines: Iterable[Line]) -> tuple[list[Score], list[Miss]]:
    """Leaves (tests and restrictions) and whole trees, the latter right only when every leaf and joint is."""
    return _score(lines, _gold_conditions, _found_conditions, group=lambda item: str(item[0]))


def _score(
    lines: Iterable[Line],
    wanted: Callable[[Line], Iterator[Item]],
    found: Callable[[Line], Iterator[Item]],
    group: Callable[[Item], str],
) -> tuple[list[Score], list[Miss]]:
    counts: dict[str, Counter[str]] = {"right": Counter(), "found": Counter(), "wanted": Counter()}
    misses = []
    for line in lines:
        want, have = Counter(wanted(line)), Counter(found(line))
        for name, items in (("right", want & have), ("found", have), ("wanted", want)):
            counts[name].update(map(group, items.elements()))
        if want != have:
            misses.append(Miss(line["clause"], tuple((want - have).elements()), tuple((have - want).elements())))
    groups = sorted(counts["wanted"] | counts["found"])
    scores = [Score(name, *(counts[of][name] for of in ("right", "found", "wanted"))) for name in groups]
    total = Score("overall", *(counts[of].total() for of in ("right", "found", "wanted")))
    return [*scores, total], misses


def _gold_quantities(line: Line) -> Iterator[Item]:
    for item in line["quantities"]:
        yield (
            item["text"],
            round(item["value"], 6),
            item.get("upper"),
            item["unit"],
            item["comparator"],
            item["role"],
        )


def _found_quantities(line: Line) -> Iterator[Item]:
    clause = line["clause"]
    for found in find_quantities(clause, Span(0, len(clause)), Nature(line["nature"])):
        yield _quantity_item(found)


def _quantity_item(found: Quantity) -> Item:
    return (found.text, round(found.value, 6), found.upper, found.unit, found.comparator.value, found.role.value)


def _gold_conditions(line: Line) -> Iterator[Item]:
    for tree in line["conditions"]:
        yield ("tree", json.dumps(_rounded(tree), ensure_ascii=False, sort_keys=True))
        yield from _leaves(tree)


def _found_conditions(line: Line) -> Iterator[Item]:
    clause = line["clause"]
    for condition in find_conditions(clause, Span(0, len(clause)), Nature(line["nature"])):
        tree = condition_tree(condition)
        yield ("tree", json.dumps(_rounded(tree), ensure_ascii=False, sort_keys=True))
        yield from _leaves(tree)


def condition_tree(condition: Condition) -> dict[str, Any]:
    """A condition in the form of the gold: all, any, not, restriction, or a test's four values."""
    if isinstance(condition, AllOf):
        return {"all": [condition_tree(part) for part in condition.parts]}
    if isinstance(condition, AnyOf):
        return {"any": [condition_tree(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": condition_tree(condition.part)}
    if isinstance(condition, Restriction):
        return {"restriction": condition.text}
    return {
        "subject": condition.subject,
        "operator": condition.operator.value,
        "value": condition.value,
        "unit": condition.unit,
    }


def _leaves(tree: Mapping[str, Any]) -> Iterator[Item]:
    if "restriction" in tree:
        yield ("restriction", tree["restriction"])
    elif "subject" in tree:
        value = tree["value"]
        yield ("test", tree["subject"], tree["operator"], _round(value), tree["unit"])
    else:
        [parts] = tree.values()
        for part in parts if isinstance(parts, list) else [parts]:
            yield from _leaves(part)


def _rounded(tree: Any) -> Any:  # noqa: ANN401
    if isinstance(tree, dict):
        return {key: _rounded(value) for key, value in tree.items()}
    return [_rounded(part) for part in tree] if isinstance(tree, list) else _round(tree)


def _round(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, str | None) else round(float(value), 6)
