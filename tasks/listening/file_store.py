"""Files of listening history as ops.history_file keeps them, and the rows they were refused."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from db.copy import copy_rejects
from db.statements import statement
from db.storable import storable
from tasks.listening.files import Counts
from tasks.readers.history.rows import Reject

SOURCE = "spotify history"


def find_known(connection: Connection, user_id: int, sha256: str) -> Counts | None:
    """What a file of this content counts for when it is given again; None when it was not loaded yet."""
    found = connection.execute(
        statement("listening/load/known_file"), {"user_id": user_id, "sha256": sha256}
    ).one_or_none()
    if found is None:
        return None
    return Counts(read=found.rows_read, already=found.already, duplicates=found.rows_duplicate,
                  rejected=found.rows_rejected)  # fmt: skip


def start_file(connection: Connection, user_id: int, origin: str, form: str, sha256: str) -> int:
    """Enter the file; its number."""
    given = {"user_id": user_id, "origin": origin, "form": form, "sha256": sha256}
    file_id: int = connection.execute(statement("listening/load/start_file"), given).scalar_one()
    return file_id


def end_file(connection: Connection, file_id: int, counts: Counts, times: dict[str, Any]) -> None:
    """Enter what became of its rows; ``times`` are first_at and last_at."""
    connection.execute(statement("listening/load/end_file"), {"file_id": file_id, **asdict(counts), **times})


def refuse_file(connection: Connection, user_id: int | None, origin: str, sha256: str | None, reason: str) -> None:
    """Enter a file of which nothing was taken."""
    given = {"user_id": user_id, "origin": origin, "sha256": sha256, "reason": storable(reason)}
    connection.execute(statement("listening/load/refuse_file"), given)


def keep_rejects(connection: Connection, file_id: int, rejects: Iterable[Reject]) -> None:
    """Rejects into ops.reject."""
    copy_rejects(connection, SOURCE, "file_id", file_id, rejects)
