"""Clients that say what a test tells them, and what their work leaves in the warehouse."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine, text

from tasks.providers.errors import NotFound
from tasks.providers.exchange import Exchange
from tasks.work.drain import BatchResult, Drain
from tasks.work.handler import Handler
from tasks.work.item import Kind


class Scripted:
    """A client of any provider: ``says`` maps (method, arguments) to an answer or an error; ``asked`` are the calls.

    What it is not told of, it does not know.
    """

    def __init__(self, says: Mapping[tuple[Any, ...], Any]) -> None:
        self.says, self.asked = dict(says), []  # type: ignore[var-annotated]
        self.log: list[Exchange] = []
        self.rejects: list[Any] = []

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def ask(*arguments: Any) -> Any:
            named = tuple(tuple(one) if isinstance(one, list) else one for one in arguments)
            self.asked.append((method, *named))
            answer = self.says.get((method, *named), self.says.get((method,), NotFound(f"no {method} {named}")))
            if isinstance(answer, Exception):
                raise answer
            return answer(*arguments) if callable(answer) else answer

        return ask


def work_off(engine: Engine, kind: Kind, handler: Handler[Any], client: Scripted, *ids: int) -> BatchResult:
    """Queue things of a kind and work them off, one at a time."""
    with engine.begin() as connection:
        for number in ids:
            connection.execute(
                text(
                    "insert into ops.work (kind, entity_id) values (:kind, :id) "
                    "on conflict (kind, entity_id, platform, for_at) do update set state = 'pending', attempts = 0, "
                    "next_try_at = now(), outcome = null"
                ),
                {"kind": kind, "id": number},
            )
    return Drain(engine, {kind: handler}, lambda: client, 1).batch([kind], 500)


def heard(engine: Engine, name: str | None, artist: str | None = "The Tides", id: str | None = None) -> int:
    """A music item; its number."""
    with engine.begin() as connection:
        number: int = connection.execute(
            text(
                "insert into core.heard_item (kind, item_id_spotify, name, artist_name) "
                "values ('music', :id, :name, :artist) returning heard_item_id"
            ),
            {"id": id, "name": name, "artist": artist},
        ).scalar_one()
    return number


def ends(engine: Engine, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    """(state, outcome, reason) of the items of a kind, in their order."""
    with engine.connect() as connection:
        rows = connection.execute(
            text("select state, outcome, reason from ops.work where kind = :kind order by entity_id"), {"kind": kind}
        )
        return [(row.state, row.outcome, row.reason) for row in rows]
