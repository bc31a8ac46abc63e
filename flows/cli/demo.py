"""Verb demo: from an empty machine to a weekly PDF."""

import signal
import threading
from datetime import date
from types import FrameType
from typing import Annotated

import typer

from db.datadir import DataDir
from db.folder_lock import folder_lock
from flows.cli.lifecycle import NoSuperset, PrefectPort, SupersetPort
from flows.cli.options import DataDirOption, EndOn, JsonOption, Seed, choose, day
from flows.cli.output import people, print_json, progress_shown, say
from flows.cli.sandbox import Faults


def demo(
    once: Annotated[bool, typer.Option("--once", help="End after the run instead of staying up.")] = False,
    seed: Seed = None,
    end_on: EndOn = None,
    faults: Annotated[Faults, typer.Option("--faults", help="How often the provider fails.")] = "none",
    no_superset: NoSuperset = False,
    prefect_port: PrefectPort = 4200,
    superset_port: SupersetPort = 8088,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set everything up on this machine and run the daily flow over a made-up world."""
    folder = choose(data_dir)
    with folder_lock(folder, "demo"):
        if data_dir is not None:
            folder.remember()
        _run(folder, once, seed, day(end_on), faults, prefect_port, None if no_superset else superset_port, as_json)


def _run(
    folder: DataDir,
    once: bool,
    seed: int | None,
    end_on: date | None,
    faults: Faults,
    prefect_port: int,
    superset_port: int | None,
    as_json: bool,
) -> None:
    """The demo in a folder that is nobody else's; without a port of its own Superset is left out."""
    from flows.cli.addresses import show_prefect, show_superset
    from flows.services.demo import run_demo, running_before, stop_started
    from flows.services.mail_catcher import mailbox, start_mail_catcher
    from flows.services.prefect_server import code_stamp, start_worker
    from flows.services.superset_server import start_superset
    from flows.services.watch import start_watch
    from flows.services.worlds import chosen_seed

    before = running_before(folder)
    say(f"Data folder {folder.path}")
    try:
        with progress_shown():
            chosen = chosen_seed(folder, seed)
            done = run_demo(folder, seed=chosen, end_on=end_on, faults=faults, prefect_port=prefect_port, say=say)
        figures = done.figures
        say(
            f"{figures['charts']} charts, {figures['tracks']} tracks, {figures['artists']} artists, "
            f"{figures['audience_points']:,} audience points, {figures['provider_calls']} provider calls, "
            f"{figures['orphans']} orphans, in {figures['seconds']} s."
        )
        say(
            f"{figures['listeners']} listeners, {figures['plays']:,} plays, {figures['plays_with_genre']:.1%} of known "
            f"genre; {figures['matched_tracks']} tracks found at MusicBrainz, {figures['unresolved_tracks']} not."
        )
        say(f"The weekly report: {done.pdf}")
        say(f"Mails are caught in {mailbox(folder)}: {len(list(mailbox(folder).glob('*.eml')))} so far.")
        if not once:
            with people.status("Entering the deployments ..."):
                assert done.server.port is not None
                start_worker(folder, done.server.port)
            if superset_port is not None:
                with people.status("Starting Superset (the first time a minute or two) ..."):
                    superset = start_superset(folder, superset_port, say)
                start_mail_catcher(folder)  # links in mails lead to the port it has now
                show_superset(folder, superset, superset_port)
            start_watch(folder, code_stamp())
            show_prefect(folder, done.server, prefect_port)
            say(f"Database: {figures['database_url']}  (open it with: groundswell db psql)")
        if as_json:
            print_json(figures)
        if not once:
            say("Ctrl-C stops what this demo started.")
            wait_for_end()
    finally:
        stop_started(folder, before)


def wait_for_end() -> None:
    """Return on Ctrl-C or when asked to end."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    ended.wait()
