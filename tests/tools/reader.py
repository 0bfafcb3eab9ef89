"""A screen reader inside Chromium: what Paul hears when he presses its keys."""

import re

from playwright.sync_api import Error, Page

from tests.tools.install import MODULES

FILE = MODULES / "node_modules" / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
SCAFFOLD = re.compile(r"end\b|(listitem|option), |(paragraph|list|form|group|time|strong|term|definition|main|status)$")
START = """async () => {
    for (const one of document.querySelectorAll("details:not([open]) > :not(summary)")) one.ariaHidden = "true"  // closed
    window.reader ??= (await import("/static/reader.js")).virtual
    await window.reader.start({container: document.body})
}"""


class Reader:
    """Reads the page that is open; after another page has come it begins anew, as Paul's own reader does."""

    def __init__(self, page: Page) -> None:
        self.page, self.transcript = page, []
        page.route("**/static/reader.js", lambda route: route.fulfill(path=FILE, content_type="text/javascript"))

    def begin(self) -> None:
        """At the top of the page that stays: one that forwards takes its reader with it."""
        for tries_left in (2, 1, 0):
            self.page.wait_for_load_state()
            try:
                return self.page.evaluate(START)
            except Error as fault:
                if "context was destroyed" not in str(fault) or not tries_left:
                    raise

    def jump_to(self, words: str, by: str) -> str:
        """Jump from one ``Link``, ``Heading`` … to the next until these words are spoken."""
        for _ in range(40):
            spoken = self.ask(f"reader.perform(reader.commands.moveToNext{by})")
            if words in spoken:
                return spoken
        raise AssertionError(f"{words!r} was never spoken: {self.heard()}")

    def read_on(self, steps: int) -> list[str]:
        """What is spoken next, without the words that a thing ends."""
        spoken = [self.ask("reader.next()") for _ in range(steps)]
        return [line for line in spoken if not line.startswith("end of ")]

    def read_to(self, words: str) -> str:
        """Read on, thing by thing, until these words are spoken; what matters of it goes into the transcript."""
        spoken = self._until(words)
        told = [line for line in spoken if not SCAFFOLD.match(line)]
        for place, line in enumerate(told):
            around = self.transcript[-2:] + told[place + 1 : place + 3]  # a label is spoken again with its field
            if not any(line in other for other in around if other != line):
                self.transcript.append(line)
        return spoken[-1]

    def find(self, words: str) -> str:
        """Read on as quickly, and note only what was looked for."""
        self.transcript.append(self._until(words)[-1])
        return self.transcript[-1]

    def _until(self, words: str) -> list[str]:
        spoken = [self.ask("reader.next()")]
        while words not in spoken[-1]:
            assert len(spoken) < 300, f"{words!r} was never spoken: {spoken}"
            spoken.append(self.ask("reader.next()"))
        return spoken

    def ask(self, deed: str) -> str:
        """Do it and listen."""
        self.page.evaluate(deed)
        return self.heard()[-1]

    def follow(self) -> None:
        """Press Enter where the reader stands; another page comes."""
        with self.page.expect_navigation():
            self.page.evaluate("void setTimeout(() => reader.press('Enter'))")  # the page goes away under it
        self.begin()

    def heard(self) -> list[str]:
        """Everything spoken on this page so far."""
        return self.page.evaluate("reader.spokenPhraseLog()")
