"""What was read from a text, each with its span."""

from typing import Union

from pydantic import ConfigDict, Field

from service.wire.base import Answer, Span


class Deadline(Answer):
    """Until when."""

    text: str = Field(examples=["完成时限：2026年12月"])
    date: str | None = Field(
        default=None,
        description="YYYY, YYYY-MM or YYYY-MM-DD, its last day counts; null where the year is open",
        examples=["2026-12"],
    )
    ongoing: bool = Field(default=False, description="持续推进")
    span: Span


class Unit(Answer):
    """A responsible unit."""

    name: str = Field(description="as written", examples=["大连市税务局"])
    canonical: str = Field(description="one name for all spellings", examples=["市税务局"])
    role: str = Field(examples=["责任"])
    span: Span


class Area(Answer):
    """A responsible area."""

    name: str = Field(examples=["金普新区"])
    span: Span


class Term(Answer):
    """A term of a lexicon."""

    name: str = Field(description="the entry", examples=["免申即享"])
    text: str = Field(description="what stands there", examples=["免申即享"])
    span: Span


class Quantity(Answer):
    """A number with what it says."""

    value: float = Field(examples=[80])
    upper: float | None = Field(description="end of a range")
    unit: str | None = Field(examples=["%"])
    comparator: str = Field(description="how the stated value bounds the real one", examples=[">="])
    role: str = Field(description="target, condition, result, benefit, time_limit or fee", examples=["target"])
    subject: str | None = Field(description="what is counted", examples=["网上办理率"])
    text: str = Field(examples=["80%以上"])
    span: Span


class Note(Answer):
    """A material, a way to apply or a contact."""

    text: str = Field(examples=["营业执照"])
    span: Span


class Reference(Answer):
    """A document that the text names."""

    title: str | None = Field(examples=["优化营商环境条例"])
    doc_no: str | None = Field(examples=["国办发〔2024〕12号"])
    span: Span


class Test(Answer):
    """What a condition compares."""

    __test__ = False  # not for pytest

    subject: str = Field(examples=["从业人数"])
    operator: str = Field(examples=["<="])
    value: float | str = Field(examples=[300])
    unit: str | None = Field(examples=["人"])


class TestCondition(Answer):
    """A leaf that can be evaluated."""

    __test__ = False

    test: Test
    text: str
    span: Span


class RestrictionCondition(Answer):
    """A limit whose content the text leaves to other texts."""

    restriction: str = Field(examples=["符合条件的"])
    span: Span


class AllCondition(Answer):
    """Holds when every part holds."""

    all: list["Condition"]
    span: Span


class AnyCondition(Answer):
    """Holds when one part holds."""

    any: list["Condition"]
    span: Span


class NotCondition(Answer):
    """Holds when its part does not."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    not_: "Condition" = Field(alias="not")
    span: Span


Condition = Union[TestCondition, RestrictionCondition, AllCondition, AnyCondition, NotCondition]  # noqa: UP007 -- forward references


class Fields(Answer):
    """All that was read from a measure or clause, each list in text order."""

    deadlines: list[Deadline]
    units: list[Unit]
    areas: list[str] = Field(description="names of `area_spans`")
    area_spans: list[Area]
    audiences: list[Term]
    instruments: list[Term]
    service_modes: list[Term]
    lifecycle: list[Term]
    quantities: list[Quantity]
    conditions: list[Condition]
    materials: list[Note]
    applications: list[Note]
    contacts: list[Note]
    references: list[Reference]
