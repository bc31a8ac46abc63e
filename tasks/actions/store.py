"""Actions: every rule of db/sql/queries/actions/rules is asked what it finds, and the list is brought up to date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, text

from db.locks import Lock, lock_transaction
from db.statements import scripts, statement
from tasks.actions.settings import ActionSettings


@dataclass(frozen=True, slots=True)
class ActionsFound:
    """Actions made, kept open and closed because their reason went away; and how many are open."""

    made: int
    kept: int
    closed: int
    open: int


def refresh_actions(engine: Engine, as_of: date, settings: ActionSettings) -> ActionsFound:
    """Ask all rules and bring app.action_item up to date, in one transaction; ``as_of`` is the day of the run."""
    given = msgspec.structs.asdict(settings) | {"as_of": as_of}
    with engine.begin() as connection:
        lock_transaction(connection, Lock.ACTIONS)
        _run(connection, statement("actions/found_tables").text, given)
        for _, rule in scripts("queries/actions/rules"):
            _run(connection, rule, given)
        _run(connection, statement("actions/merge").text, given)
        counted = connection.execute(statement("actions/counted")).mappings().one()
    return ActionsFound(**counted)


def list_actions(connection: Connection, artist_id: int | None, *, show_all: bool) -> list[dict[str, Any]]:
    """Open actions, or all, those that matter most first; of one artist or all followed ones."""
    found = connection.execute(statement("actions/list"), {"artist_id": artist_id, "show_all": show_all})
    return [dict(row) for row in found.mappings()]


def _run(connection: Connection, script: str, given: Mapping[str, Any]) -> None:
    for part in script.split(";\n"):
        if part.strip():
            connection.execute(text(part), given)
