from collections.abc import Iterator
from pathlib import Path

import pytest

import service.errors
import service.routes.errors
from index.errors import QueryError, SnapshotError
from ingest.errors import CatalogError, UnknownMeasure, ZhaoqiError
from service.problems import KINDS, kind_of, problem_of


def subclasses(root: type[ZhaoqiError]) -> Iterator[type[ZhaoqiError]]:
    for child in root.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_error_that_a_request_can_meet_has_a_status() -> None:
    # met by commands alone, or, as what a model does wrong, answered without it
    elsewhere = {"SettingsError", "ManifestError", "LexiconError", "CannotListen", "ClientError", "WriterFault"}
    for error in subclasses(ZhaoqiError):
        if error.__module__.split(".")[0] in {"ingest", "index", "service"} and error.__name__ not in elsewhere:
            assert kind_of(error).code != "internal", error


def test_a_code_has_one_status() -> None:
    kinds = {kind_of(error) for error in (*KINDS, *subclasses(service.errors.ServiceError))}
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_what_is_wrong_with_a_question_is_told() -> None:
    problem = problem_of(QueryError("mode", "has no value 'both'", allowed=("hybrid", "dense")))
    assert problem.model_dump(exclude_none=True) == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "invalid_query",
        "detail": "mode: has no value 'both'; allowed: hybrid, dense",
        "errors": [{"field": "mode", "message": "mode: has no value 'both'; allowed: hybrid, dense"}],
        "allowed": ["hybrid", "dense"],
    }


def test_an_unknown_id_gets_its_nearest() -> None:
    problem = problem_of(UnknownMeasure("plam:1", nearest=["plan:1"]))
    assert (problem.status, problem.code, problem.nearest) == (404, "unknown_measure", ["plan:1"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(SnapshotError(Path("/srv/secret"), "is damaged"), "index_unavailable", id="index"),
        pytest.param(CatalogError("sqlite:////srv/secret can't be used"), "catalog_unavailable", id="catalog"),
        pytest.param(ZhaoqiError("/srv/secret"), "internal", id="other"),
    ],
)
def test_faults_of_the_machine_are_logged_and_not_told(
    error: ZhaoqiError, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    problem = problem_of(error)
    assert problem.code == code
    assert problem.status >= 500
    assert "secret" not in problem.model_dump_json()
    assert "secret" in caplog.text
