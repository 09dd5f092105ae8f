"""How soon the widget can be used on a page, in Debian's Chromium."""

import shutil
from collections.abc import Iterator

from eval.bench.http import LoadError

# Root has no sandbox; nothing but the page is asked for.
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_MARK = "customElements.whenDefined('zhaoqi-search').then(() => performance.mark('usable'))"
# The field can be typed in as soon as the element is defined: it is built in the same moment.
_READ = """() => {
  const [script] = performance.getEntriesByName(new URL("/widget/v1/zhaoqi-search.js", location.href).href);
  const [usable] = performance.getEntriesByName("usable");
  return usable.startTime - script.responseEnd;
}"""


def usable_ms(url: str, *, runs: int, slowdown: float = 1) -> Iterator[float]:
    """Milliseconds from the arrival of the script to a field that can be typed in, on the portal, nothing cached.

    Args:
        url: of a running service.
        runs: pages that are opened.
        slowdown: how many times slower the page's processor is made, as phones are.

    Raises LoadError where there is no Chromium.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- of the tests' tools

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise LoadError("there is no Chromium; `make browser` installs it")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=_ARGUMENTS) as browser:
        for _ in range(runs):
            with browser.new_context(base_url=url) as context:
                page = context.new_page()
                page.add_init_script(_MARK)
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
                page.goto("/")
                page.wait_for_function("performance.getEntriesByName('usable').length")
                yield float(page.evaluate(_READ))
