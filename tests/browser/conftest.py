from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eval.bench.browser import chromium

# 𠮷 and 😀 are one character of the text and two units of a script's strings.
PLAN = """大连市优化营商环境行动方案（2026年）

一、打造便利的市场环境

1.推行𠮷祥歇业备案制度。因经营困难暂时没有生意的企业😀，可以办理歇业备案，歇业期限最长不超过3年。
持续优化办理流程。（责任单位：市市场监督管理局；完成时限：2026年12月）

2.推进企业简易注销。公示期为20日。（责任单位：市税务局；完成时限：2026年6月）
"""
MANIFEST = """
[[document]]
id = "plan"
file = "plan.txt"
title = "大连市优化营商环境行动方案（2026年）"
issuer = "大连市人民政府"
published = "2026-01-05"

[[document]]
id = "hostile"
file = "hostile.txt"
title = "<img src=x onerror=window.harmed=true>"
source_url = "javascript:window.harmed=true"
"""
HOSTILE = "企业\u202e可以办理<img/src=x/onerror=window.harmed=true>备案\u2066。<script/x>window.harmed=true;"

PERMISSIONS = ("clipboard-read", "clipboard-write")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, zhaoqi: Callable[..., None]) -> Path:
    """A folder with catalog and index of a plan and of a text that means harm."""
    folder = tmp_path_factory.mktemp("browser")
    texts = folder / "texts"
    texts.mkdir()
    for name, text in {"plan.txt": PLAN, "hostile.txt": HOSTILE, "manifest.toml": MANIFEST}.items():
        (texts / name).write_text(text)
    zhaoqi(folder, "ingest", str(texts))
    zhaoqi(folder, "build", "--encoder", "hashed")
    return folder


@pytest.fixture(scope="session")
def url(data: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    with serve(data) as address:
        yield address


@pytest.fixture(scope="module")  # other tests can't run an event loop beside Playwright's
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def open_page(browser: Browser, url: str) -> Iterator[Open]:
    """Opens an address of the service in a window of its own; what the page complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(address: str, **options: object) -> Page:
        chosen = {"locale": "zh-CN", **options}  # the page speaks the language of the browser
        context = browser.new_context(base_url=url, permissions=[*PERMISSIONS], **chosen)  # type: ignore[arg-type]  # by name
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
