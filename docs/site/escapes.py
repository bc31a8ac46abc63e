"""A bar in the code of a table: GitHub wants it escaped, Python-Markdown would show the backslash."""

from typing import Any


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with bars as Python-Markdown reads them."""
    return markdown.replace("\\|", "|")
