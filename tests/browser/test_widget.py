import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from service.web.routes import WIDGET_HASH

EXAMPLE = Path(__file__).parents[2] / "examples" / "embed.html"
EXAMPLE_ENDPOINT = "http://127.0.0.1:8000"
AXE = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, off by default
PHONE = {"width": 320, "height": 640}
ZOOMED = {"width": 640, "height": 400}  # what is left of 1280 by 800 at 200 %
BEGUN = 'event: sentence\ndata: {"text": "歇业期限最长不超过3年。", "citations": [1]}\n\n'
SHORT_TIME = """
const wait = window.setTimeout;
window.shorter = true;
window.setTimeout = (call, ms, ...rest) => wait(call, ms === 15_000 && window.shorter ? 300 : ms, ...rest);
true; // a function would be called
"""
DRIPS, DRIP_MS = 5, 150  # parts of an answer, and the time before each
DONE = {"status": "answered", "answer": [{"text": "a", "citations": [1]}] * DRIPS, "citations": [], "missing": None,
        "follow_ups": [], "mode": "extractive"}  # fmt: skip
DONE_PART = f"event: done\ndata: {json.dumps(DONE)}\n\n"


def _answering(source: str) -> str:
    """A script by which questions are answered by a stream with this source."""
    return f"""
        const fetched = window.fetch;
        const send = (to, part) => to.enqueue(new TextEncoder().encode(part));
        window.fetch = (address, ...rest) =>
          String(address).endsWith("/v1/ask")
            ? Promise.resolve(new Response(new ReadableStream({source})))
            : fetched(address, ...rest);
        true; // a function would be called
    """


HELD_OPEN = _answering(f"{{ start: (to) => send(to, {json.dumps(BEGUN)}) }}")
DRIPPING = _answering(f"""{{
  parts: [...Array({DRIPS}).fill({json.dumps(BEGUN)}), {json.dumps(DONE_PART)}],
  async pull(to) {{
    await new Promise((resolve) => window.setTimeout(resolve, {DRIP_MS}));
    this.parts.length ? send(to, this.parts.shift()) : to.close();
  }},
}}""")
MATCHES = {
    "matches": [
        {
            "measure_id": f"plan.{place}",
            "verdict": verdict,
            "citation": {"doc_id": "plan", "start": 0, "end": 12, "quote": "\u202e<b>歇业期限最长不超过3年"},
            "why": "经营困难",
        }
        for place, verdict in enumerate(["eligible", "ineligible", "unknown", "toString"])
    ],
    "next_question": "成立多久了？",
}
QUESTION = "推行𠮷祥歇业备案制度的期限最长几年"  # is answered with quotes

