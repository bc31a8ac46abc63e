"""A warehouse of every kept earlier version, with data in it, is brought up to date and says what it said."""

from pathlib import Path

import pytest

from db.dump import read_dump, server_version
from db.engine import make_engine
from db.fingerprint import fingerprint
from db.revisions import newest, revision_of
from tasks.work.warehouse import upgrade
from tests.released import DUMPS, comparable, content, unpack

# Reference rows every upgrade enters, marks of what the next rollup tells anew, figures that have another rule since.
WRITTEN_ANEW = {
    *("core.provider", "ops.work_kind", "ops.rate_limit", "ops.fetch_policy", "ops.listening_basis"),
    "ops.dirty_mark",
    *("mart.label_week", "mart.artist_bridge"),
    # sums beside the readings, which the next rollup makes in another shape
    *("core.audience_group", "core.audience_group_series", "core.audience_group_gap"),
}


@pytest.mark.parametrize("revision", DUMPS)
def test_what_it_held_is_there_after_the_upgrade(fresh_database: str, tmp_path: Path, revision: str) -> None:
    engine = make_engine(fresh_database)
    with engine.connect() as connection:
        major, _ = server_version(connection)
    read_dump(fresh_database, unpack(revision, tmp_path / "dump"), major=major)
    with engine.connect() as connection:
        assert revision_of(connection) == revision
        columns = comparable(connection)
        before = content(connection, columns)
    assert sum(rows > 0 for rows, _ in before.values()) > 30, "tables with rows in them"
    upgrade(engine)
    with engine.connect() as connection:
        assert revision_of(connection) == newest()
        after = content(connection, columns)
    changed = {table for table in columns if before[table] != after[table]}
    assert changed <= WRITTEN_ANEW, {table: (before[table][0], after[table][0]) for table in changed}
    assert fingerprint(engine)["core.track"]["rows"] == before["core.track"][0]
    engine.dispose()


def test_there_are_some() -> None:
    assert len(DUMPS) >= 2
