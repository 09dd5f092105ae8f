"""A measure as a person reads it: its text with the fields marked in colour, a legend, and the list of the fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from ingest.records import (
    AllOf,
    AnyOf,
    Clause,
    Condition,
    Deadline,
    Document,
    DocumentReference,
    Measure,
    Not,
    Note,
    Quantity,
    Restriction,
    Span,
    Term,
    Test,
    Unit,
)
from ingest.terminal import console, printable

STYLES = {
    "deadlines": "bold red",
    "units": "blue",
    "areas": "cyan",
    "audiences": "green",
    "instruments": "magenta",
    "service_modes": "yellow",
    "lifecycle": "bright_cyan",
    "quantities": "bold bright_magenta",
    "conditions": "underline",
    "materials": "bright_green",
    "applications": "bright_blue",
    "contacts": "bright_yellow",
    "references": "italic",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A field in the text: which, where, and what was read from it."""

    span: Span
    field: str
    meaning: str


def show_measure(document: Document, measure: Measure, status: str) -> None:
    """Print a measure as it stands in its document."""
    out = console()
    marks = sorted(set(_marks(measure)))
    for line in _heading(document, measure, status):
        out.print(Text(printable(line)), soft_wrap=True)
    out.print(_marked(document, measure, marks), soft_wrap=True)
    if out.is_terminal and marks:
        out.print(_legend(marks), soft_wrap=True)
    for mark in marks:
        out.print(_field_line(document, mark), soft_wrap=True)


def _heading(document: Document, measure: Measure, status: str) -> Iterator[str]:
    yield f"{measure.measure_id}  {measure.nature}, {status}"
    yield " > ".join([document.meta.title or document.doc_id, *measure.section_path])
    yield ""


def _marked(document: Document, measure: Measure, marks: list[Mark]) -> Text:
    start = measure.span.start
    text = Text(printable(measure.span.of(document.text)))
    text.stylize("bold", measure.title_span.start - start, measure.title_span.end - start)
    for mark in marks:
        text.stylize(STYLES[mark.field], max(0, mark.span.start - start), mark.span.end - start)
    return text.append("\n")


def _legend(marks: list[Mark]) -> Text:
    present = {mark.field for mark in marks}
    return Text("  ").join(Text(name, style) for name, style in STYLES.items() if name in present).append("\n")


def _field_line(document: Document, mark: Mark) -> Text:
    quote = " ".join(mark.span.of(document.text).split())
    meaning = f" -> {mark.meaning}" if mark.meaning and mark.meaning != quote else ""
    line = f"  [{mark.span.start}, {mark.span.end}) {quote}{meaning}"
    return Text(f"{mark.field:<13}", STYLES[mark.field]).append(printable(line), "not bold not underline default")


def _marks(measure: Measure) -> Iterator[Mark]:
    holders: tuple[Measure | Clause, ...] = (measure, *measure.clauses)
    for holder in holders:
        for name in STYLES:
            for item in getattr(holder.fields, name):
                yield Mark(item.span, name, _meaning(item))


def _meaning(item: object) -> str:
    match item:
        case Deadline(date=date, ongoing=ongoing):
            return ", ".join(filter(None, (date, "ongoing" if ongoing else "")))
        case Unit(canonical=canonical, role=role):
            return f"{canonical} ({role})"
        case Term(name=name):
            return name
        case Quantity(value=value, upper=upper, unit=unit, comparator=comparator, role=role):
            bounds = f"{value:g}" + ("" if upper is None else f" to {upper:g}")
            return f"{role}: {comparator} {bounds} {unit or ''}".rstrip()
        case DocumentReference(title=title, doc_no=doc_no):
            return " ".join(filter(None, (title, doc_no)))
        case Note(text=text):
            return text
        case Test() | Restriction() | AllOf() | AnyOf() | Not():
            return _condition(item)
        case _:
            return ""


def _condition(condition: Condition) -> str:
    match condition:
        case Test(subject=subject, operator=operator, value=value, unit=unit):
            return f"{subject} {operator} {value if isinstance(value, str) else f'{value:g}'} {unit or ''}".rstrip()
        case Restriction(text=text):
            return text
        case AllOf(parts=parts):
            return "(" + " and ".join(map(_condition, parts)) + ")"
        case AnyOf(parts=parts):
            return "(" + " or ".join(map(_condition, parts)) + ")"
        case Not(part=part):
            return f"not {_condition(part)}"