Open = Callable[..., Page]
Prepare = Callable[[Page], object]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def loose(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """A window in which requests may fail."""
    with browser.new_context(base_url=url, locale="zh-CN") as context:
        yield context


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("combobox").fill(question)
    page.keyboard.press("Enter")


def settled(page: Page) -> None:
    """Waits for results and answer."""
    expect(page.locator("zhaoqi-search article")).not_to_have_count(0)
    expect(page.locator("zhaoqi-search [aria-busy=true]")).to_have_count(0)


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_question_is_asked_and_answered_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("document.querySelector('zhaoqi-search').focus()")
    page.keyboard.type("歇业", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("歇业")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]").get_attribute("data-text")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("combobox")).to_have_value(str(chosen))
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith(str(httpx2.QueryParams({"q": chosen})))


def test_results_are_announced_once(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("""() => {
        document.querySelector("zhaoqi-search").setAttribute("no-answer", "");
        const news = document.querySelector("zhaoqi-search").shadowRoot.querySelector("[role=status]");
        window.told = [];
        new MutationObserver(() => window.told.push(news.textContent)).observe(news, {childList: true});
    }""")
    ask(page)
    settled(page)
    count = page.locator("zhaoqi-search article").count()
    assert page.evaluate("window.told") == [f"{count} 条相关措施"]


def test_quote_is_marked_at_its_characters(open_page: Open, url: str) -> None:
    page = open_page("/")
    ask(page)
    settled(page)
    page.locator(".cite").first.click()
    panel = page.get_by_role("region", name="出处", exact=True)
    expect(panel.locator(".text")).to_contain_text("歇业")
    asked = {"question": QUESTION}
    [quote, *_] = [citation["quote"] for citation in httpx2.post(f"{url}/v1/ask", json=asked).json()["citations"]]
    expect(panel.locator("mark")).to_have_text(quote)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator(".cite").first).to_be_focused()


def test_marks_and_their_text_are_what_the_service_says(open_page: Open, url: str) -> None:
    page = open_page("/")
    ask(page, "经营困难的企业")
    settled(page)
    [hit, *_] = httpx2.post(f"{url}/v1/search", json={"query": "经营困难的企业", "k": 8}).json()["hits"]
    assert "😀" in hit["text"]  # two units of a script's strings, before some of the marks or behind them
    shown = page.locator("zhaoqi-search article").first.locator(".text").first
    assert shown.locator("mark").all_text_contents() == [hit["text"][start:end] for start, end in hit["marks"]]


@pytest.mark.parametrize(
    ("ranges", "cut", "marks", "whole"),
    [
        pytest.param([[1, 2], [4, 5]], [], ["𠮷", "😀"], "甲𠮷乙丙😀丁", id="pairs of units"),
        pytest.param([[4, 5], [3, 5]], [], ["丙😀"], "甲𠮷乙丙😀丁", id="overlapping"),
        pytest.param([[0, 3]], [2, 5], ["乙"], "乙丙😀", id="cut"),
        pytest.param([[5, 99]], [], ["丁"], "甲𠮷乙丙😀丁", id="beyond the end"),
    ],
)
def test_ranges_count_characters(
    open_page: Open, ranges: list[list[int]], cut: list[int], marks: list[str], whole: str
) -> None:
    page = open_page("/")
    shown = page.evaluate(
        """async ([module, ranges, cut]) => {
            const { marked } = await import(module);
            const text = document.createElement("p");
            text.append(...marked("甲𠮷乙丙😀丁", ranges, ...cut));
            return [[...text.querySelectorAll("mark")].map((mark) => mark.textContent), text.textContent];
        }""",
        [f"/widget/{WIDGET_HASH}/marks.js", ranges, cut],
    )
    assert shown == [marks, whole]


def test_half_typed_syllables_are_not_sent(open_page: Open) -> None:
    page = open_page("/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/v1/" in request.url else None)
    page.get_by_role("combobox").click()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "xie'ye", "selectionStart": 6, "selectionEnd": 6})
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)  # longer than the pause before suggestions
    assert not sent
    devtools.send("Input.insertText", {"text": "歇业"})
    expect(page.get_by_role("option").first).to_contain_text("歇业")
    assert [address.partition("?")[0].rpartition("/v1/")[2] for address in sent] == ["suggest"]


def test_filters_narrow_and_stay_in_the_address(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "企业")
    settled(page)
    before = page.locator("zhaoqi-search article").count()
    page.locator("summary").click()
    chip = page.get_by_role("button", name=re.compile("注销"))
    chip.first.click()
    settled(page)
    expect(chip.first).to_have_attribute("aria-pressed", "true")
    expect(chip.first).to_be_focused()
    assert 0 < page.locator("zhaoqi-search article").count() < before
    page.reload()
    settled(page)
    expect(chip.first).to_have_attribute("aria-pressed", "true")


