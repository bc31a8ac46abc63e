"""Backtest: every past week judged again as known on its Monday, against what a sandbox world knows to be true."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import database_url
from db.statements import statement
from db.week import WEEK, reported_at, reported_on
from flows.bench.eventful import eventful_backtest
from flows.bench.ground import open_ground
from flows.ingest_deliveries import SomeRefused, run_ingest
from flows.run_context import RunContext, open_run_context
from flows.services.deliveries_world import deliveries_folder, follow_roster, write_deliveries
from flows.services.worlds import chosen_seed, end_of, seed_of
from sandbox.roster import flat_roster
from sandbox.world import END_ON, World, make_world
from tasks.runs.prefect_run import Progress
from tasks.trends.backtest import Truth, backtest, flat_confirmed
from tasks.trends.panel import Panel, Rules
from tasks.trends.rollup_store import replayed
from tasks.trends.settings import spike_settings

FLAT_ROSTERS, FLAT_WEEKS = 10, 41
PLATFORM = {"track_luminate_streams": "spotify", "sound_tiktok_posts": "tiktok"}
METRIC = {f"{platform}:{unit}": metric for metric, platform in PLATFORM.items() for unit in ("streams", "videos")}


@dataclass(frozen=True, slots=True)
class Ground:
    """A warehouse with a sandbox world's vendor tables and roster."""

    engine: Engine
    world: World


@contextmanager
def open_world(data_dir: DataDir, seed: int | None) -> Iterator[Ground]:
    """The data folder's own world, or another one planted in a database of its own that is gone at the end.

    Of real data nobody knows what was true: a folder without a sandbox world gets one planted beside it.
    """
    own = seed_of(data_dir)
    if own is not None and seed in (None, own):
        with open_run_context() as context:
            if _has_deliveries(context.engine):
                yield Ground(context.engine, make_world(own, end_on=end_of(data_dir) or END_ON))
                return
    world = make_world(chosen_seed(data_dir, seed))
    with open_ground(database_url(data_dir)) as ground:
        plant(ground.engine, ground.data_dir, ground.url, world)
        yield Ground(ground.engine, world)


def plant(engine: Engine, data_dir: DataDir, url: str, world: World) -> None:
    """Bring in a world's vendor tables and roster; what the vendor delivered wrongly stays out."""
    folder = deliveries_folder(data_dir)
    write_deliveries(world, folder)
    context = RunContext(data_dir, engine, url, world.end_on)
    # a world has a drop with a renamed column, and what it lacks comes with the next one
    with suppress(SomeRefused):
        run_ingest(context, str(folder))
    follow_roster(engine, folder)


def run_backtest(ground: Ground) -> dict[str, Any]:
    """Replay all whole weeks of the world; figures by kind of alert (see tasks.trends.backtest).

    `eventful`: the same figures of a roster of the same seed to which as much happens as to real artists.
    """
    world, engine = ground.world, ground.engine
    first = world.start_on
    weeks = [first + place * WEEK for place in range(1, (world.end_on - first).days // 7 + 1)]
    weeks = [week for week in weeks if reported_on(week) <= world.end_on]
    progress = Progress("weeks-replayed", "weeks replayed")
    frames = []
    for place, week in enumerate(weeks):
        frames.append(_as_known(engine, first, week).assign(week=place + 1))
        progress.update(place + 1, len(weeks))
    rows = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    figures = backtest(rows, _truth(engine, world, weeks), spike_settings(), flat_rosters(world.seed))
    return figures | {"eventful": eventful_backtest(world.seed)}


def _as_known(engine: Engine, first: date, week: date) -> pd.DataFrame:
    """Badges of artists in one week, as they were known when it was reported."""
    with replayed(engine, first, reported_at(week), is_backtest=True) as connection:
        found = connection.execute(statement("trends/badges_of"), {"week_on": week}).mappings().all()
    return pd.DataFrame(found)


def _truth(engine: Engine, world: World, weeks: list[date]) -> Truth:
    """What the world says of every followed artist's weeks."""
    with engine.connect() as connection:
        ids = {row.artist_id_spotify: row.artist_id for row in connection.execute(statement("trends/followed"))}
    known = {artist.uuid: ids[artist.identifiers["spotify"]] for artist in world.artists if
             artist.identifiers["spotify"] in ids}  # fmt: skip
    factors = [
        (artist_id, metric, place + 1, world.jump_factor(uuid, platform, week))
        for uuid, artist_id in known.items()
        for metric, platform in PLATFORM.items()
        for place, week in enumerate(weeks)
    ]
    columns = {week: place + 1 for place, week in enumerate(weeks)}
    jumps = [
        (known[jump.entity], METRIC[jump.metric], columns[jump.starts_on], jump.factor)
        for jump in world.surges
        if jump.entity in known and jump.starts_on in columns
    ]
    names = ["artist_id", "metric", "week", "factor"]
    return Truth(pd.DataFrame(factors, columns=names), pd.DataFrame(jumps, columns=names))


def flat_rosters(seed: int) -> int:
    """Confirmed badges in the last week of 10 rosters of 300 artists to whom nothing happened."""
    kinds = [(noise, tails) for noise in ("independent", "autocorrelated", "drifting") for tails in ("normal", "heavy")]
    rosters = []
    for number in range(FLAT_ROSTERS):
        noise, tails = kinds[number % len(kinds)]
        made = flat_roster(seed * 1_000 + number, weeks=FLAT_WEEKS, noise=noise, tails=tails)  # type: ignore[arg-type]
        rosters.append({"track_luminate_streams": panel_of(made.streams), "sound_tiktok_posts": panel_of(made.posts)})
    return flat_confirmed(rosters, flat_rules(300), spike_settings())


def flat_rules(artists: int) -> Mapping[str, Rules]:
    """The rules a new warehouse starts with."""
    return {
        metric: Rules(np.full(artists, 2.0), np.full(artists, floor), np.full(artists, "global", object))
        for metric, floor in (("track_luminate_streams", 1_000), ("sound_tiktok_posts", 50))
    }


def panel_of(counts: "np.ndarray[Any, Any]") -> Panel:
    """Weekly counts [artists, weeks] as whole weeks of the same tracks."""
    this = counts.astype(np.float64)
    last = np.full(this.shape, np.nan)
    last[:, 1:] = this[:, :-1]
    compared = np.where(np.isfinite(last), this, np.nan)
    return Panel(
        artists=np.arange(len(this)),
        this_week=compared,
        last_week=last,
        settled_this=compared,
        settled_last=last,
        days_matched=np.where(np.isfinite(last), 7, 0),
        release_count=np.zeros(this.shape, np.int64),
        data_flag=np.full(this.shape, None, object),
        level=this,
        total_change=compared - last,
        new_releases_change=np.zeros(this.shape),
    )


def _has_deliveries(engine: Engine) -> bool:
    with engine.connect() as connection:
        known: bool = connection.execute(statement("trends/has_deliveries")).scalar_one()
    return known
