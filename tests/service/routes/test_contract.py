"""The OpenAPI document is true: whatever is sent, the service answers as it says, and never with a fault of its own."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import checks

from service.app import create_app
from service.settings import Settings

_DOCUMENT = create_app(Settings()).openapi()
_EXCLUDED = [
    checks.positive_data_acceptance,  # no schema can say that a question needs a word, or which ids there are
    checks.allow_header_conformance,  # of a path with several routes Starlette names the methods of one
]
contract = schemathesis.openapi.from_dict(_DOCUMENT)


@contract.parametrize()
@settings(max_examples=20, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_documented(case: schemathesis.Case[Any], url: str) -> None:
    case.call_and_validate(base_url=url, excluded_checks=_EXCLUDED)


def test_every_operation_says_what_it_does_and_when_it_can_not() -> None:
    for path, operations in _DOCUMENT["paths"].items():
        for operation in operations.values():
            assert any("\u4e00" <= char <= "\u9fff" for char in operation["summary"]), path
            assert "503" in operation["responses"] or not path.startswith("/v1/"), path