def test_harmful_text_is_shown_as_text(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "企业可以办理备案")
    settled(page)
    hostile = page.locator("[data-measure^=hostile]")
    expect(hostile).to_contain_text("[U+202E]")
    expect(hostile).to_contain_text("<script/x>")
    assert page.evaluate("window.harmed") is None
    links = page.locator("zhaoqi-search a").evaluate_all("links => links.map(({href}) => href)")
    assert all(link.startswith("http://127.0.0.1") for link in links)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        pytest.param(
            lambda route: route.fulfill(
                status=503, content_type="application/problem+json", body=json.dumps({"code": "overloaded"})
            ),
            "查询的人较多",
            id="busy",
        ),
        pytest.param(lambda route: route.fulfill(status=502, body="<h1>Bad Gateway"), "查询没有成功", id="no JSON"),
        pytest.param(lambda route: route.fulfill(body="{"), "查询没有成功", id="cut off"),
        pytest.param(lambda route: route.abort(), "连不上查询服务", id="gone"),
    ],
)
def test_failure_says_what_to_do_and_can_be_tried_again(
    loose: BrowserContext, failure: Callable[[Route], None], told: str
) -> None:
    page = loose.new_page()
    page.goto("/")
    page.route("**/v1/search", failure)
    page.route("**/v1/ask", failure)
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text(told)
    page.unroute("**/v1/search")
    page.get_by_role("button", name="再试一次").click()
    settled(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_takes_too_long_is_given_up_and_can_be_tried_again(loose: BrowserContext) -> None:
    loose.add_init_script(SHORT_TIME)
    page = loose.new_page()
    page.goto("/")
    page.route("**/v1/search", lambda _: None)  # is never answered
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("等了太久没有回应")
    page.unroute("**/v1/search")
    page.evaluate("window.shorter = false")
    page.get_by_role("button", name="再试一次").click()
    settled(page)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("", id="between two parts"),
        pytest.param('event: sentence\ndata: {"text": "歇业期', id="within a part"),
        pytest.param("event: sentence\ndata: <h1>Bad Gateway\n\n", id="by what is no part"),
    ],
)
def test_answer_that_is_cut_off_is_none(loose: BrowserContext, rest: str) -> None:
    page = loose.new_page()
    page.route("**/v1/ask", lambda route: route.fulfill(content_type="text/event-stream", body=BEGUN + rest))
    page.goto("/")
    ask(page)
    settled(page)
    expect(page.locator(".answer .state")).to_contain_text("这次没有作答")
    expect(page.locator(".answer .sentences")).to_be_empty()
    page.unroute("**/v1/ask")
    page.get_by_role("button", name="重新回答").click()
    settled(page)
    expect(page.locator(".answer .cite")).not_to_have_count(0)


def test_answer_that_falls_silent_is_given_up(loose: BrowserContext) -> None:
    loose.add_init_script(SHORT_TIME)
    page = loose.new_page()
    page.goto("/")
    page.evaluate(HELD_OPEN)
    page.evaluate("""
        window.told = [];
        addEventListener("zhaoqi-error", ({ detail }) => window.told.push(detail.code));
    """)
    ask(page)
    settled(page)
    expect(page.locator(".answer .state")).to_contain_text("这次没有作答")
    assert page.evaluate("window.told") == ["timeout"]
    expect(page.get_by_role("button", name="重新回答")).to_be_visible()


def test_answer_may_take_long_while_it_goes_on(loose: BrowserContext) -> None:
    loose.add_init_script(SHORT_TIME)
    page = loose.new_page()
    page.goto("/")
    page.evaluate(DRIPPING)  # for longer than one part may take
    ask(page)
    settled(page)
    expect(page.locator(".answer .cite")).to_have_count(DRIPS)
    expect(page.get_by_role("button", name="重新回答")).to_have_count(0)


def test_being_offline_is_told_without_barriers(loose: BrowserContext) -> None:
    page = loose.new_page()
    page.goto("/")
    loose.set_offline(True)
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("没有网络")
    assert not barriers(page)


def test_answer_box_hides_where_questions_are_not_answered(loose: BrowserContext) -> None:
    page = loose.new_page()
    page.route("**/v1/ask", lambda route: route.fulfill(status=404, body=""))
    page.goto("/")
    ask(page)
    settled(page)
    expect(page.locator(".answer")).to_have_count(0)


def test_late_answer_to_an_earlier_question_is_not_shown(loose: BrowserContext) -> None:
    page = loose.new_page()
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/v1/search", hold_first)
    page.goto("/")
    ask(page, "简易注销")
    page.wait_for_timeout(100)
    ask(page, "歇业备案")
    settled(page)
    assert held[0].request.failure  # it was given up
    assert page.url.endswith(str(httpx2.QueryParams({"q": "歇业备案"})))


