"""Records as JSON without loss, for storage: default values left out, a span as `[start, end]`."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ingest.records import Span

Json = Any
Hint = Any  # type hints have no common type
Record = TypeVar("Record")
KIND = "is"  # names the class where a field may hold one of several


class _Codec(NamedTuple):
    pack: Callable[[Any], Json]
    unpack: Callable[[Json], Any]


def to_json(record: object) -> Json:
    """A record as what `json.dumps` takes."""
    return _codec(cast(Hint, type(record))).pack(record)


def from_json(kind: type[Record], value: Json) -> Record:
    """The record that `to_json` made this of."""
    return cast(Record, _codec(cast(Hint, kind)).unpack(value))


@cache
def _codec(hint: Hint) -> _Codec:
    if hint is Span:
        return _Codec(lambda span: [span.start, span.end], lambda pair: Span(*pair))
    if is_dataclass(hint):
        return _record(cast(type[Any], hint))
    origin: Hint = get_origin(hint)
    parts = [part for part in get_args(hint) if part is not NoneType]
    if origin in (Union, UnionType):
        return _union(parts)
    if origin in (tuple, frozenset):
        return _collection(origin, _codec(parts[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_codec(parts[1]))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _Codec(str, hint)
    return _SAME


def _record(kind: type[Any]) -> _Codec:
    hints = get_type_hints(kind)
    defaults = {item.name: _default(item) for item in fields(kind)}

    def pack(record: object) -> Json:
        # The codec of a field is looked up at its use, because conditions hold conditions.
        return {
            name: _codec(hints[name]).pack(value)
            for name, default in defaults.items()
            if (value := getattr(record, name)) != default
        }

    def unpack(packed: Json) -> Any:  # noqa: ANN401
        return kind(**{name: _codec(hints[name]).unpack(value) for name, value in packed.items() if name != KIND})

    return _Codec(pack, unpack)


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def _union(parts: list[Hint]) -> _Codec:
    """One record of several, tagged with its class; or a value that may be None."""
    if not is_dataclass(parts[0]):
        some = _codec(parts[0]) if len(parts) == 1 else _SAME
        return _Codec(
            lambda value: None if value is None else some.pack(value),
            lambda packed: None if packed is None else some.unpack(packed),
        )
    kinds = {part.__name__: part for part in parts}
    return _Codec(
        lambda record: {KIND: type(record).__name__, **_codec(kinds[type(record).__name__]).pack(record)},
        lambda packed: _codec(kinds[packed[KIND]]).unpack(packed),
    )


def _collection(kind: Callable[[Any], Any], each: _Codec) -> _Codec:
    order: Callable[[Any], list[Any]] = sorted if kind is frozenset else list
    return _Codec(
        lambda values: [each.pack(value) for value in order(values)],
        lambda packed: kind(each.unpack(value) for value in packed),
    )


def _mapping(inner: _Codec) -> _Codec:
    return _Codec(
        lambda values: {key: inner.pack(values[key]) for key in sorted(values)},
        lambda packed: {key: inner.unpack(value) for key, value in packed.items()},
    )


_SAME = _Codec(lambda value: value, lambda packed: packed)
