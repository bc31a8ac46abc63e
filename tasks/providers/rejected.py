"""What in an answer could not be read, set aside so that it does not spoil the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from tasks.providers.errors import Unreadable
from tasks.providers.json_answer import decode_item

S = TypeVar("S")
R = TypeVar("R")
# What reading an item raises when a field is missing, of another type or beyond its bounds.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """An item that could not be read: as it was, and why. ``exchange`` indexes the log."""

    endpoint: str
    item: Any
    reason: str
    exchange: int


def read_item(endpoint: str, item: S, read: Callable[[S], R], exchange: int) -> R | RejectedItem:
    """What ``read`` makes of an item, or the item rejected."""
    try:
        return read(item)
    except UNREADABLE as wrong:
        reason = str(wrong) if isinstance(wrong, ValueError | TypeError) else repr(wrong)
        return RejectedItem(endpoint, _as_it_was(item), reason, exchange)


def read_items(
    what: str, endpoint: str, items: Iterable[S], read: Callable[[S], R | None], exchange: int
) -> tuple[list[R], list[RejectedItem]]:
    """The readable items, those left out for which ``read`` gives None, and the rejected ones.

    Raises Unreadable when none is readable though some came; ``what`` names them, for example "Discogs' albums".
    """
    read_in: list[R] = []
    bad: list[RejectedItem] = []
    for item in items:
        one = read_item(endpoint, item, read, exchange)
        if isinstance(one, RejectedItem):
            bad.append(one)
        elif one is not None:
            read_in.append(one)
    if bad and not read_in:
        raise Unreadable(f"None of the {len(bad)} {what} could be read: {bad[0].reason}.")
    return read_in, bad


def _as_it_was(item: Any) -> Any:
    if not isinstance(item, msgspec.Raw):
        return item
    try:
        return decode_item(item, Any)
    except ValueError:
        return bytes(item).decode("utf-8", "replace")