def test_way_back_leads_through_the_questions(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "简易注销")
    settled(page)
    ask(page, "歇业备案")
    settled(page)
    page.get_by_role("link", name="怎样作答").click()
    expect(page).to_have_url(re.compile("#how$"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/v1/" in request.url else None)
    page.go_back()  # from a place on the page to its top
    expect(page).not_to_have_url(re.compile("#how$"))
    assert not sent
    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("简易注销")
    settled(page)
    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("")


def test_citation_is_copied_with_its_source(open_page: Open, url: str) -> None:
    page = open_page("/")
    ask(page, "简易注销公示期")
    settled(page)
    [hit, *_] = httpx2.post(f"{url}/v1/search", json={"query": "简易注销公示期", "k": 1}).json()["hits"]
    page.locator("zhaoqi-search article").first.get_by_role("button", name="复制引文").click()
    expect(page.locator(".toast")).to_contain_text("引文已复制")
    quote, start, end = (hit["citation"][name] for name in ("quote", "start", "end"))
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"“{quote.strip()}”\n——《大连市优化营商环境行动方案（2026年）》，大连市人民政府，2026-01-05，"
        f"打造便利的市场环境 > {hit['title']}\n{url}/documents/plan#c={start}-{end}"
    )


def test_reason_is_sent_with_the_question(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "简易注销")
    settled(page)
    card = page.locator("zhaoqi-search article").first
    card.get_by_role("button", name="没用").click()
    card.get_by_role("radio", name="已经过时").check()
    card.get_by_role("textbox").fill("今年有新规定")
    with page.expect_request("**/v1/feedback") as sent:
        card.get_by_role("button", name="提交").click()
    assert sent.value.post_data_json == {
        "query": "简易注销",
        "measure_id": card.get_attribute("data-measure"),
        "verdict": "outdated",
        "comment": "今年有新规定",
    }
    expect(card.get_by_role("status")).to_have_text("谢谢，意见已收到。")


@pytest.mark.parametrize(
    ("lang", "search", "status"),
    [
        pytest.param("zh-Hant", "查找", "期限已過", id="Traditional"),
        pytest.param("zh-HK", "查找", "期限已過", id="Hong Kong"),
        pytest.param("en-GB", "Search", "Deadline past", id="English"),
        pytest.param("fr", "查找", "期限已过", id="others"),
    ],
)
def test_speaks_the_language_of_the_page(open_page: Open, lang: str, search: str, status: str) -> None:
    page = open_page("/")
    page.evaluate("lang => (document.querySelector('zhaoqi-search').lang = lang)", lang)
    page.get_by_role("combobox").fill("简易注销")
    page.get_by_role("button", name=search, exact=True).click()
    settled(page)
    expect(page.locator("zhaoqi-search .badges").first).to_contain_text(status)


@pytest.mark.parametrize(
    ("locale", "title", "search", "lang"),
    [
        pytest.param("zh-HK", "政策找企業，逐字有出處", "查找", "zh-TW", id="Traditional"),
        pytest.param("en-GB", "Government policy, quoted to the letter", "Search", "en", id="English"),
        pytest.param("fr", "政策找企业，逐字有出处", "查找", "zh-CN", id="others"),
    ],
)
def test_portal_speaks_the_language_of_the_browser(
    open_page: Open, locale: str, title: str, search: str, lang: str
) -> None:
    page = open_page("/", locale=locale)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("button", name=search, exact=True)).to_be_visible()
    assert not barriers(page)


def test_change_of_language_asks_the_same_question(open_page: Open) -> None:
    page = open_page("/")
    ask(page, "简易注销")
    settled(page)
    page.get_by_role("link", name="EN", exact=True).click()
    settled(page)
    expect(page.get_by_role("combobox")).to_have_value("简易注销")
    expect(page.locator("zhaoqi-search .badges").first).to_contain_text("Deadline past")
    assert page.title() == "简易注销 · zhaoqi"
    ask(page, "歇业备案")
    settled(page)
    page.reload()  # the choice stands in the address
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settled(page)


