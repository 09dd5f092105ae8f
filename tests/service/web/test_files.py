import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.web.routes import ENTRY, WIDGET, WIDGET_HASH

BUDGET_BYTES = 30_000
ADDRESS = "/widget/v1/zhaoqi-search.js"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Of a service whose index is not built."""
    with TestClient(create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))) as client:
        yield client


def test_widget_is_small(capsys: pytest.CaptureFixture[str]) -> None:
    files = (ENTRY, WIDGET["all.js"], WIDGET["match.js"], WIDGET["dom.js"])  # the last two where policies are matched
    bytes_ = sum(len(file.gzipped) for file in files)
    with capsys.disabled():  # it is to be seen in every run
        print(f" JavaScript and CSS of the widget: {bytes_:,} bytes gzipped ", end="")
    assert bytes_ <= BUDGET_BYTES


def test_address_that_stays_is_kept_shortly_and_asked_about(client: TestClient) -> None:
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


def test_entry_names_the_modules_of_this_version(client: TestClient) -> None:
    assert client.get(ADDRESS).text == f'export * from "../{WIDGET_HASH}/all.js";\n'
    for name, file in WIDGET.items():
        assert client.get(f"/widget/{WIDGET_HASH}/{name}").content == file.body


@pytest.mark.parametrize(
    ("version", "cache"),
    [
        pytest.param(WIDGET_HASH, "public, max-age=31536000, immutable", id="this version"),
        pytest.param("0123456789abcdef", "no-cache", id="another one, of a page that was open"),
    ],
)
def test_modules_are_kept_for_ever_by_their_hash_only(client: TestClient, version: str, cache: str) -> None:
    answer = client.get(f"/widget/{version}/element.js")
    assert answer.headers["Cache-Control"] == cache
    assert answer.content == WIDGET["element.js"].body


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "gzip"), ("identity", None)])
def test_files_are_compressed_for_those_who_take_it(client: TestClient, accepted: str, encoding: str | None) -> None:
    answer = client.get(f"/widget/{WIDGET_HASH}/words.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.content == WIDGET["words.js"].body  # as the client unpacks it
    assert gzip.decompress(WIDGET["words.js"].gzipped) == WIDGET["words.js"].body


@pytest.mark.parametrize("address", ["/widget/v1/other.js", f"/widget/{WIDGET_HASH}/..%2Froutes.py", "/portal/x.css"])
def test_there_is_nothing_else(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_portal_stands_before_the_index_does(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "文件正在装载" in answer.text


def test_policy_of_the_portal_allows_nothing_inline(client: TestClient) -> None:
    answer = client.get("/")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text
    assert "<script>" not in answer.text


def test_address_of_the_service_is_escaped(client: TestClient) -> None:
    answer = client.get("/", headers={"Host": 'a"><img src=x>'})
    assert "<img" not in answer.text


def test_no_module_makes_elements_of_text() -> None:
    sources = "".join(path.read_text() for path in Path("service/web").rglob("*.js"))
    for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert name not in sources
