"""What in an answer could not be read, set aside so that it does not spoil the rest."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RejectedItem:
    """An item that could not be read: as it was, and why. ``exchange`` indexes the log."""

    endpoint: str
    item: Any
    reason: str
    exchange: int
