"""A real Chromium for the tests, axe inside it, and the looks people set their screens to."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools.install import MODULES, chromium
from webapp.blueprints.accounts.demo import PASSWORD

QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = MODULES / "node_modules" / "axe-core" / "axe.min.js"


@dataclass(frozen=True)
class Look:
    """How a person sees the page."""

    name: str
    width: int
    scheme: str = "light"
    forced: str = "none"
    asked: tuple[str, ...] = ()  # the rules of axe that another look cannot answer; none means all

    def put_on(self, page: Page) -> None:
        """Show the open page like this; it need not be loaded again."""
        page.emulate_media(color_scheme=self.scheme, forced_colors=self.forced, reduced_motion="reduce")
        page.set_viewport_size({"width": self.width, "height": 720})


LAYOUT = ("target-size", "scrollable-region-focusable", "meta-viewport", "link-name", "button-name", "label", "region")
LOOKS = (
    Look("light phone", 320),
    Look("dark desk", 1280, scheme="dark"),
    Look("forced colours, enlarged", 256, forced="active", asked=LAYOUT),
)


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


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What is done inside brings another document, which is there afterwards.

    ``expect_navigation`` would be content with an address that htmx replaces in the old one.
    """
    page.evaluate("document.documentElement.dataset.old = ''")
    yield
    page.wait_for_selector("html:not([data-old])", state="attached")
    page.wait_for_load_state()


def barriers(page: Page, looks: Iterable[Look] | None = None) -> list[str]:
    """What stands in somebody's way on the open page, in each look, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for look in looks or LOOKS:
        look.put_on(page)
        found += [f"{look.name}: {line}" for line in axe(page, look.asked)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{look.name}: wider than the screen")
    return found


def axe(page: Page, asked: tuple[str, ...] = ()) -> list[str]:
    """What axe, already in the page, finds wrong or cannot decide."""
    options = {"resultTypes": ["violations", "incomplete"], "preload": False}
    options |= {"runOnly": list(asked)} if asked else {}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{kind} {one['id']}: {node['html'][:160]}"
        for kind in ("violations", "incomplete")
        for one in found[kind]
        for node in one["nodes"]
    ]


def sign_in(page: Page, town: str) -> None:
    """As the administrator of the demo town."""
    page.goto(f"{town}/verwaltung/anmelden")
    page.fill("#login", "admin")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/verwaltung")
