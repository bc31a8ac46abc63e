"""Requests of people to fetch days of audiences: what waits, what it takes, and how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from db.locks import Lock, tried_session
from db.statements import statement
from db.storable import storable


def open_requests(engine: Engine, request_id: int | None = None) -> list[int]:
    """Numbers of requests somebody waits for, the oldest first; of this one alone where it is given."""
    with engine.connect() as connection:
        return list(connection.execute(statement("audience/request_open"), {"request_id": request_id}).scalars())


@contextmanager
def held_request(engine: Engine, request_id: int) -> Iterator[bool]:
    """Whether nobody else works on it; from then on nobody else does, until the end or until the process is gone."""
    with tried_session(engine, Lock.AUDIENCE_REQUEST, request_id) as is_held:
        yield is_held


def start_request(connection: Connection, request_id: int, flow_run_id_prefect: str | None) -> int | None:
    """From now on it runs: the calls foretold for it; None where nobody waits for it any more."""
    given = {"request_id": request_id, "flow_run_id_prefect": flow_run_id_prefect}
    predicted: int | None = connection.execute(statement("audience/request_start"), given).scalar_one_or_none()
    return predicted


def plan_request(connection: Connection, request_id: int) -> list[int]:
    """Queue what is missing and was not asked for yet by this request; the work_ids of all it waits for.

    Planned again it goes on where it stopped. What another open request has queued is not queued twice.
    """
    given = {"request_id": request_id}
    for name in ("request_lock", "request_share", "request_plan"):
        connection.execute(statement(f"audience/{name}"), given if name != "request_lock" else {})
    return list(connection.execute(statement("audience/request_items"), given).scalars())


def finish_request(connection: Connection, request_id: int) -> int | None:
    """Done, if every item is: how many days the provider knows nothing of; None where something is left."""
    unknown: int | None = connection.execute(
        statement("audience/request_done"), {"request_id": request_id}
    ).scalar_one_or_none()
    return unknown


def left_of_request(connection: Connection, request_id: int) -> tuple[int, int, str | None]:
    """(items, those that could not be read, one reason why)."""
    row = connection.execute(statement("audience/request_left"), {"request_id": request_id}).one()
    return row.items, row.items_left, row.example


def fail_request(connection: Connection, request_id: int, failure: str) -> None:
    """It ended with this sentence; what it has read stays. One that was cancelled stays so."""
    given = {"request_id": request_id, "failure": storable(failure)}
    connection.execute(statement("audience/request_failed"), given)
