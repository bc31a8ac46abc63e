"""Functions of schema app that a request goes through, as the pages call them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, text

Row = dict[str, Any]


class Refused(Exception):
    """``code``: GW400, GW404, GW409."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Requests:
    """Calls for somebody, who may be limited to labels."""

    def __init__(self, engine: Engine, person: str = "mia", labels: Sequence[str] | None = None) -> None:
        self.engine, self.person, self.labels = engine, person, labels

    def of(self, person: str, labels: Sequence[str] | None = None) -> "Requests":
        return Requests(self.engine, person, labels)

    def call(self, function: str, **given: Any) -> list[Row]:
        try:
            with self.engine.begin() as connection:
                if self.labels is not None:
                    connection.execute(text("select app.limit_entry(:l, null)"), {"l": list(self.labels)})
                named = ", ".join(f"{name} => :{name}" for name in given)
                query = text(f"select * from app.{function}({named})")
                return [dict(row) for row in connection.execute(query, given).mappings()]
        except Exception as error:
            code = getattr(getattr(error, "orig", None), "pgcode", None) or ""
            if code.startswith("GW"):
                raise Refused(error.orig.diag.message_primary, code) from None  # type: ignore[attr-defined]
            raise

    def question(self, *artists: str, platforms: Sequence[str] | None = None, **given: Any) -> Row:
        with self.engine.connect() as connection:
            ids = [number(connection, name) for name in artists]
        first, last = given.get("from_on", "2026-09-01"), given.get("to_on", "2026-09-30")
        return {
            "artist_ids": ids,
            "platforms": list(platforms) if platforms is not None else None,
            "from_on": date.fromisoformat(first),
            "to_on": date.fromisoformat(last),
            "country": given.get("country"),
        }

    def ask(self, *artists: str, **given: Any) -> tuple[int, bool]:
        [made] = self.call(
            "request_audience", **self.question(*artists, **given), question="artist=1", done_by=self.person
        )
        return made["request_id"], made["is_new"]

    def progress(self, request_id: int) -> Row:
        [row] = self.call("audience_progress", of_request=request_id, done_by=self.person)
        return row

    def cancel(self, request_id: int) -> bool:
        [row] = self.call("cancel_audience", request_id=request_id, done_by=self.person)
        return bool(row["cancel_audience"])


def number(connection: Connection, artist: str) -> int:
    found: int = connection.execute(
        text("select artist_id from core.artist where name = :name"), {"name": artist}
    ).scalar_one()
    return found
