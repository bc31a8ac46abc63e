"""A list that is longer than a page: what it is searched by, and which part of it is shown. Pure."""

from collections.abc import Mapping
from typing import Any

from marketing.forms import Form
from marketing.warehouse import Row

A_PAGE = 50
MOST_PAGES = 10_000


class Listing:
    """Search fields and page out of an address; a page that is none is the first."""

    def __init__(self, args: Mapping[str, str], fields: tuple[str, ...], size: int = A_PAGE) -> None:
        form = Form(args)
        self.of = {name: form.text(name)[:200] for name in fields}
        self.size = size
        self.number = min(max(form.number("page") or 1, 1), MOST_PAGES)
        self.has_more = False

    @property
    def limits(self) -> dict[str, int]:
        """One row more than is shown tells whether there is another page."""
        return {"most": self.size + 1, "skipped": (self.number - 1) * self.size}

    def page(self, rows: list[Row]) -> list[Row]:
        """The rows to show."""
        self.has_more = len(rows) > self.size
        return rows[: self.size]

    def at(self, number: int) -> dict[str, Any]:
        """The address of another page."""
        return {**{name: value for name, value in self.of.items() if value}, "page": number}

    @property
    def is_searched(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.of.values())