def test_nothing_moves_while_results_arrive(loose: BrowserContext) -> None:
    page = loose.new_page()
    page.add_init_script("""
        window.moved = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({value}) => (window.moved += value)))
            .observe({type: "layout-shift", buffered: true});
        const fetched = window.fetch;
        window.fetch = async (address, request) => {
            if (address.endsWith("/v1/ask")) await new Promise((resolve) => setTimeout(resolve, 600));
            return fetched(address, request);
        };
    """)
    page.set_viewport_size({"width": 320, "height": 1200})
    page.goto(f"/?{httpx2.QueryParams({'q': QUESTION})}")
    settled(page)
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02  # of a page that is good, at most 0.1; https://web.dev/articles/cls


def test_fits_a_narrow_phone(open_page: Open) -> None:
    page = open_page("/", viewport=PHONE)
    ask(page)
    settled(page)
    page.locator("summary").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]


def test_prints_whole_measures(open_page: Open) -> None:
    page = open_page("/")
    ask(page)
    settled(page)
    page.emulate_media(media="print")
    expect(page.locator("zhaoqi-search form").first).to_be_hidden()
    expect(page.locator("zhaoqi-search article").first.locator(".text").last).to_be_visible()


def _answered(page: Page) -> None:
    ask(page)
    settled(page)
    page.locator("summary").click()
    page.locator(".cite").first.click()
    expect(page.get_by_role("region", name="出处", exact=True)).to_be_visible()


def _streaming(page: Page) -> None:
    page.evaluate(HELD_OPEN)
    ask(page)
    expect(page.locator(".answer .cite")).to_have_count(1)
    expect(page.locator(".answer")).to_have_attribute("aria-busy", "true")


def _suggesting(page: Page) -> None:
    page.get_by_role("combobox").press_sequentially("歇业")
    expect(page.get_by_role("option").first).to_be_visible()


def _doubting(page: Page) -> None:
    ask(page)
    settled(page)
    page.get_by_role("button", name="没用").last.click()
    expect(page.get_by_role("radio").first).to_be_focused()


def match_stubbed(page: Page, answer: Callable[[Route], None] = lambda route: route.fulfill(json=MATCHES)) -> None:
    """Lets the service have what it does not have yet."""
    page.route("**/v1/features", lambda route: route.fulfill(json={"features": ["match", "search"]}))
    page.route("**/v1/match", answer)
    page.reload()
    page.locator(".match summary").click()


def test_policies_are_not_matched_where_the_service_does_not(open_page: Open) -> None:
    page = open_page("/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    with page.expect_response("**/v1/features"):
        page.reload()
    ask(page)
    settled(page)
    expect(page.locator(".match")).to_have_count(0)
    assert not [address for address in fetched if "match" in address]


def test_profile_is_sent_as_far_as_it_is_stated_and_verdicts_say_no_more(open_page: Open) -> None:
    page = open_page("/")
    match_stubbed(page)
    page.get_by_label("所在地").fill(" 大连市 ")
    page.get_by_label("规模").select_option("小型企业")
    page.get_by_label("从业人数").fill("12")
    with page.expect_request("**/v1/match") as sent:
        page.get_by_role("button", name="找政策").click()
    profile = {"place": "大连市", "size": "小型企业", "employees": 12}
    assert sent.value.post_data_json == {"profile": profile, "k": 8}
    expect(page.locator(".match .badge")).to_have_text(["符合所列条件", "不符合", "待核实", "待核实"])
    expect(page.locator(".match .text").first).to_have_text("[U+202E]<b>歇业期限最长不超过3年")
    expect(page.locator(".match")).to_contain_text("还需要知道：成立多久了？")
    assert page.url.endswith("/")


def test_profile_stays_on_the_device_until_it_is_cleared(open_page: Open) -> None:
    page = open_page("/")
    match_stubbed(page)
    page.get_by_label("行业").fill("餐饮")
    page.get_by_label("行业").blur()
    page.reload()
    page.locator(".match summary").click()
    expect(page.get_by_label("行业")).to_have_value("餐饮")
    page.get_by_role("button", name="清除").click()
    expect(page.get_by_label("行业")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_match_that_fails_says_so_and_can_be_tried_again(loose: BrowserContext) -> None:
    page = loose.new_page()
    page.goto("/")
    match_stubbed(page, lambda route: route.fulfill(status=503, json={"code": "overloaded"}))
    page.get_by_role("button", name="找政策").click()
    expect(page.get_by_role("alert")).to_contain_text("查询的人较多")
    page.unroute("**/v1/match")
    page.route("**/v1/match", lambda route: route.fulfill(json={**MATCHES, "matches": []}))
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".match [role=status]")).to_contain_text("没有找到合适的政策")


