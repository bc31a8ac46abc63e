"""What an area says about its kind of work: how to fetch an item, and how to store what came."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from tasks.providers.exchange import Exchange
from tasks.work.item import Ending, WorkItem
from tasks.work.ledger_store import Rejected


class Client(Protocol):
    """Any provider's client: it logs its exchanges and the items it could not read."""

    @property
    def rejects(self) -> Sequence[Rejected]: ...
    @property
    def log(self) -> list[Exchange]: ...


C = TypeVar("C", contravariant=True)


class Handler(Protocol[C]):
    """Fetching and storing are apart, so that no transaction is open while a provider takes its time."""

    def fetch(self, item: WorkItem, client: C) -> Any:
        """Ask the provider; raises the errors of tasks.providers.errors."""
        ...

    def store(self, connection: Connection, item: WorkItem, fetched: Any, answers: Sequence[int | None]) -> Ending:
        """Write what ``fetch`` gave, in one transaction with ledger and queue. ``answers``: raw ids by exchange."""
        ...

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """What a final refusal (not found, not offered) means for this kind of work."""
        ...
