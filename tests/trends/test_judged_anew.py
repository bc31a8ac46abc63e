"""Weeks judged anew from some week on are what they were when all were judged at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import text

from db.engine import make_engine
from db.fingerprint import fingerprint
from tasks.trends.rollup_store import roll_up
from tests.trends.conftest import Planted

DIRTY = (
    "insert into ops.dirty_mark (series_id, since_on) select series_id, cast(:day as date) from core.audience_series"
)


@pytest.mark.parametrize("back", [3, 9])
def test_weeks_judged_anew_are_the_same(
    planted: Planted, copied_database: Callable[[str], AbstractContextManager[str]], back: int
) -> None:
    planted.engine.dispose()  # nobody may be connected to what is copied
    with copied_database(planted.url) as url:
        engine = make_engine(url)
        try:
            roll_up(engine, full=True)
            before = fingerprint(engine)
            with engine.begin() as connection:
                connection.execute(text(DIRTY), {"day": planted.weeks[-back]})
            roll_up(engine)
            assert fingerprint(engine) == before
        finally:
            engine.dispose()
