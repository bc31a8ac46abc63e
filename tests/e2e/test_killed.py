"""Killed in the middle and started again: the same content as without the kill."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

import psycopg2
from command_line import CommandLine
from standin import StandIn

AS_OF = ("--as-of", "2026-11-19")
SLUGS = ("spotify-weekly-us", "spotify-weekly-jp")


def ready(url: str, folder: str) -> CommandLine:
    line = CommandLine({"DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": folder})
    for slug in SLUGS:
        line.good("schedule", "add", slug, "--audience-delay", "0")
    return line


def done_items(url: str) -> int:
    with closing(psycopg2.connect(url.replace("+psycopg2", "", 1))) as connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from ops.work where state = 'done' and kind = 'track_audience'")
        row = cursor.fetchone()
        assert row is not None
        return int(row[0])


def test_a_killed_cascade_goes_on_where_it_was(
    fresh_database: str,
    module_database: str,
    tmp_path: object,
    standin: Callable[..., AbstractContextManager[StandIn]],
    provider_settings: Callable[[StandIn], dict[str, str]],
) -> None:
    undisturbed, killed = ready(module_database, f"{tmp_path}/one"), ready(fresh_database, f"{tmp_path}/two")
    with standin() as server:
        settings = provider_settings(server)
        undisturbed.good("sync", "charts", *AS_OF, **settings)
        undisturbed.good("rollup")
        victim = killed.start("sync", "charts", *AS_OF, **settings)
        while done_items(fresh_database) < 5:
            assert victim.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)
        victim.kill()
        victim.communicate()
        before = done_items(fresh_database)
        killed.good("sync", "charts", *AS_OF, **settings)
        killed.good("rollup")
    assert before < done_items(fresh_database)
    assert killed.good("db", "fingerprint", "--json").json == undisturbed.good("db", "fingerprint", "--json").json
