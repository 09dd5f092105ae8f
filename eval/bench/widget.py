"""How soon the widget can be used on a page, in Debian's Chromium."""

from collections.abc import Iterator

from eval.bench.browser import chromium

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
    with chromium() as browser:
        for _ in range(runs):
            with browser.new_context(base_url=url) as context:
                page = context.new_page()
                page.add_init_script(_MARK)
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
                page.goto("/")
                page.wait_for_function("performance.getEntriesByName('usable').length")
                yield float(page.evaluate(_READ))
