"""Job workbook: write the workbook of a question, and say how long that took."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.datadir import DataDir
from db.engine import database_url, make_engine
from flows.bench.stopwatch import seconds
from tasks.audience.workbook_store import write_workbook
from workbooks.audience import Question

ROWS = "select count(*) from app.audience_track_days(cast(:artists as text[]), null, :from_on, :to_on)"


@contextmanager
def open_workbook(job: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Job: ``path`` of the file, ``artists`` by our numbers, ``from_on`` and ``to_on``."""
    engine = make_engine(database_url(DataDir.open(None, create=False)))
    question = Question(
        artists=job["artists"],
        platforms=None,
        from_on=date.fromisoformat(job["from_on"]),
        to_on=date.fromisoformat(job["to_on"]),
        country=None,
        is_daily=True,
        asked_by="bench",
        made_at=datetime.now(UTC),
    )
    with engine.connect() as connection:
        given = {"artists": question.artists, "from_on": question.from_on, "to_on": question.to_on}
        rows = connection.execute(text(ROWS), given).scalar_one()

    def run() -> dict[str, Any]:
        return {"seconds": seconds(lambda: write_workbook(engine, Path(job["path"]), question)), "rows": rows}

    try:
        yield run
    finally:
        engine.dispose()
