"""Serving an application on a port of this machine until somebody ends it."""

import gc
import logging
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp


class Server(uvicorn.Server):
    """Tells its port in a file once it listens."""

    def __init__(self, config: uvicorn.Config, port: int, port_file: Path | None) -> None:
        super().__init__(config)
        self.port = port
        self.port_file = port_file

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.port_file is not None:
            # written aside and moved, so that nobody reads half a number
            aside = self.port_file.with_suffix(".part")
            aside.write_text(f"{self.port}\n", "ascii")
            aside.replace(self.port_file)


def serve(name: str, make_app: Callable[[], ASGIApp], host: str, port: int, port_file: Path | None) -> int:
    """Serves until SIGTERM or Ctrl-C; 1 with one sentence on stderr when it cannot begin.

    `make_app` may raise OSError or ValueError; port 0 takes a free one.
    """
    try:
        app = make_app()
        listening = socket.create_server((host, port), backlog=512)
        # head and body leave in two writes; without this the second waits 40 ms for an acknowledgement
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"The {name} cannot start: {problem}\n")
        return 1
    taken = int(listening.getsockname()[1])
    sys.stdout.write(f"{name} on http://{host}:{taken}\n")
    sys.stdout.flush()
    # the world stays until the end: a collector that walks it would make pauses that look like bursts
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(
        app, log_level="error", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
    )
    logging.getLogger("uvicorn.error").addFilter(_is_not_cut)
    Server(config, taken, port_file).run(sockets=[listening])
    return 0


def _is_not_cut(record: logging.LogRecord) -> bool:
    """Connections cut in mid-body are cut on purpose."""
    return "without completing response" not in record.getMessage()
