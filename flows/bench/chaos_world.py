"""A small sandbox world with everything that works on it, in a data folder of its own, for a chaos run."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from db import embedded
from db.datadir import ENVIRONMENT, DataDir
from db.statements import statement
from flows.bench.chaos_job import DELIVERIES, ROSTER, STATE
from flows.run_context import open_run_context
from flows.services.deliveries_world import deliveries_folder, write_deliveries
from flows.services.mail_catcher import start_mail_catcher, stop_mail_catcher
from flows.services.names import SUPERSET, WATCH
from flows.services.prefect_server import code_stamp, start_server, start_worker, stop_all
from flows.services.processes import stop
from flows.services.soundcharts_standin import start_standin, stop_standin
from flows.services.watch import start_watch
from sandbox.world import World, make_world
from tasks.charts.schedule_store import add_schedule
from tasks.charts.schedules import Change
from tasks.trends.clock_store import set_world_end

ARTISTS, TRACKS, CHARTS = 8, 16, 2
AUDIENCE_DAYS, RANKING_DAYS = 60, 14
# Settings that would lead out of the made-up world, or to a database that nobody may kill.
_OURS = ("DATABASE_URL", "PREFECT_API_URL", "GROUNDSWELL_DELIVERIES_PATH")


@dataclass(frozen=True, slots=True)
class ChaosWorld:
    """A data folder in which a small world is served. ``has_prefect``: with a Prefect server and its worker."""

    data_dir: DataDir
    has_prefect: bool


@contextmanager
def open_chaos_world(seed: int, days: int, *, has_prefect: bool) -> Iterator[ChaosWorld]:
    """Make it, with the last ``days`` of the world to be worked on; everything ends and is removed at the end."""
    world = make_world(seed, artists=ARTISTS, tracks=TRACKS)
    with tempfile.TemporaryDirectory(prefix="groundswell-chaos-") as folder:
        Path(folder).chmod(0o711)  # the account of Postgres passes through it
        data_dir = DataDir.open(Path(folder) / "data", create=True)
        with _environment({ENVIRONMENT: str(data_dir.path)}):
            try:
                _prepare(data_dir, world, days)
                _start(data_dir, seed, has_prefect)
                yield ChaosWorld(data_dir, has_prefect)
            finally:
                _end(data_dir)


def _prepare(data_dir: DataDir, world: World, days: int) -> None:
    write_deliveries(world, deliveries_folder(data_dir))
    with open_run_context() as context:
        set_world_end(context.engine, world.end_on)
        with context.engine.begin() as connection:
            connection.execute(statement("bench/history"), {"days": AUDIENCE_DAYS})
            for slug in world.chart_slugs()[:CHARTS]:
                add_schedule(connection, slug, Change(audience_delay_s=0, history_days=RANKING_DAYS))
    worked = [world.end_on - timedelta(days=back) for back in reversed(range(days))]
    data_dir.write_state(STATE, {"steps": [DELIVERIES, ROSTER, *(day.isoformat() for day in worked)], "done": 0})


def _start(data_dir: DataDir, seed: int, has_prefect: bool) -> None:
    start_standin(data_dir, seed=seed, options=("--artists", str(ARTISTS), "--tracks", str(TRACKS)))
    start_mail_catcher(data_dir)
    if has_prefect:
        server = start_server(data_dir, 0)
        assert server.port is not None
        start_worker(data_dir, server.port)
    start_watch(data_dir, code_stamp())


def _end(data_dir: DataDir) -> None:
    for name in (WATCH, SUPERSET):
        stop(data_dir, name)
    stop_all(data_dir)
    stop_standin(data_dir)
    stop_mail_catcher(data_dir)
    embedded.stop(data_dir)
    if cluster := embedded.status(data_dir).folder:
        shutil.rmtree(cluster)  # as root it may lie outside the data folder


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """This process and its children in another data folder, with nothing of whoever runs us."""
    kept = dict(os.environ)
    for name in _OURS:
        os.environ.pop(name, None)
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
