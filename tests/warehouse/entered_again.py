"""The ways in which rows with a number that can end are entered, each run over and over for the same rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Engine, text

from db.statements import statement
from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics, known_metrics, store_readings
from tasks.charts.store import store_platforms
from tasks.listening.dimensions import Dimensions
from tasks.providers.reading import Reading
from tasks.readers.history.meaning import Context, Item
from tasks.work.item import WorkItem
from tests.warehouse.queued import queue_tracks, run_sql

# 70,000 in all, more than a key of two bytes holds: so many rows at once, where a statement takes several, in ten turns
ROWS, TURNS = 7_000, 10


def loop(engine: Engine, name: str, given: Mapping[str, Any], times: int) -> None:
    """Run a statement so many times on the server, committing now and then."""
    sql, connection = str(statement(name).compile(dialect=engine.dialect)), engine.raw_connection()
    try:
        connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = connection.cursor()
        body = cursor.mogrify(sql, given).decode()  # type: ignore[attr-defined]
        counted = "count(*) into n from done" if "returning" in body else "1 into n"
        cursor.execute(
            f"do $$ declare n bigint; begin for turn in 1..{times} loop with done as ({body}\n) select {counted}; "
            "if turn % 500 = 0 then commit; end if; end loop; end $$"
        )
    finally:
        connection.driver_connection.autocommit = False  # type: ignore[union-attr]
        connection.close()


def repeats(turns: int) -> int:
    """How often a statement of one row is run: once to enter it, then 70,000 times."""
    return 1 if turns == 1 else ROWS * turns


def once(engine: Engine, name: str, given: Mapping[str, Any]) -> None:
    with engine.begin() as connection:
        connection.execute(statement(name), given)


def platforms(engine: Engine, turns: int) -> None:
    codes = [f"p{n}" for n in range(100)]
    given = {"provider": "soundcharts", "codes": codes, "names": codes, "kinds": ["other"] * 100}
    loop(engine, "charts/platforms", given, repeats(turns) // 100 + 1)
    loop(engine, "deliveries/platforms", {}, repeats(turns))


def metrics(engine: Engine, turns: int) -> None:
    with engine.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
    given = {"code": "m", "name": "M", "platform": "spotify", "entity_kind": "track", "metric_kind": "counter"}
    loop(
        engine,
        "audience/metric",
        given | {"unit": "u", "identifier_rule": "sum", "membership": "credits", "endpoint": None},
        repeats(turns),
    )


def charts(engine: Engine, turns: int) -> None:
    with engine.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["song_chart"])})
    given = {"slug": "c", "name": "C", "platform": "spotify", "frequency": "daily", "country_code": None}
    more = {"city_name": None, "positions": None, "metric_type": None, "web_url": None}
    loop(engine, "charts/chart", given | more, repeats(turns))


def series(engine: Engine, turns: int) -> None:
    with engine.begin() as connection:
        store_platforms(connection, "soundcharts", {"spotify": ("Spotify", ["audience"])})
        enter_metrics(connection, load_metrics())
        known = known_metrics(connection, load_metrics())["track", "spotify"][0]
    if not run_sql(engine, "select from core.track"):
        queue_tracks(engine, 1)
    ((track_id,),) = run_sql(engine, "select track_id from core.track")
    item = WorkItem(0, "track_audience", track_id, "", "spotify", None, 1, None, None)
    days = [date(2020, 1, 1) + timedelta(days=n // 70) for n in range(repeats(turns) if turns > 1 else 70)]
    readings = [(known, Reading("value", f"id {n % 70}", day, 5, 0)) for n, day in enumerate(days)]
    with engine.begin() as connection:
        store_readings(connection, item, readings, [None])


def recordings(engine: Engine, turns: int) -> None:
    given = {"id": "6f0a4a1e-3f3c-4a55-8b7e-000000000001", "name": "R", "credit_name": "A", "length_ms": None}
    loop(engine, "identity/put_recording", given | {"artist_ids": [], "artist_names": []}, repeats(turns))


def catalogue(engine: Engine, turns: int) -> None:
    ids, nothing = [f"{n:022}" for n in range(ROWS)], [None] * ROWS
    album = {"id": "a", "name": "A", "album_type": "album", "release_on": None, "track_count": None, "is_listed": False}
    loop(engine, "enrichment/put_album", album, repeats(turns))
    tracks = {"album_id": "a", "ids": ids, "names": ids, "isrcs": nothing}
    for _ in range(turns):
        once(engine, "enrichment/put_artists", {"ids": ids, "names": ids})
        once(engine, "enrichment/put_tracks", tracks | {"lengths": nothing, "discs": nothing, "numbers": nothing})


def targets(engine: Engine, turns: int) -> None:
    """Each time under a name that comes before the one before."""
    links = (
        "insert into linked_target select 1, 'lastfm', 'artist', 'key ' || n, :name from generate_series(1, :rows) n"
    )
    for turn in range(turns):
        with engine.begin() as connection:
            connection.execute(statement("tags/target_table"))
            connection.execute(text(links), {"rows": ROWS, "name": chr(ord("z") - turns - turn)})
            connection.execute(statement("tags/put_targets"))


def names(engine: Engine, turns: int) -> None:
    for _ in range(turns):
        rows = ROWS if turns > 1 else 1
        once(engine, "tags/put_names", {"genres": ["shoegaze"] * rows, "moods": ["sad"] * rows})


def methods(engine: Engine, turns: int) -> None:
    given = {"method_version": "1-a", "formula": 1, "taxonomy_sha256": "a", "priors": "{}"}
    loop(engine, "tags/put_method", given, repeats(turns))


def listened(engine: Engine, turns: int) -> None:
    given = {"name": "Mia", "name_key": "mia", "time_zone": "UTC"}
    loop(engine, "listening/load/enter_user", given, repeats(turns))
    dimensions, numbers = Dimensions(engine), list(range(ROWS * turns))
    meanings: Mapping[Any, Sequence[Any]] = {
        "items": [Item("music", f"{n % ROWS:022}", "a", "b", "c") for n in numbers],
        "names": [Item("music", None, f"{n % ROWS}", "b", "c") for n in numbers],
        "contexts": [Context("extended", False, f"{n % ROWS}", *[None] * 7) for n in numbers],
    }
    for what, words in meanings.items():
        dimensions._learn(what, np.zeros(len(numbers), np.int64), numbers, words)


PATHS: dict[str, Callable[[Engine, int], None]] = {
    "core.platform.platform_id": platforms,
    "core.metric.metric_id": metrics,
    "core.chart.chart_id": charts,
    "core.audience_series.series_id": series,
    "core.recording.recording_id": recordings,
    "core.catalog_album.catalog_album_id": catalogue,
    "core.catalog_artist.catalog_artist_id": catalogue,
    "core.catalog_track.catalog_track_id": catalogue,
    "core.tag_target.target_id": targets,
    "core.genre.genre_id": names,
    "core.mood.mood_id": names,
    "core.method.method_id": methods,
    "core.listening_user.user_id": listened,
    "core.heard_item.heard_item_id": listened,
    "core.play_context.context_id": listened,
}
