"""A person who has only the keyboard, and who must see after every key where one is."""

from playwright.sync_api import Page

from tests.tools.browser import next_page

LEFT = "the page is left"  # the browser's own line has the focus, as it must after the last stop
LOOK = """() => {
    const here = document.activeElement, label = here.labels?.[0] ?? here
    if (here === document.body) return {left: !document.hasFocus(), words: "", visible: false}
    const style = getComputedStyle(here), [box] = here.getClientRects()
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2  // of what is on the screen
    const top = box && document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight))
    const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    return {left: false, words: label.textContent, visible: here.matches("main") || ringed && here.contains(top)}
}"""


class Keyboard:
    """Tab, Shift+Tab, arrows, Space, Enter and letters on the page that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> str:
        """Press a key that stays on the page; answers the words at the focus, which is neither lost nor hidden."""
        self.page.keyboard.press(key)
        return self.look()

    def look(self) -> str:
        """The words at the focus."""
        seen = self.page.evaluate(LOOK)
        words = " ".join(seen["words"].split())
        assert seen["left"] or seen["visible"], f"{self.page.url}: the focus is lost or hidden at {words!r}"
        return LEFT if seen["left"] else words

    def go_to(self, words: str, key: str = "Tab") -> None:
        """Press Tab (or Shift+Tab) until these words have the focus."""
        for _ in range(80):
            if words in self.press(key):
                return
        raise AssertionError(f"{words!r} was never reached on {self.page.url}")

    def open(self, words: str) -> None:
        """Go there and press Enter: another page comes."""
        self.go_to(words)
        self.send()

    def send(self) -> None:
        """Enter, where another page comes."""
        with next_page(self.page):
            self.page.keyboard.press("Enter")

    def type(self, words: str) -> None:
        """Letters into the field that has the focus."""
        self.page.keyboard.type(words)

    def read_round(self) -> None:
        """From here to the end of the page and out, then all the way back: no stop holds one, each is seen twice."""
        forth = []
        while (words := self.press("Tab")) != LEFT:
            forth.append(words)
        back = [self.press("Shift+Tab") for _ in forth]
        assert back[::-1] == forth
