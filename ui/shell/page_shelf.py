"""The pages of a window by the key of their entry: made once, at once or step by step, and kept."""

from collections.abc import Iterator, Sequence

from ui.shell.idle_builder import take_all
from ui.shell.page import Page, PageEntry
from ui.shell.page_stack import PageStack


class PageShelf:
    """One a window. A page that was begun step by step goes on from there, whoever asks for it next."""

    def __init__(self, entries: Sequence[PageEntry], stack: PageStack) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._stack = stack
        self._pages: dict[str, Page] = {}
        self._halfway: dict[str, Page] = {}

    def page(self, key: str) -> Page:
        """The page, made now with all steps that are left. Raises KeyError for one that was not announced."""
        if key not in self._pages:
            page = self._pages[key] = self._halfway.pop(key) if key in self._halfway else self.entries[key].make()
            take_all(page.steps)
        return self._pages[key]

    def stands(self, key: str) -> bool:
        """Whether the page is built."""
        return key in self._pages

    def key_of(self, page: Page) -> str:
        """The entry of a page; "" for one that has none."""
        return next((key for key, known in self._pages.items() if known is page), "")

    def building(self, key: str) -> Iterator[None]:
        """Makes a page step by step behind the one that is shown, laid out in the room there is."""
        if key in self._pages:
            return
        page = self._halfway.get(key)
        if page is None:
            page = self._halfway[key] = self.entries[key].make()
            yield
        for _ in page.steps:
            yield
        if self._halfway.pop(key, None) is not None:
            self._pages[key] = page
            self._stack.add_page(page)
            yield
            self._stack.settle(page)
            yield

    def later(self, key: str) -> Iterator[None]:
        """What of a page nobody sees yet."""
        yield from self._pages[key].later()

    def all_pages(self) -> list[Page]:
        """Every page that was begun."""
        return [*self._pages.values(), *self._halfway.values()]