def _matched(page: Page) -> None:
    match_stubbed(page)
    page.get_by_role("button", name="找政策").click()
    expect(page.locator(".match article")).not_to_have_count(0)


@pytest.mark.parametrize(
    ("prepare", "options"),
    [
        pytest.param(_matched, {}, id="matches"),
        pytest.param(_matched, {"color_scheme": "dark", "viewport": PHONE}, id="matches, dark and narrow"),
        pytest.param(lambda _: None, {}, id="empty"),
        pytest.param(_suggesting, {}, id="suggestions"),
        pytest.param(_answered, {}, id="results with a source"),
        pytest.param(_streaming, {}, id="streaming"),
        pytest.param(_streaming, {"color_scheme": "dark", "viewport": PHONE}, id="streaming, dark and narrow"),
        pytest.param(_streaming, {"viewport": ZOOMED, "device_scale_factor": 2}, id="streaming, 200 % zoom"),
        pytest.param(_answered, {"color_scheme": "dark"}, id="dark"),
        pytest.param(_answered, {"viewport": ZOOMED, "device_scale_factor": 2}, id="200 % zoom"),
        pytest.param(_answered, {"viewport": PHONE}, id="narrow"),
        pytest.param(_doubting, {}, id="feedback"),
    ],
)
def test_there_are_no_barriers(open_page: Open, prepare: Prepare, options: dict[str, object]) -> None:
    page = open_page("/", **options)
    prepare(page)
    assert not barriers(page)


@pytest.fixture
def foreign(
    tmp_path: Path, data: Path, serve: Callable[[Path], AbstractContextManager[str]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The example, with two widgets, on another origin that the service allows."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path))
    origin = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ZHAOQI_CORS_ORIGINS", origin)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with serve(data) as endpoint:
        example = EXAMPLE.read_text().replace(EXAMPLE_ENDPOINT, endpoint)
        second = f'<zhaoqi-search endpoint="{endpoint}" lang="en" theme="dark"></zhaoqi-search></body>'
        (tmp_path / "favicon.ico").touch()  # browsers ask for it
        (tmp_path / "index.html").write_text(example.replace("</body>", second))
        yield f"{origin}/index.html"
    server.shutdown()
    thread.join()
    server.server_close()


def test_two_widgets_work_on_a_strict_foreign_page_and_leave_nothing(open_page: Open, foreign: str) -> None:
    page = open_page(foreign)
    first, second = page.locator("zhaoqi-search").all()
    first.get_by_role("combobox").fill(QUESTION)
    first.get_by_role("button", name="查找").click()
    expect(first.locator("article").first).to_be_visible()
    expect(second.locator("article")).to_have_count(0)
    expect(second.get_by_role("button", name="Search")).to_be_visible()
    expect(first.get_by_role("link", name="看原文").first).to_have_attribute("target", "_blank")
    assert (
        page.evaluate(
            "getComputedStyle(document.querySelector('zhaoqi-search').shadowRoot.querySelector('.card')).borderTopWidth"
        )
        == "1px"
    )
    before = page.evaluate("[document.head.children.length, document.adoptedStyleSheets.length]")
    page.evaluate("""() => {
        const [first, second] = document.querySelectorAll("zhaoqi-search");
        second.search("歇业");
        window.roots = [first.shadowRoot, second.shadowRoot];
        first.remove();
        second.remove();
    }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.roots.map((root) => root.childNodes.length)") == [0, 0]
    assert page.evaluate("[document.head.children.length, document.adoptedStyleSheets.length]") == before
    page.evaluate("document.body.append(window.roots[0].host)")
    expect(first.get_by_role("combobox")).to_have_value("")
