"""A real Chromium for the tests, and axe inside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools.install import MODULES, chromium

QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = MODULES / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window; as root it cannot use its own sandbox."""
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        try:
            yield opened
        finally:
            opened.close()


def axe(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong or cannot decide, one line each; the page must be open in a context that bypasses CSP."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations", "incomplete"], "rules": {name: {"enabled": False} for name in but}}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{kind} {one['id']}: {node['html'][:160]}"
        for kind in ("violations", "incomplete")
        for one in found[kind]
        for node in one["nodes"]
    ]
