"""A client and a handler for the drain that do what a test tells them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from tasks.providers.exchange import Exchange
from tasks.work.item import Ending, WorkItem


@dataclass
class Reject:
    """An item a client could not read."""

    endpoint: str
    item: object
    reason: str
    exchange: int


@dataclass
class ScriptedClient:
    """Logs an exchange for every ``call``."""

    log: list[Exchange] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def call(self, body: bytes | None = b"{}", failure: str | None = None) -> None:
        status = None if body is None else 200
        cost = int(failure is None)
        called_at = datetime(2026, 11, 19, 10, tzinfo=UTC)
        self.log.append(Exchange("soundcharts", "song", "/song", called_at, 5, 10, status, body, cost, 77, failure))


Fetch = Callable[[WorkItem, ScriptedClient], Any]
Store = Callable[[Connection, WorkItem, Any], Ending]


def stored(connection: Connection, item: WorkItem, fetched: Any) -> Ending:
    """Renames the track: something to see in the warehouse."""
    connection.execute(
        text("update core.track set name = :name where track_id = :id"), {"name": fetched, "id": item.entity_id}
    )
    return Ending("stored", rows=1)


@dataclass
class ScriptedHandler:
    """Fetches and stores as told; ``asked`` are the items in the order they came."""

    on_fetch: Fetch
    on_store: Store = stored
    asked: list[WorkItem] = field(default_factory=list)
    answers: list[Sequence[int | None]] = field(default_factory=list)

    def fetch(self, item: WorkItem, client: ScriptedClient) -> Any:
        self.asked.append(item)
        return self.on_fetch(item, client)

    def store(self, connection: Connection, item: WorkItem, fetched: Any, answers: Sequence[int | None]) -> Ending:
        self.answers.append(answers)
        return self.on_store(connection, item, fetched)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        return Ending("no_data", f"{failure}: {reason}")
