from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from index.snapshot.reader import Snapshot, open_current
from service.viewer.addresses import measure_address, quote_address

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}

AXE = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, off by default

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def snapshot(data: Path) -> Snapshot:
    return open_current(data / "index")


@pytest.fixture(scope="module")
def text(snapshot: Snapshot) -> str:
    return snapshot.contents.document(snapshot.columns.documents.index("plan")).text


def marked(page: Page) -> str:
    return "".join(page.locator("mark").all_text_contents())


def place(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def select(page: Page, selector: str, start: int, end: int) -> None:
    """Select UTF-16 units of the first text node of an element, as a mouse would."""
    script = "([s, a, b]) => getSelection().setBaseAndExtent(document.querySelector(s).firstChild, a, document.querySelector(s).firstChild, b)"
    page.evaluate(script, [selector, start, end])


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("大连市", id="at the beginning"),
        pytest.param("𠮷祥歇业", id="from a character of two units"),
        pytest.param("企业😀，可以", id="over one"),
        pytest.param("不超过3年。\n持续优化", id="over two lines"),
        pytest.param("制度。因经营", id="from the title into the body"),
        pytest.param("市税务局", id="behind all of them"),
    ],
)
def test_an_address_marks_exactly_its_quote(open_page: Open, text: str, quote: str) -> None:
    page = open_page(quote_address("plan", *place(text, quote)))
    assert marked(page) == quote
    expect(page.locator("mark").first).to_be_in_viewport()
    expect(page.locator("mark").first).to_be_focused()


def test_another_address_takes_the_old_marks_away(open_page: Open, text: str) -> None:
    page = open_page(quote_address("plan", *place(text, "企业😀")))
    before = page.locator("article").text_content()
    page.goto(quote_address("plan", *place(text, "公示期")))
    assert marked(page) == "公示期"
    page.keyboard.press("Escape")
    assert marked(page) == ""
    assert page.locator("article").text_content() == before
    expect(page.locator("#bar")).to_be_hidden()


@pytest.mark.parametrize("fragment", ["c=9999-10000", "c=5-5", "c=7-3", "c=x", "m=none", "c=1-2'><img>"])
def test_an_address_of_nothing_marks_nothing(open_page: Open, fragment: str) -> None:
    page = open_page(f"/documents/plan#{fragment}")
    assert marked(page) == ""
    expect(page.locator("h1")).to_be_visible()


def test_a_badge_leads_to_its_words_by_keyboard(open_page: Open) -> None:
    page = open_page("/documents/plan")
    page.get_by_role("link", name="市税务局").focus()
    for _ in range(2):  # the second time the address does not change
        page.keyboard.press("Enter")
        assert marked(page) == "市税务局"
        page.keyboard.press("Escape")
        page.get_by_role("link", name="市税务局").focus()


def test_a_measure_is_scrolled_to_without_script(open_page: Open, snapshot: Snapshot) -> None:
    last = snapshot.contents.measure(snapshot.contents.rows_of_document(snapshot.columns.documents.index("plan"))[-1])
    page = open_page(
        measure_address("plan", last.measure_id), java_script_enabled=False, viewport={"width": 390, "height": 500}
    )
    expect(page.get_by_role("heading", name="2.推进企业简易注销")).to_be_in_viewport()
    expect(page.get_by_role("button", name="复制引文")).to_have_count(0)


def test_a_citation_is_copied_whole(open_page: Open, text: str, url: str) -> None:
    start, end = place(text, "可以办理歇业备案")
    page = open_page(quote_address("plan", start, end))
    page.get_by_role("button", name="复制引文", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("引文已复制")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“可以办理歇业备案”\n"
        "——《大连市优化营商环境行动方案（2026年）》，大连市人民政府，2026-01-05，打造便利的市场环境 > 推行𠮷祥歇业备案制度\n"
        f"{url}/documents/plan#c={start}-{end}"
    )


def test_a_measure_is_copied_with_its_address(open_page: Open, text: str, url: str) -> None:
    page = open_page("/documents/plan")
    page.get_by_role("button", name="复制引文：推进企业简易注销").click()
    expect(page.get_by_role("status")).to_have_text("引文已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    start, end = place(text, "公示期为20日。")
    assert copied.startswith("“公示期为20日。”")
    assert copied.endswith(f"#c={start}-{end}")


def test_what_is_selected_can_be_copied(open_page: Open, text: str) -> None:
    page = open_page("/documents/plan")
    line = f".line[data-start='{text.index('因经营')}']"
    units = page.evaluate("s => document.querySelector(s).firstChild.data.indexOf('，可以')", line)
    select(page, line, 0, units)
    start, end = place(text, "因经营困难暂时没有生意的企业😀")
    expect(page.locator("#where")).to_have_text(f"所选：第 {start + 1} 至 {end} 字")


def test_where_the_clipboard_is_closed_the_citation_is_shown(open_page: Open, text: str) -> None:
    page = open_page(quote_address("plan", *place(text, "公示期")))
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="复制引文", exact=True).click()
    expect(page.get_by_label("引文，请手工复制")).to_be_focused()
    assert page.get_by_label("引文，请手工复制").input_value().startswith("“公示期”\n——《大连市")


def test_a_document_that_means_harm_does_none(open_page: Open) -> None:
    page = open_page("/documents/hostile#c=2-11")
    assert page.evaluate("window.harmed") is None
    assert page.title() == "<img src=x onerror=window.harmed=true> · 找企"
    assert marked(page) == "[U+202E]可以办理<img"
    assert page.get_by_role("link", name="javascript").count() == 0


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_page_is_as_wide_as_its_window(open_page: Open, viewport: ViewportSize) -> None:
    for address in ("/documents/plan", "/documents/hostile", "/documents"):
        page = open_page(address, viewport=viewport)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_outline_is_open_where_there_is_room(open_page: Open) -> None:
    link = "1. 推行𠮷祥歇业备案制度"
    expect(open_page("/documents/plan", viewport=DESKTOP).get_by_role("link", name=link)).to_be_visible()
    phone = open_page("/documents/plan", viewport=PHONE)
    expect(phone.get_by_role("link", name=link)).to_be_hidden()
    phone.get_by_text("目录", exact=True).click()
    expect(phone.get_by_role("link", name=link)).to_be_visible()


def test_the_first_key_leads_to_the_text(open_page: Open) -> None:
    page = open_page("/documents/plan")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/documents/plan#c=3-9", "/documents", "/documents/none"])
def test_there_are_no_barriers(browser: Browser, url: str, address: str, scheme: Literal["light", "dark"]) -> None:
    with browser.new_context(base_url=url, color_scheme=scheme, viewport=PHONE, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address)
        found = Axe().run(page, options=AXE).response["violations"]
    assert not [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
