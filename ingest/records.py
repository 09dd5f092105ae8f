"""The records that ingest hands on: a document, its sections, measures, clauses and fields.

Every offset is a code point of `Document.text`, start inclusive, end exclusive, and `text[start:end]` is the quote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.alignment import Alignment


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not a range")

    def of(self, text: str) -> str:
        """The quote."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies inside, borders included."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same range `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Kind(StrEnum):
    """What a document is."""

    PLAN = "plan"
    REGULATION = "regulation"
    REPORT = "report"
    PRESS = "press"
    NOTICE = "notice"


class Nature(StrEnum):
    """What a measure or clause does: promise, report, rule, or frame the others."""

    COMMITMENT = "commitment"
    RESULT = "result"
    RULE = "rule"
    CONTEXT = "context"


class Role(StrEnum):
    """What a quantity is to the clause that holds it."""

    TARGET = "target"
    CONDITION = "condition"
    RESULT = "result"
    BENEFIT = "benefit"
    TIME_LIMIT = "time_limit"
    FEE = "fee"


class Comparator(StrEnum):
    """How the stated value bounds the real one; FROM marks the former value of a change (从185天压缩至40个工作日)."""

    EQ = "="
    GE = ">="
    LE = "<="
    GT = ">"
    LT = "<"
    NE = "!="
    ABOUT = "~"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when. `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, None where the text leaves the year open."""

    span: Span
    text: str
    date: str | None
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit (单位): `name` as written, `canonical` for all its spellings, `role` such as 牵头 or 责任."""

    span: Span
    name: str
    canonical: str
    role: str


@dataclass(frozen=True, slots=True)
class Area:
    """A responsible area (责任地区)."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Term:
    """A lexicon term in the text: `name` its entry, `text` what stands there."""

    span: Span
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what it says.

    Attributes:
        value: in plain units: 1.5万个 is 15000 个, 80% is 80 with unit %.
        upper: the end of a range (1~2场), else None.
        unit: as written without magnitude (元, 工作日, %); None where the text states none.
        subject: the words that say what is counted, None where they could not be told.
    """

    span: Span
    text: str
    value: float
    unit: str | None
    comparator: Comparator
    role: Role
    upper: float | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A leaf of a condition: `subject operator value unit`. `value` is a number, or a word for class membership."""

    __test__ = False  # not for pytest

    span: Span
    text: str
    subject: str
    operator: Comparator
    value: float | str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Restriction:
    """A limit whose content the text leaves to other texts (符合条件的, 按规定): known to exist, not evaluable."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds when every part holds."""

    span: Span
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when one part holds."""

    span: Span
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its part does not."""

    span: Span
    part: "Condition"


Condition = Test | Restriction | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """A document named in the text: 《title》 and, where stated, its 文号."""

    span: Span
    title: str | None
    doc_no: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A stretch of text of a kind that has no finer structure: a material, a way to apply, a contact."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """All that was read from one measure or clause, each list in text order."""

    deadlines: tuple[Deadline, ...] = ()
    units: tuple[Unit, ...] = ()
    areas: tuple[Area, ...] = ()
    audiences: tuple[Term, ...] = ()
    instruments: tuple[Term, ...] = ()
    service_modes: tuple[Term, ...] = ()
    lifecycle: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    conditions: tuple[Condition, ...] = ()
    materials: tuple[Note, ...] = ()
    applications: tuple[Note, ...] = ()
    contacts: tuple[Note, ...] = ()
    references: tuple[DocumentReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise inside a measure: the unit of deadline, status and eligibility."""

    span: Span
    nature: Nature
    fields: Fields = Fields()


@dataclass(frozen=True, slots=True)
class Measure:
    """措施, the unit a user is shown: one numbered commitment, item or article.

    Attributes:
        measure_id: URL-safe, kept on a new version of the document.
        number: as written without its marks: "1", "一", "十二"; None for unnumbered ones.
        section_path: heading texts above it without their numbers, outermost first.
        title: its own heading without number and full stop; "" where it has none.
        span: from number to tail.
        text_span: the body, without number, heading and responsibility tail.
    """

    measure_id: str
    number: str | None
    section_path: tuple[str, ...]
    title: str
    title_span: Span
    span: Span
    text_span: Span
    nature: Nature
    clauses: tuple[Clause, ...] = ()
    fields: Fields = Fields()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: `span` covers its whole line part, number included; `level` 1 is outermost."""

    span: Span
    number: str | None
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One change from the decoded source to `Document.text`, or damage that was found and left.

    Attributes:
        kind: a stable name, such as `pinyin-annotation`.
        span: where the result stands in `Document.text`; empty for a deletion.
        before: what stood there; cut to 200 characters with … in its middle when longer, mail addresses left out.
        after: what stands there now; equal to `before` for damage that was kept.
        why: the evidence, for a reader.
        confidence: 0 to 1.
        count: how many places of the same kind one record stands for.
    """

    kind: str
    span: Span
    before: str
    after: str
    why: str
    confidence: float
    count: int = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document from outside its measures; None or empty is unknown.

    Attributes:
        published, valid_from, valid_until: ISO 8601 dates, possibly cut to month or year.
        jurisdiction: GB/T 2260 code, six digits.
        inferred: names of the attributes that were concluded rather than stated.
        spans: where `Document.text` states an attribute, for those read from the text.
    """

    title: str | None = None
    issuer: str | None = None
    doc_no: str | None = None
    kind: Kind | None = None
    written: str | None = None
    published: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    jurisdiction: str | None = None
    source: str | None = None
    source_url: str | None = None
    rights: str | None = None
    supersedes: tuple[str, ...] = ()
    inferred: frozenset[str] = frozenset()
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One published text and all that was read from it."""

    doc_id: str
    sha256: str
    text: str
    text_sha256: str
    alignment: Alignment
    encoding: str
    media_type: str
    meta: Metadata
    repairs: tuple[Repair, ...] = ()
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
