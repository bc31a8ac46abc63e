"""The listening rollups in DuckDB over the warehouse's rows: what they are measured against, and compared with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from db.copy import copy_stream
from db.errors import GroundswellError
from db.statements import statement

SOURCES = {
    "play": "core.play",
    "listening_user": "core.listening_user",
    "heard_item": "core.heard_item",
    "play_context": "core.play_context",
    "track_genre": "mart.track_genre",
    "track_mood": "mart.track_mood",
    "listening_basis": "ops.listening_basis",
}
RESULTS = (
    "user_day",
    "user_genre_day",
    "user_genre_month",
    "user_mood_day",
    "user_mood_month",
    "user_mood_hour",
    "user_track_year",
)


class DuckRollup:
    """A DuckDB with a copy of the warehouse's rows. Files go to ``folder``, which somebody else removes."""

    def __init__(self, duck: Any, engine: Engine, folder: Path) -> None:
        self._duck, self._engine, self._folder = duck, engine, folder
        for part in _parts("bench/rollup_duckdb_tables"):
            duck.execute(part)
        for name, source in SOURCES.items():
            file = self._exported(source, self._columns(name))
            duck.execute(f"copy {name} from '{file}' (header)")
            file.unlink()

    def roll_up(self) -> None:
        """Build all seven tables."""
        for part in _parts("bench/rollup_duckdb"):
            self._duck.execute(part)

    def differences(self) -> dict[str, int]:
        """Rows of each table that only one of both has."""
        found: dict[str, int] = {}
        for name in RESULTS:
            columns = self._columns(name)
            file = self._exported(f"mart.{name}", columns)
            self._duck.execute(f"create or replace temp table ours as from {name} limit 0")
            self._duck.execute(f"copy ours from '{file}' (header)")
            file.unlink()
            only_ours = f"from ours except all from {name}"
            only_theirs = f"from {name} except all from ours"
            query = f"select count(*) from (({only_ours}) union all ({only_theirs}))"  # noqa: S608, names of ours
            found[name] = self._duck.execute(query).fetchone()[0]
        return found

    def _columns(self, name: str) -> list[str]:
        return [row[0] for row in self._duck.execute(f"describe {name}").fetchall()]

    def _exported(self, table: str, columns: list[str]) -> Path:
        file = self._folder / f"{table}.csv"
        with self._engine.connect() as connection, file.open("wb") as target:
            query = f"select {', '.join(columns)} from {table}"  # noqa: S608, names of ours
            copy_stream(connection, f"copy ({query}) to stdout (format csv, header)", target)
        return file


@contextmanager
def open_duckdb(engine: Engine, folder: Path, threads: int) -> Iterator[DuckRollup]:
    """A DuckDB with the warehouse's rows, on so many threads. Raises GroundswellError when it is not installed."""
    try:
        import duckdb
    except ImportError:
        raise GroundswellError(
            "bench rollup measures against DuckDB, which is not installed; install it with: uv sync --group dev"
        ) from None
    with duckdb.connect(str(folder / "bench.duckdb"), config={"threads": threads}) as duck:
        duck.execute("set timezone = 'UTC'")
        yield DuckRollup(duck, engine, folder)


def _parts(name: str) -> list[str]:
    return [part for part in statement(name).text.split(";\n") if part.strip()]
