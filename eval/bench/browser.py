"""Debian's Chromium, as benchmarks and tests drive it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eval.bench.http import LoadError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Root has no sandbox, and the browser's own services find no network.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """The browser, for as long as it is needed. Raises LoadError where there is none."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- of the tests' tools

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise LoadError("there is no Chromium; `make browser` installs it")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=_ARGUMENTS) as browser:
        yield browser
