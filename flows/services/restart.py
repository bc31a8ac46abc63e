"""Starts a program of a data folder that died as it ran before: `python -m flows.services.restart NAME`.

A process of its own, so that what it starts outlives the watch, and the watch need not import what each program needs.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.services.mail_catcher import start_mail_catcher
from flows.services.names import (
    MAIL_CATCHER,
    PREFECT_SERVER,
    PREFECT_WORKER,
    SOUNDCHARTS_STANDIN,
    SUPERSET,
    TAG_STANDINS,
)
from flows.services.prefect_server import start_server, start_worker
from flows.services.processes import Running, ServiceError, free_port, running
from flows.services.soundcharts_standin import start_standin
from flows.services.superset_server import start_superset
from flows.services.tag_standins import start_tag_standins

State = Mapping[str, Any]


def restart(data_dir: DataDir, name: str) -> Running:
    """Start it on the port it had, or on a free one when that is taken.

    Raises GroundswellError; it then still counts as died, so that it is tried again.
    """
    before = data_dir.read_state(f"service-{name}")
    try:
        return _STARTS[name](data_dir, before)
    except BaseException:
        data_dir.write_state(f"service-{name}", before)
        raise


def _server(data_dir: DataDir, state: State) -> Running:
    return start_server(data_dir, int(state["port"]))


def _worker(data_dir: DataDir, _: State) -> Running:
    server = running(data_dir, PREFECT_SERVER)
    if server is None or server.port is None:
        raise ServiceError("The Prefect server does not run; its worker waits for it.")
    return start_worker(data_dir, server.port)


def _superset(data_dir: DataDir, state: State) -> Running:
    return start_superset(data_dir, int(state["port"]))


def _soundcharts(data_dir: DataDir, state: State) -> Running:
    about, port = state["about"], int(state["port"])
    return start_standin(
        data_dir,
        seed=int(about["seed"]),
        end_on=date.fromisoformat(about["end_on"]),
        faults=about["faults"],
        replay=about["replay"] == str(True),
        port=port if free_port(port) == port else None,
        options=about["options"].split(),
    )


def _tags(data_dir: DataDir, state: State) -> Running:
    about = state["about"]
    return start_tag_standins(
        data_dir,
        seed=int(about["seed"]),
        end_on=date.fromisoformat(about["end_on"]),
        faults=about["faults"],
        speed=float(about["speed"]),
        port=int(state["port"]),
    )


def _mail(data_dir: DataDir, state: State) -> Running:
    return start_mail_catcher(data_dir, int(state["port"]))


_STARTS: Mapping[str, Callable[[DataDir, State], Running]] = {
    PREFECT_SERVER: _server,
    PREFECT_WORKER: _worker,
    SUPERSET: _superset,
    SOUNDCHARTS_STANDIN: _soundcharts,
    TAG_STANDINS: _tags,
    MAIL_CATCHER: _mail,
}


if __name__ == "__main__":
    try:
        restart(DataDir.open(), sys.argv[1])
    except GroundswellError as error:
        sys.exit(str(error))
