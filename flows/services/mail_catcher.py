"""The sandbox's mail server, started for a data folder: what flows mail from there lies in its folder ``mailbox``."""

import socket
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from db.datadir import DataDir
from flows.run_context import MAIL_STATE
from flows.services.names import MAIL_CATCHER as NAME
from flows.services.names import SUPERSET
from flows.services.processes import Running, free_port, python, running, start, stop
from tasks.roster.entry_store import EntryRefused, call
from tasks.roster.store import read_labels

SENDER = "groundswell@demo.example"
SUPERSET_PORT = 8088  # where it will be, as long as it does not run


def mailbox(data_dir: DataDir) -> Path:
    """Where mails are caught, a file each."""
    return data_dir.path / "mailbox"


def start_mail_catcher(data_dir: DataDir, port: int | None = None) -> Running:
    """Catch all mail of this data folder, on ``port`` if it is free; links in mails lead to its Superset."""
    there = running(data_dir, NAME)
    port = there.port if there is not None and there.port else free_port(port or 0)
    command = python("-m", "sandbox.servers.mail_catcher", "--folder", str(mailbox(data_dir)), "--port", str(port))
    service = start(
        data_dir,
        NAME,
        command,
        env={},
        port=port,
        is_ready=lambda: _listens(port),
        patience_s=30,
        about={"port": str(port)},
    )
    superset = running(data_dir, SUPERSET)
    pages_url = f"http://127.0.0.1:{superset.port if superset is not None else SUPERSET_PORT}"
    settings = {"host": "127.0.0.1", "port": port, "security": "none", "sender": SENDER, "pages_url": pages_url}
    data_dir.write_state(MAIL_STATE, {"is_serving": True, "settings": settings})
    return service


def stop_mail_catcher(data_dir: DataDir) -> bool:
    """End it; flows of this data folder then mail nobody."""
    if state := data_dir.read_state(MAIL_STATE):
        data_dir.write_state(MAIL_STATE, {**state, "is_serving": False})
    return stop(data_dir, NAME)


def enlist_readers(engine: Engine) -> None:
    """Somebody who reads of all artists, and somebody of each label; who is on the list already stays as they are."""
    with engine.begin() as connection:
        labels: list[str | None] = [None, *sorted({label for label, _ in read_labels(connection)})]
        for label in labels:
            word = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label or "executives")
            given = {"address": f"{'-'.join(word.split())}@demo.example", "name": None, "label": label, "team": None}
            with suppress(EntryRefused):
                call(connection, "add_recipient", **given, done_by="groundswell demo")


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
