"""Killed in the middle and started again: the same content as without the kill."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import psycopg2
from command_line import CommandLine, WithinThisProgram
from standin import StandIn

from db import embedded
from db.datadir import DataDir

AS_OF = ("--as-of", "2026-11-19")
SLUGS = ("spotify-weekly-us", "spotify-weekly-jp")
FAST = ("--rate", "100000")  # nothing here is about the provider's limit


def ready(url: str, folder: str) -> CommandLine:
    line = WithinThisProgram({"DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": folder})
    schedule(line, *SLUGS)
    return line


def schedule(line: CommandLine, *slugs: str) -> None:
    line.good("limits", "set", "soundcharts", "--rate", "1000")
    for slug in slugs:
        line.good("schedule", "add", slug, "--audience-delay", "0")


def plain(url: str) -> str:
    return url.replace("+psycopg2", "", 1)


def done_items(url: str) -> int:
    with closing(psycopg2.connect(plain(url))) as connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from ops.work where state = 'done' and kind = 'track_audience'")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


def give_back(url: str) -> None:
    """What the killed one held: nobody needs to wait until its lease runs out."""
    with closing(psycopg2.connect(plain(url))) as connection, connection.cursor() as cursor:
        cursor.execute("update ops.work set lease_until = now() where state = 'leased'")
        connection.commit()


def test_a_killed_postgres_loses_nothing_that_was_done(
    tmp_path: Path,
    disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]],
    standin: Callable[..., AbstractContextManager[StandIn]],
    provider_settings: Callable[[StandIn], dict[str, str]],
) -> None:
    line = WithinThisProgram({"GROUNDSWELL_DATA_DIR": str(tmp_path / "data")})
    with disposable_data_dir(tmp_path / "data") as data_dir, standin(*FAST) as server:
        settings = provider_settings(server)
        schedule(line, SLUGS[0])
        url = embedded.ensure(data_dir).url
        victim = line.start("sync", "charts", *AS_OF, **settings)
        while (before := done_items(url)) < 5:
            assert victim.poll() is None, "it ended before its database could be killed"
            time.sleep(0.02)
        pid = embedded.status(data_dir).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        _, said = victim.communicate(timeout=60)
        assert victim.returncode == 1
        assert "The database went away" in said
        assert "Traceback" not in said
        restarted = embedded.ensure(data_dir).url
        assert done_items(restarted) >= before
        give_back(restarted)
        line.good("sync", "charts", *AS_OF, **settings)
        with closing(psycopg2.connect(plain(restarted))) as connection, connection.cursor() as cursor:
            cursor.execute("select distinct state from ops.work")
            assert cursor.fetchall() == [("done",)]


def test_a_killed_cascade_goes_on_where_it_was(
    fresh_warehouse: str,
    module_warehouse: str,
    tmp_path: object,
    standin: Callable[..., AbstractContextManager[StandIn]],
    provider_settings: Callable[[StandIn], dict[str, str]],
) -> None:
    undisturbed, killed = ready(module_warehouse, f"{tmp_path}/one"), ready(fresh_warehouse, f"{tmp_path}/two")
    with standin(*FAST) as server:
        settings = provider_settings(server)
        undisturbed.good("sync", "charts", *AS_OF, **settings)
        undisturbed.good("rollup")
        victim = killed.start("sync", "charts", *AS_OF, **settings)
        while done_items(fresh_warehouse) < 5:
            assert victim.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)
        victim.kill()
        victim.communicate()
        give_back(fresh_warehouse)
        before = done_items(fresh_warehouse)
        killed.good("sync", "charts", *AS_OF, **settings)
        killed.good("rollup")
    assert before < done_items(fresh_warehouse)
    assert killed.good("db", "fingerprint", "--json").json == undisturbed.good("db", "fingerprint", "--json").json
