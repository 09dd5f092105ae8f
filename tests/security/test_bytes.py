"""What no client library would send, as bytes over a socket."""

import json
import socket
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import pytest

JSON = "Content-Type: application/json"


def exchange(url: str, head: str, body: bytes = b"", *, length: int | None = None) -> tuple[HTTPResponse, Any]:
    """The answer to a request, and its body; `length` may lie."""
    address = urlsplit(url)
    lines = [head, f"Host: {address.netloc}", f"Content-Length: {len(body) if length is None else length}"]
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        response = HTTPResponse(connection)
        response.begin()
        return response, json.loads(response.read())


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/v1/documents/../../../../etc/passwd", id="plain"),
        pytest.param("/v1/documents/..%2f..%2f..%2fetc%2fpasswd", id="encoded"),
        pytest.param("/v1/documents/%2e%2e/%2e%2e/etc/passwd/text", id="dots-encoded"),
        pytest.param("/v1/documents/..%5c..%5cetc%5cpasswd/original", id="backslashes"),
        pytest.param("/v1/documents/%252e%252e%252fetc%252fpasswd/original", id="encoded-twice"),
        pytest.param("/v1/documents//etc/passwd/original", id="absolute"),
        pytest.param("/v1/documents/a%00.txt/original", id="null"),
        pytest.param("/v1/measures/%c0%ae%c0%ae", id="overlong-utf-8"),
    ],
)
def test_no_path_leads_to_a_file(url: str, path: str) -> None:
    response, problem = exchange(url, f"GET {path} HTTP/1.1")
    assert response.status == 404
    assert problem["code"] in {"unknown_document", "unknown_measure"}
    assert "root:" not in str(problem)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(b'{"query": "\xff\xfe"}', 400, "bad_request", id="invalid-utf-8"),
        pytest.param(b'{"query": "\xed\xa0\x80"}', 422, "invalid_request", id="a-surrogate-as-bytes"),
        pytest.param(b'{"query": ', 400, "malformed_body", id="cut-off"),
        pytest.param(b"[" * 60_000, 400, "bad_request", id="deeply-nested"),
        pytest.param(b'{"query": "a", "k": NaN}', 422, "invalid_request", id="not-a-number"),
        pytest.param(b'{"query": "a", "k": 1' + b"0" * 5_000 + b"}", 400, "bad_request", id="a-huge-number"),
        pytest.param(b'{"query": "' + b"a" * 600_000 + b'"}', 413, "body_too_large", id="oversized"),
    ],
)
def test_a_body_that_is_none_is_refused(url: str, body: bytes, status: int, code: str) -> None:
    response, problem = exchange(url, f"POST /v1/search HTTP/1.1\r\n{JSON}", body)
    assert (response.status, problem["code"]) == (status, code)


def test_a_body_that_does_not_come_is_given_up(url: str) -> None:
    response, problem = exchange(url, f"POST /v1/search HTTP/1.1\r\n{JSON}", b'{"query"', length=1_000)
    assert (response.status, problem["code"]) == (408, "body_too_slow")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_only_json_is_read(url: str, content_type: str) -> None:
    response, problem = exchange(url, f"POST /v1/search HTTP/1.1\r\nContent-Type: {content_type}", b'{"query": "a"}')
    assert (response.status, problem["code"]) == (415, "unsupported_media_type")


def test_no_answer_repeats_a_header_that_was_sent(url: str) -> None:
    response, _ = exchange(url, "GET /v1/units/a%0d%0aSet-Cookie:%20b=c HTTP/1.1\r\nX-Request-ID: x%0d%0aSet-Cookie: b")
    assert response.getheader("Set-Cookie") is None
    assert "%0d" not in (response.getheader("X-Request-ID") or "")
