"""The OpenAPI document: FastAPI's, with the errors that the service really answers with."""

from typing import Any

from fastapi import FastAPI

from service.problems import MEDIA_TYPE, Problem

_FASTAPI_ERRORS = ("HTTPValidationError", "ValidationError")
_REFERENCE = "#/components/schemas/{model}"


def install(app: FastAPI) -> None:
    """Let an application describe its errors as problems."""
    describe = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            _with_problems(describe())
        return describe()

    app.openapi = described  # type: ignore[method-assign]  # the documented way to extend it


def _with_problems(document: dict[str, Any]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _FASTAPI_ERRORS:
        schemas.pop(name, None)
    own = Problem.model_json_schema(ref_template=_REFERENCE)
    schemas |= own.pop("$defs", {})
    schemas["Problem"] = own
    for path in document["paths"].values():
        for operation in path.values():
            _replace_422(operation["responses"])


def _replace_422(responses: dict[str, Any]) -> None:
    """FastAPI adds its own shape of a 422 wherever a route takes parameters."""
    if "application/json" in responses.get("422", {}).get("content", {}):
        responses["422"] = {
            "description": "`invalid_request`",
            "content": {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model="Problem")}}},
        }
