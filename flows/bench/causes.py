"""Causes of weeks against what a sandbox world knows to be true: planted events first, and none where there is none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import database_url
from db.statements import statement
from db.week import WEEK, reported_on
from flows.artist_events import run_artist_events
from flows.bench.backtest import plant
from flows.bench.ground import open_ground
from flows.cascade import run_cascade
from flows.chart_sync import sync_charts
from flows.run_context import RunContext, open_provider
from flows.services.soundcharts_standin import chart_slugs, start_standin, stop_standin
from flows.services.worlds import FIRST_SEED
from sandbox.world import PlantedEvent, World, make_world
from tasks.audience.handler import AudienceHandler
from tasks.audience.metrics import load_metrics
from tasks.audience.store import History, enter_metrics, read_offer
from tasks.charts.schedule_store import add_schedule
from tasks.charts.schedules import Change
from tasks.deliveries.identity_store import join_identities
from tasks.growth.store import plan_series
from tasks.providers.soundcharts import PROVIDER
from tasks.trends.rollup_store import roll_up
from tasks.work.drain import Drain
from tasks.work.stages import Stage, drain_stage

SEEN = (
    1.25  # a jump of one song may be lost in an artist's week: this many times the usual, or the inverse, are counted
)
HISTORY_DAYS = 400  # all weeks of a world
NAMED = ("playlist", "radio", "concert", "chart", "sounds", "market")  # what is a cause, beside where streams came from


@dataclass(frozen=True, slots=True)
class Jump:
    """A jump of an artist's week; `causes` are the planted events it comes from, none where nobody could know one."""

    artist_id_spotify: str
    week_on: date
    causes: tuple[PlantedEvent, ...]


@contextmanager
def open_causes(data_dir: DataDir, seed: int = FIRST_SEED) -> Iterator[tuple[Engine, World]]:
    """A database of its own with a seed's vendor tables, roster, charts and events of all weeks, gone at the end."""
    world = make_world(seed)
    with open_ground(database_url(data_dir)) as ground:
        plant(ground.engine, ground.data_dir, ground.url, world)
        start_standin(ground.data_dir, seed=seed, options=("--rate", "2000"))
        try:
            read_world(RunContext(ground.data_dir, ground.engine, ground.url, world.end_on), seed)
            yield ground.engine, world
        finally:
            stop_standin(ground.data_dir)


def read_world(context: RunContext, seed: int) -> None:
    """Charts, songs and events of a world, each song one with the vendor's, and the weeks told of all of them."""
    engine = context.engine
    with engine.begin() as connection:
        for slug in chart_slugs(seed):
            add_schedule(connection, slug, Change(artist_metadata=False, audience=False, metadata_delay_s=0))
    roll_up(engine)
    sync_charts(context, None)
    run_cascade(context, None)
    for _ in range(2):  # radio is read of tracks that are known to be the vendor's
        run_artist_events(context, weeks=60)
        with engine.begin() as connection:
            join_identities(connection)
        roll_up(engine)
    read_listeners(context)


def read_listeners(context: RunContext) -> None:
    """Listeners by country of followed artists in all weeks; the daily run reads half a year of them at first."""
    with context.engine.begin() as connection:
        enter_metrics(connection, load_metrics())
    with context.engine.connect() as connection:
        offer = read_offer(connection)
    history = {**offer.history, "artist_audience": History(HISTORY_DAYS, 0)}
    handler = AudienceHandler(replace(offer, history=history), context.as_of)
    only = plan_series(context.engine, ("artist_audience",), context.as_of)
    with open_provider(context, PROVIDER) as make_client:
        drain: Drain[Any] = Drain(context.engine, {"artist_audience": handler}, make_client, PROVIDER.parallel)
        drain_stage(Stage("listeners by country", found=len(only)), drain, ("artist_audience",), only)


def run_causes(engine: Engine, world: World) -> dict[str, Any]:
    """How often a planted cause is named first, and how often one is named of a jump that has none."""
    jumps = jumps_of(world)
    weeks = sorted({jump.week_on for jump in jumps})
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(statement("bench/first_causes"), {"weeks": weeks}).mappings()]
    first = {(row["artist_id_spotify"], row["week_on"]): row for row in rows}
    caused = [(jump, row) for jump in jumps if jump.causes and (row := first.get(_key(jump))) is not None]
    unexplained = [(jump, row) for jump in jumps if not jump.causes and (row := first.get(_key(jump))) is not None]
    missed = [_words(jump, row) for jump, row in caused if not _is_named(jump, row)]
    false = [_words(jump, row) for jump, row in unexplained if row["cause"] in NAMED]
    return {
        "seed": world.seed,
        "caused": len(caused),
        "named_first": len(caused) - len(missed),
        "named_first_share": 1 - len(missed) / len(caused) if caused else None,
        "unexplained": len(unexplained),
        "false": len(false),
        "false_share": len(false) / len(unexplained) if unexplained else None,
        "missed": missed,
        "falsely_named": false,
    }


def jumps_of(world: World) -> list[Jump]:
    """Whole weeks of artists whose Spotify streams jumped, in which the jump can be seen."""
    found = []
    for jump in world.jumps:
        if jump.metric != "spotify:streams" or jump.days < 7 or reported_on(jump.starts_on) > world.end_on:
            continue
        song = world.track_by_uuid.get(jump.entity)
        artist = world.artist_by_uuid[song.artists[0] if song is not None else jump.entity]
        factor = world.jump_factor(artist.uuid, "spotify", jump.starts_on)
        if 1 / SEEN < factor < SEEN:
            continue
        week = jump.starts_on - timedelta(days=2), jump.starts_on + WEEK
        causes = tuple(
            event
            for event in (*world.events, *world.market_events)
            if event.moves is not None
            and event.artist == artist.uuid
            and week[0] <= ((event.until or event.on) if event.moves == "down" else event.on) < week[1]
        )
        found.append(Jump(artist.identifiers["spotify"], jump.starts_on, causes))
    return found


def _key(jump: Jump) -> tuple[str, date]:
    return jump.artist_id_spotify, jump.week_on


def _is_named(jump: Jump, row: Mapping[str, Any]) -> bool:
    return any(row["cause"] == cause.kind and cause.title in row["sentence"] for cause in jump.causes)


def _words(jump: Jump, row: Mapping[str, Any]) -> str:
    true = "; ".join(sorted({f"{cause.kind} {cause.title} {cause.size}" for cause in jump.causes})) or "nothing"
    return f"{jump.week_on} {jump.artist_id_spotify}: {true}; said: {row['cause']}, {row['sentence']}"
