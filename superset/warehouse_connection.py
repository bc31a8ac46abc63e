"""A connection of people's questions to the warehouse: an answer has an end, and long SQL of their own makes way.

libpq gathers an answer in memory before anybody sees a row of it, and a role of Postgres has no limit for it, so what
comes in is counted while it comes. SQL of people's own that runs for long goes on at a lower priority where the server
runs on this machine, else it leaves Superset no processor.
"""

import os
import select
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, POLL_WRITE, connection, cursor, set_wait_callback
from psycopg2.extras import wait_select

from answer_turns import TURNS

LARGEST_ANSWER = 16_000_000  # bytes; their JSON takes half a second, in which a process answers nobody
PIECE = 5_000  # rows; of 100,000 at once libpq's are made Python's for 0.15 s, in which no other thread runs
LONG_S = 2.0
LOWERED = 10  # nice
_LOOK_S = 1.0
_RECEIVED = struct.Struct("=Q")
_RECEIVED_AT = 128  # tcpi_bytes_received in Linux's struct tcp_info


class AnswerTooLarge(OperationalError):
    """``str()`` is a sentence for who asks."""


class PiecewiseCursor(cursor):
    """Makes rows of an answer piece by piece, so that other threads of the process have their turn between two."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        while piece := self.fetchmany(PIECE):
            rows += piece
        return rows


class WarehouseConnection(connection):
    """One that is waited for by `wait`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = PiecewiseCursor


class OwnSqlConnection(WarehouseConnection):
    """For SQL of people's own."""


def watch_answers() -> None:
    """From now on connections of this process that are WarehouseConnection are watched; others are as before."""
    set_wait_callback(wait)


def wait(asked: Any) -> None:
    """psycopg2's wait callback: returns once there is an answer. Raises AnswerTooLarge, and the question ends."""
    if not isinstance(asked, WarehouseConnection):
        wait_select(asked)
        return
    began, before, received, may_lower = time.monotonic(), None, 0, isinstance(asked, OwnSqlConnection)
    while (state := asked.poll()) != POLL_OK:
        with socket.socket(fileno=os.dup(asked.fileno())) as answering:
            received, port = _received(answering), _port(answering)
        before = received if before is None else before
        if received - before > LARGEST_ANSWER:
            raise AnswerTooLarge(
                f"The answer has more than {LARGEST_ANSWER // 1_000_000} MB, so it was broken off and nothing of it "
                "is shown. Ask for less: fewer columns, a filter, totals instead of single rows, or one part "
                "after the other."
            )
        if may_lower and time.monotonic() - began > LONG_S:
            may_lower = False
            lower(asked.info.backend_pid, port)
        readable, writable = [asked] * (state == POLL_READ), [asked] * (state == POLL_WRITE)
        select.select(readable, writable, [], _LOOK_S)
    TURNS.note_answer(received - (before or 0))


def lower(pid: int, port: int | None) -> None:
    """Lower the priority of the server's process that answers our ``port``, if it is one of this machine."""
    with suppress(OSError):  # another machine's, or another user's
        title = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        if port is None or not title.startswith("postgres:") or f"({port})" not in title:
            return
        os.setpriority(os.PRIO_PROCESS, pid, LOWERED)
        # each is a session of its own, and Linux may share out time by session first
        Path(f"/proc/{pid}/autogroup").write_text(str(LOWERED))


def _received(answering: socket.socket) -> int:
    """Bytes a TCP connection got since it was opened; 0 where that is not known: on a Unix socket, off Linux."""
    if answering.family not in (socket.AF_INET, socket.AF_INET6) or not hasattr(socket, "TCP_INFO"):
        return 0
    info = answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
    if len(info) < _RECEIVED_AT + _RECEIVED.size:
        return 0
    return int(_RECEIVED.unpack_from(info, _RECEIVED_AT)[0])


def _port(answering: socket.socket) -> int | None:
    name = answering.getsockname()
    return int(name[1]) if isinstance(name, tuple) else None
