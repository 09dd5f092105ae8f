"""The filters of searches and lists, by name."""

from typing import Annotated, TypeVar, Union

from pydantic import Field, StringConstraints

from service.wire.base import DocumentStatus, Kind, Nature, Request, Status

MAX_VALUES = 100
MAX_VALUE = 200  # characters

_Value = TypeVar("_Value")
Name = Annotated[str, StringConstraints(min_length=1, max_length=MAX_VALUE)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{1,2}){0,2}$")]
Several = Union[Annotated[list[_Value], Field(min_length=1, max_length=MAX_VALUES)], _Value, None]  # noqa: UP007 -- generic


class Filters(Request):
    """Values of one filter are alternatives; filters are all required; what none passes is an empty answer."""

    document: Several[Name] = Field(default=None, description="ids of documents", examples=[["dalian-plan-2026"]])
    kind: Several[Kind] = Field(default=None, description="of the document", examples=[["plan"]])
    nature: Several[Nature] = Field(default=None, description="of the measure", examples=[["commitment"]])
    jurisdiction: Several[Name] = Field(
        default=None, description="issued there or below; name or GB/T 2260 code", examples=[["大连市"]]
    )
    applies_in: Several[Name] = Field(
        default=None, description="applies there: issued there, above it or for the nation", examples=[["210200"]]
    )
    document_status: Several[DocumentStatus] = Field(default=None, examples=[["in_force"]])
    status: Several[Status] = Field(default=None, description="of the measure", examples=[["running", "due"]])
    unit: Several[Name] = Field(default=None, description="responsible unit, in any spelling", examples=[["市税务局"]])
    audience: Several[Name] = Field(default=None, description="whom it is for", examples=[["小微企业"]])
    instrument: Several[Name] = Field(default=None, description="what is given or done", examples=[["补贴"]])
    service_mode: Several[Name] = Field(default=None, description="how it is handled", examples=[["免申即享"]])
    lifecycle: Several[Name] = Field(default=None, description="stage of a company's life", examples=[["融资"]])
    deadline_from: Several[PartialDate] = Field(
        default=None, description="a deadline on or after; YYYY, YYYY-MM or YYYY-MM-DD", examples=[["2026-06"]]
    )
    deadline_to: Several[PartialDate] = Field(
        default=None, description="the same deadline on or before", examples=[["2026-12-31"]]
    )

    def stated(self) -> dict[str, list[str]]:
        """The filters that are set, as `index.filters` takes them."""
        values = {name: getattr(self, name) for name in Filters.model_fields}
        return {
            name: [value] if isinstance(value, str) else value for name, value in values.items() if value is not None
        }
