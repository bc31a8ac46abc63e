"""The demo: everything started for a data folder, the daily flow run over a made-up world, figures at the end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from db import embedded
from db.datadir import DataDir
from db.engine import redacted
from db.week import last_complete_week
from flows.collect_growth import collect_growth
from flows.daily import daily
from flows.ingest_deliveries import SomeRefused, ingest_deliveries
from flows.link_works import link_works
from flows.refresh_actions import refresh_actions
from flows.run_context import RunContext, open_run_context
from flows.services.deliveries_world import bring_works, deliveries_folder, follow_roster, write_deliveries_apart
from flows.services.listening_world import history_folder, ingest_histories, read_histories, write_histories_apart
from flows.services.mail_catcher import enlist_readers, start_mail_catcher, stop_mail_catcher
from flows.services.names import (
    MAIL_CATCHER,
    PREFECT_SERVER,
    PREFECT_WORKER,
    PROGRAMS,
    SOUNDCHARTS_STANDIN,
    SUPERSET,
    TAG_STANDINS,
    WATCH,
)
from flows.services.prefect_server import run_under_prefect, start_server
from flows.services.processes import Running, running, stop
from flows.services.soundcharts_standin import chart_slugs, start_standin, stop_standin
from flows.services.superset_server import stop_superset
from flows.services.tag_standins import start_tag_standins, stop_tag_standins
from flows.services.worlds import check_charts, check_world, claim, settle_end, world_of
from tasks.cascade.store import find_orphans
from tasks.charts.schedule_store import add_schedule
from tasks.charts.schedules import Change
from tasks.deliveries.load_store import refused_loads
from tasks.providers.registry import providers
from tasks.report.store import newest_closed_week
from tasks.runs.store import demo_figures, runs_since
from tasks.trends.clock_store import set_world_end


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo found and started. ``figures`` are those of --json."""

    figures: dict[str, Any]
    pdf: Path
    server: Running


def run_demo(
    data_dir: DataDir, *, seed: int, end_on: date | None, faults: str, prefect_port: int, say: Callable[[str], None]
) -> Demo:
    """Start what is needed and run the daily flow. Raises GroundswellError when something is in the way."""
    began, started = datetime.now(UTC), time.monotonic()
    world = world_of(seed)
    check_world(data_dir, world)
    last_on = settle_end(data_dir, end_on, began.date())
    drops, histories = deliveries_folder(data_dir), history_folder(data_dir)
    with ThreadPoolExecutor(3) as pool:
        prefect = pool.submit(start_server, data_dir, prefect_port)  # the slowest to start
        written = [
            pool.submit(write_deliveries_apart, seed, last_on, drops),
            pool.submit(write_histories_apart, seed, last_on, histories),
        ]
        with open_run_context() as context:
            follow_charts(context, seed)
            set_world_end(context.engine, last_on)
        claim(data_dir, world)
        say("The warehouse is ready.")
        start_standin(data_dir, seed=seed, end_on=last_on, faults=faults)
        start_tag_standins(data_dir, seed=seed, end_on=last_on, faults=faults)
        start_mail_catcher(data_dir)
        say(f"Stand-ins for {', '.join(one.name for one in providers().values())} serve its world.")
        server = prefect.result()
        say(f"Prefect runs at http://127.0.0.1:{server.port}")
        for files in written:
            files.result()
    people = read_histories(histories)
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(copy_context().run, ingest_histories, data_dir, people)
        with suppress(SomeRefused):
            run_under_prefect(data_dir, ingest_deliveries, str(drops))
        heard.result()
    with open_run_context() as context:
        followed = follow_roster(context.engine, drops)
        enlist_readers(context.engine)
        say(f"The vendor's tables are loaded; {followed.cards} artists and {followed.sounds} sounds are followed.")
        _report_rejected(context, say)
        works = bring_works(context.engine, seed, drops)
        say(f"{works.new + works.changed + works.unchanged} works of their catalogue are there.")
    say(f"The listening histories of {len(people)} people are loaded.")
    run_under_prefect(data_dir, daily, None, True, None)
    run_under_prefect(data_dir, link_works)
    run_under_prefect(data_dir, collect_growth)
    run_under_prefect(data_dir, refresh_actions)
    with open_run_context() as context:
        for run in runs_since(context.engine, began):
            if run["flow"] == "daily" and run["state"] == "partial":
                say(f"The daily run went well in part: {run['reason']}")
        week = newest_closed_week(context.engine) or last_complete_week(context.as_of)
        pdf = data_dir.reports / f"weekly-report-{week}.pdf"
        figures = {
            "seconds": round(time.monotonic() - started, 1),
            "database_url": redacted(context.url),
            **demo_figures(context.engine, began),
            "orphans": len(find_orphans(context.engine, context.as_of)),
            "pdf": str(pdf),
        }
    return Demo(figures, pdf, server)


def _report_rejected(context: RunContext, say: Callable[[str], None]) -> None:
    """Say which deliveries were refused: the world has one, so that this can be seen."""
    for origin, reason in refused_loads(context.engine):
        say(f"Refused: {Path(origin).parent.name}/{Path(origin).name}: {reason}")


def follow_charts(context: RunContext, seed: int) -> None:
    """Schedule the world's charts, their audiences without delay."""
    slugs = chart_slugs(seed)
    check_charts(context, slugs)
    with context.engine.begin() as connection:
        for slug in slugs:
            add_schedule(connection, slug, Change(audience_delay_s=0))


def running_before(data_dir: DataDir) -> set[str]:
    """Names of our programs that run already: the demo leaves those alone at its end."""
    names = {name for name in PROGRAMS if running(data_dir, name) is not None}
    return names | ({"postgres"} if embedded.status(data_dir).running else set())


def stop_started(data_dir: DataDir, before: set[str]) -> None:
    """Stop what runs now and did not before."""
    if WATCH not in before:  # first, or it would start the others again
        stop(data_dir, WATCH)
    if SUPERSET not in before:
        stop_superset(data_dir)
    for name in (PREFECT_WORKER, PREFECT_SERVER):
        if name not in before:
            stop(data_dir, name)
    if SOUNDCHARTS_STANDIN not in before:
        stop_standin(data_dir)
    if TAG_STANDINS not in before:
        stop_tag_standins(data_dir)
    if MAIL_CATCHER not in before:
        stop_mail_catcher(data_dir)
    if "postgres" not in before:
        embedded.stop(data_dir)
