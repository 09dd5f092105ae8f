"""What was read from a measure, as badges: each leads to the characters that it was read from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.status import last_day
from service.viewer.words import ROLES

Json = Any


@dataclass(frozen=True, slots=True)
class Badge:
    """One field.

    Attributes:
        span: start and end of where it stands, in code points.
    """

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """The badges of one kind of field, in text order, each text once."""

    name: str
    badges: tuple[Badge, ...]


def _unit(unit: Json) -> str:
    return unit["name"] if unit["role"] == "责任" else f"{unit['name']}（{unit['role']}）"


def _quantity(quantity: Json) -> str:
    said = " ".join(filter(None, (quantity["subject"], quantity["text"])))
    return f"{ROLES[quantity['role']]}：{said}"


def _reference(reference: Json) -> str:
    return "".join(filter(None, (reference["title"] and f"《{reference['title']}》", reference["doc_no"])))


_Named = Sequence[tuple[str, str, Callable[[Json], str]]]

_FIRST: _Named = (
    ("units", "单位", _unit),
    ("area_spans", "地区", lambda area: area["name"]),
    ("service_modes", "办理方式", lambda term: term["name"]),
    ("instruments", "政策工具", lambda term: term["name"]),
)
_MORE: _Named = (
    ("audiences", "对象", lambda term: term["name"]),
    ("lifecycle", "企业阶段", lambda term: term["name"]),
    ("quantities", "数量", _quantity),
    ("materials", "材料", lambda note: note["text"]),
    ("applications", "怎样办", lambda note: note["text"]),
    ("contacts", "联系", lambda note: note["text"]),
    ("references", "引用文件", _reference),
)


def first_fields(measure: Mapping[str, Json], as_of: date) -> tuple[Group, ...]:
    """Until when, who and by what means.

    Args:
        measure: as `ingest.serialise.measure_json` makes it.
        as_of: the day; a deadline before it is told as past.
    """

    def deadline(deadline: Json) -> str:
        is_past = deadline["date"] and last_day(deadline["date"]) < as_of
        return f"{deadline['text']}（已过）" if is_past else deadline["text"]

    return (*_group("时限", measure["deadlines"], deadline), *_groups(measure, _FIRST))


def more_fields(measure: Mapping[str, Json], text: str) -> tuple[Group, ...]:
    """The others.

    Args:
        measure: as `ingest.serialise.measure_json` makes it.
        text: of its document, which conditions are quoted from.
    """
    conditions = _group("条件", measure["conditions"], lambda condition: text[slice(*condition["span"])])
    return (*conditions, *_groups(measure, _MORE))


def _groups(measure: Mapping[str, Json], named: _Named) -> tuple[Group, ...]:
    return tuple(group for key, name, told in named for group in _group(name, measure[key], told))


def _group(name: str, fields: Sequence[Json], told: Callable[[Json], str]) -> tuple[Group, ...]:
    """One group, or none without fields."""
    first_spans: dict[str, tuple[int, int]] = {}
    for field in fields:
        first_spans.setdefault(told(field), tuple(field["span"]))
    return (Group(name, tuple(Badge(*item) for item in first_spans.items())),) if first_spans else ()
