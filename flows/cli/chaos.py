"""Verb chaos: the daily work of a small made-up world while what it rests on is killed."""

import signal
from typing import Annotated

import typer

from flows.cli.options import DataDirOption, JsonOption
from flows.cli.output import people, print_json, print_rows, say


def chaos(
    kills: Annotated[int, typer.Option("--kills", min=1, help="How often something is killed.")] = 5,
    seed: Annotated[int, typer.Option("--seed", help="Which world, what is killed, and when.")] = 7,
    no_prefect: Annotated[
        bool, typer.Option("--no-prefect", help="Without Prefect's server and worker, which take longest to come back.")
    ] = False,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Kill flows, servers, database and watch at seeded moments; compare with the same work undisturbed.

    Works in a folder of its own, which is removed; --data-dir changes nothing. Exit code 1 when anything was lost, done
    twice or left open.
    """
    from flows.bench.chaos import run_chaos

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what it started ends with it
    with people.status("Chaos ..."):
        found = run_chaos(kills=kills, seed=seed, has_prefect=not no_prefect, say=say)
    if as_json:
        print_json(found)
    else:
        print_rows([{"what": name, "found": value} for name, value in found.items()], as_json=False, empty="")
    if not found["is_well"]:
        raise typer.Exit(1)
