"""The terminal that watches a flow, if one does."""

from collections.abc import Callable
from contextvars import ContextVar

# Called with a stage's title, items done and items in all.
Show = Callable[[str, int, int], None]
terminal: ContextVar[Show | None] = ContextVar("terminal", default=None)
