"""Verbs up, down and status: the programs behind a data folder."""

import os
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from db import embedded
from db.datadir import DataDir
from db.folder_lock import folder_lock
from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import people, print_json, print_rows, say

PrefectPort = Annotated[int, typer.Option("--prefect-port", help="Port of the Prefect UI; a free one when taken.")]
SupersetPort = Annotated[int, typer.Option("--superset-port", help="Port of Superset; a free one when taken.")]
NoSuperset = Annotated[bool, typer.Option("--no-superset", help="Leave Superset out.")]


def up(
    prefect_port: PrefectPort = 4200,
    superset_port: SupersetPort = 8088,
    no_superset: NoSuperset = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Start the warehouse, Superset, the Prefect server and a worker for the deployments of prefect.yaml."""
    folder = choose(data_dir)
    with folder_lock(folder, "up"):
        if data_dir is not None:
            folder.remember()
        _start(folder, prefect_port, None if no_superset else superset_port)
    show_status(folder, as_json=as_json)


def _start(folder: DataDir, prefect_port: int, superset_port: int | None) -> None:
    """Start everything; without a port of its own Superset is left out."""
    from flows.cli.addresses import show_prefect, show_superset
    from flows.run_context import open_run_context
    from flows.services.names import SUPERSET
    from flows.services.prefect_server import code_stamp, start_server, start_worker
    from flows.services.processes import is_gone, stop
    from flows.services.superset_server import start_superset
    from flows.services.watch import heal, start_watch

    with people.status("Starting the warehouse ..."), open_run_context():
        pass
    with people.status("Starting Prefect (ten seconds or so) ..."):
        server = start_server(folder, prefect_port)
        assert server.port is not None
        for line in heal(folder):
            say(line)
        start_worker(folder, server.port)
    show_prefect(folder, server, prefect_port)
    if superset_port is not None:
        with people.status("Starting Superset (the first time a minute or two) ..."):
            superset = start_superset(folder, superset_port, say)
        show_superset(folder, superset, superset_port)
    elif is_gone(folder, SUPERSET):
        stop(folder, SUPERSET)  # or the watch would start it again
    start_watch(folder, code_stamp())


def down(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Stop what runs for the data folder, and nothing else. Fails while another verb starts or stops its programs."""
    from flows.services.mail_catcher import stop_mail_catcher
    from flows.services.names import (
        MAIL_CATCHER,
        PREFECT_SERVER,
        PREFECT_WORKER,
        SOUNDCHARTS_STANDIN,
        SUPERSET,
        TAG_STANDINS,
        WATCH,
    )
    from flows.services.processes import running, stop
    from flows.services.soundcharts_standin import stop_standin
    from flows.services.tag_standins import stop_tag_standins

    folder = choose(data_dir, create=False)
    watch = running(folder, WATCH)  # it may be starting something; it ends first
    with folder_lock(folder, "down", beside=watch.pid if watch is not None else None):
        stopped = [name for name in (WATCH, PREFECT_WORKER, PREFECT_SERVER, SUPERSET) if stop(folder, name)]
        if stop_standin(folder):
            stopped.append(SOUNDCHARTS_STANDIN)
        if stop_tag_standins(folder):
            stopped.append(TAG_STANDINS)
        if stop_mail_catcher(folder):
            stopped.append(MAIL_CATCHER)
        if embedded.stop(folder):
            stopped.append("postgres")
    if as_json:
        print_json({"stopped": stopped})
    else:
        say(f"Stopped {', '.join(stopped)}." if stopped else "Nothing was running.")


def status(data_dir: DataDirOption = None, as_json: JsonOption = False) -> None:
    """Show what is wrong, what runs and where, and how the queue stands. Fails where something is wrong."""
    if show_status(choose(data_dir, create=False), as_json=as_json):
        raise typer.Exit(1)


def show_status(folder: DataDir, *, as_json: bool) -> list[str]:
    """The same; what is wrong, in sentences."""
    rows, queue = services(folder), queue_counts(folder)
    wrong = what_is_wrong(rows, queue)
    if as_json:
        print_json({"data_dir": str(folder.path), "wrong": wrong, "services": rows, "queue": queue})
        return wrong
    for sentence in wrong:
        say(sentence, style="red")
    say(f"Data folder {folder.path}")
    print_rows(rows, as_json=False, empty="Nothing runs.")
    if queue:
        say(f"Queue: {', '.join(f'{items:,} {state}' for state, items in queue.items())}")
    return wrong


def what_is_wrong(rows: list[dict[str, Any]], queue: Mapping[str, int]) -> list[str]:
    """Programs that should run and do not, and items that were given up; what was stopped on purpose is well."""
    from flows.services.names import OF_SANDBOX

    gone = [row["service"] for row in rows if row["state"] == "gone"]
    wrong = [
        f"{name} should run and does not. Start it with: groundswell {'sandbox start' if name in OF_SANDBOX else 'up'}"
        for name in gone
    ]
    if dead := queue.get("dead", 0):
        wrong.append(f"{dead:,} items of the queue were given up. See why: groundswell work list --state dead")
    return wrong


def queue_counts(folder: DataDir) -> dict[str, int]:
    """Items of the queue by state; empty when no database runs, because looking must not start one."""
    if "DATABASE_URL" not in os.environ and not embedded.status(folder).running:
        return {}
    from flows.run_context import open_run_context
    from tasks.work.store import count_work

    counts: Counter[str] = Counter()
    with open_run_context() as context:
        for row in count_work(context.engine):
            counts[row["state"]] += row["items"]
    return dict(counts)


def services(folder: DataDir) -> list[dict[str, Any]]:
    """One row for each program: name, state (running, stopped, or gone: nobody stopped it), pid, address."""
    from flows.services.names import MAIL_CATCHER, PROGRAMS
    from flows.services.processes import is_gone, running

    cluster = embedded.status(folder)
    rows: list[dict[str, Any]] = [
        {
            "service": "postgres",
            "state": "running" if cluster.running else "stopped",
            "pid": cluster.pid,
            "address": f"127.0.0.1:{cluster.port}" if cluster.running else None,
        }
    ]
    for name in PROGRAMS:
        there = running(folder, name)
        scheme = "smtp" if name == MAIL_CATCHER else "http"
        address = f"{scheme}://127.0.0.1:{there.port}" if there is not None and there.port else None
        rows.append(
            {
                "service": name,
                "state": "running" if there is not None else "gone" if is_gone(folder, name) else "stopped",
                "pid": there.pid if there is not None else None,
                "address": address,
            }
        )
    return rows
