import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest

from index.snapshot.reader import Snapshot, open_current

PLAN = """大连市优化营商环境行动方案（2026年）

一、打造便利的市场环境

1.推行歇业备案制度。因经营困难暂时没有生意的企业，可以办理歇业备案，歇业期限最长不超过3年。（责任单位：市市场监督管理局；完成时限：2026年6月）

二、打造优惠的政策环境

2.推行惠企政策免申即享。对符合条件的企业免予申报，贷款贴息比例达到50%以上。（责任单位：市财政局、市税务局；完成时限：2026年12月）
"""
HOSTILE = {
    "_id": "a/b <script>alert(1)</script>",
    "title": '"><img src=x onerror=alert(1)>\u202e',
    "issuer": "市\u202e府\u2066",
    "source_url": "javascript:alert(1)",
    "text": "<script/x>alert(1) 企业\u202e可以办理备案。\n"
    "<svg/onload=alert(1)> [点击](javascript:alert(1)) {{ 7 * 7 }}",
}
MANIFEST = """
[[document]]
id = "plan-2026"
file = "plan-2026.txt"
title = "大连市优化营商环境行动方案（2026年）"
issuer = "大连市人民政府"
valid_from = "2026"
valid_until = "2026"
source_url = "https://city.example/plan?a=1&b=2"
supersedes = ["plan-2025", "plan-2001"]
inferred = ["valid_until"]

[[document]]
id = "plan-2025"
file = "plan-2025.txt"
title = "旧方案"
"""

Zhaoqi = Callable[..., None]
Serve = Callable[[Path], AbstractContextManager[str]]


class Page(HTMLParser):
    """A page as a browser reads it.

    Attributes:
        tags: every element, with its attributes.
        lines: the text of the elements that say where they begin, by those places.
        text: of all of it.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.lines: dict[int, str] = {}
        self.text = ""
        self._line: tuple[str, int] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if "line" in (attributes.get("class") or "").split():
            self._line = tag, int(attributes["data-start"] or "")
            self.lines[self._line[1]] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._line and self._line[0] == tag:
            self._line = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._line:
            self.lines[self._line[1]] += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, zhaoqi: Zhaoqi) -> Path:
    """A folder with catalog and index of a plan in its second version, one that it replaced, and a text that means harm."""
    folder = tmp_path_factory.mktemp("viewer")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "manifest.toml").write_text(MANIFEST)
    (texts / "plan-2025.txt").write_text("旧方案\n\n一、旧事项\n\n1.旧措施。企业可以办理注销。\n")
    (texts / "hostile.jsonl").write_text(json.dumps(HOSTILE, ensure_ascii=False))
    for text in (PLAN.replace("3年", "2年"), PLAN):
        (texts / "plan-2026.txt").write_text(text)
        zhaoqi(folder, "ingest", str(texts))
    zhaoqi(folder, "build", "--encoder", "hashed")
    return folder


@pytest.fixture(scope="session")
def snapshot(data: Path) -> Snapshot:
    return open_current(data / "index")


@pytest.fixture(scope="session")
def http(data: Path, serve: Serve) -> Iterator[httpx2.Client]:
    with serve(data) as url, httpx2.Client(base_url=url) as client:
        yield client


@pytest.fixture(scope="session")
def read(http: httpx2.Client) -> Callable[[str], Page]:
    """The page at an address."""

    def reading(address: str) -> Page:
        answer = http.get(address)
        assert answer.is_success, answer.text
        return Page(answer.text)

    return reading
