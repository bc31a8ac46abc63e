"""Prefect's own server behind a check of the host a request names: `python -m flows.services.prefect_app PORT`.

Prefect answers whatever host is named, so a web page could reach it by a name of its own that leads to this machine.
"""

import sys

import uvicorn
from prefect.server.api.server import create_app
from prefect.server.database import orm_models
from prefect.settings import get_current_settings
from starlette.middleware.trustedhost import TrustedHostMiddleware

HOSTS = ("127.0.0.1", "localhost")


def let_schedules_insert() -> None:
    """Prefect's scheduler inserts runs with a key that is no column, which SQLAlchemy 2.1 refuses unless told to pass.

    Without this no scheduled run is ever made, and only the server's log says so.
    """
    state = orm_models.FlowRun.__mapper__.all_orm_descriptors["state"]
    state.bulk_dml_setter = lambda cls, mapping, value: None  # type: ignore[attr-defined]


def serve(port: int) -> None:
    """Serve on loopback until ended, as `prefect server start` does."""
    let_schedules_insert()
    api = get_current_settings().server.api
    uvicorn.run(
        TrustedHostMiddleware(create_app(final=True), allowed_hosts=HOSTS),
        host="127.0.0.1",
        port=port,
        timeout_keep_alive=api.keepalive_timeout,
        ws_ping_interval=api.websocket_ping_interval,
        ws_ping_timeout=api.websocket_ping_timeout,
        log_level="warning",
    )


if __name__ == "__main__":
    serve(int(sys.argv[1]))
