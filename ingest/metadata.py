"""From what a container or manifest says of a document to `Metadata`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from ingest.records import Kind, Metadata

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_GB2260 = re.compile(r"[1-9]\d{5}", re.ASCII)


def is_iso_date(text: str) -> bool:
    """Whether a text is a calendar date `YYYY-MM-DD`, or one cut to its month or year."""
    found = _ISO_DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True


def is_jurisdiction(text: str) -> bool:
    """Whether a text has the form of a GB/T 2260 code."""
    return bool(_GB2260.fullmatch(text))


def stated(values: Mapping[str, object]) -> Metadata:
    """What a container states, by the attribute names of `Metadata` (`url` is `source_url`).

    Other keys, and values of another form than the attribute has, are passed over: a container is free to use the
    same words for something else.
    """
    named = {"source_url": values.get("url"), **values}
    known = {name: _READ[name](_text(value)) for name, value in named.items() if name in _READ}
    return replace(Metadata(), **{name: value for name, value in known.items() if value})


def merged(first: Metadata, second: Metadata) -> Metadata:
    """The values of `first`, and those of `second` where `first` has none."""
    gaps = {
        field.name: getattr(second, field.name)
        for field in fields(Metadata)
        if field.name not in ("inferred", "spans") and not getattr(first, field.name)
    }
    spans = {name: span for name, span in second.spans.items() if name in gaps}
    inferred = first.inferred | {name for name in second.inferred if gaps.get(name)}
    return replace(first, **gaps, inferred=inferred, spans={**spans, **first.spans})


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else value.strip() if isinstance(value, str) else ""


def _day(text: str) -> str | None:
    day = re.split("[T ]", text)[0]
    return day if is_iso_date(day) else None


def _kind(text: str) -> Kind | None:
    return Kind(text) if text in set(Kind) else None


def _jurisdiction(text: str) -> str | None:
    return text if is_jurisdiction(text) else None


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("title", "issuer", "doc_no", "source", "source_url", "rights"), str),
    **dict.fromkeys(("written", "published", "valid_from", "valid_until"), _day),
    "kind": _kind,
    "jurisdiction": _jurisdiction,
}
