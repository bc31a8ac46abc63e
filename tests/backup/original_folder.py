"""What a data folder holds before it is backed up: Superset's database, Prefect's history, files, secrets."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from db.datadir import DataDir
from db.engine import make_engine
from db.roles import ensure_roles
from db.scopes import ensure_scope_logins
from db.side_database import ensure_side_database
from tests.e2e.command_line import CommandLine, WithinThisProgram

PASSPHRASE = "correct horse battery staple"
SECRET_KEY = "2f9c-the-secret-key-of-superset"
PDF = bytes(range(256)) * 50
SUPERSET = """
create table ab_user (username text, password text);
insert into ab_user values ('mia', 'scrypt:32768:8:1$hashed');
create table dbs (database_name text, password bytea, encrypted_extra bytea, server_cert bytea);
insert into dbs values ('Groundswell', 'sealed with the key', null, null);
create table ssh_tunnels (id int);
create table database_user_oauth2_tokens (id int);
"""


@dataclass(frozen=True)
class Original:
    """A data folder whose warehouse lies on the tests' server. ``settings``: the environment of its verbs."""

    data_dir: DataDir
    engine: Engine
    settings: Mapping[str, str] = field(repr=False)

    def line(self, **more: str) -> WithinThisProgram:
        return WithinThisProgram({**self.settings, **more})

    def program(self, **more: str) -> CommandLine:
        return CommandLine({**self.settings, **more})

    def fingerprint(self) -> Any:
        return self.line().good("db", "fingerprint", "--json").json


def enter_superset(engine: Engine, data_dir: DataDir) -> None:
    urls = ensure_roles(engine, data_dir)
    ensure_scope_logins(engine, data_dir, [frozenset({"Label North"})])
    url, _ = ensure_side_database(engine, data_dir, "superset", urls["superset"])
    superset = make_engine(url)
    with superset.begin() as connection:
        connection.exec_driver_sql(SUPERSET)
    superset.dispose()


def enter_files(data_dir: DataDir) -> None:
    data_dir.write_state("superset-secrets", {"secret_key": SECRET_KEY})
    data_dir.write_state("superset-synced", {"version": "1"})
    data_dir.write_state("service-superset", {"pid": 1, "created": 1.0})
    data_dir.write_state("world", {"world": "the sandbox world of seed 7"})
    data_dir.write_state("standin-spotify", {"is_serving": True, "settings": {"base_url": "http://127.0.0.1:9"}})
    for name, content in {
        ".env": b"# ours\nDATABASE_URL=postgresql://old\nLASTFM_API_KEY=abc123\n",
        "reports/issues/weekly-report-2026-11-13.1.pdf": PDF,
        "reports/issues/weekly-report-2026-11-13.1.ipynb": b"{}",
        "brands.yaml": b"All: {name: North}\n",
        "logs/superset.log": b"said",
        "superset/cache/1": b"soon gone",
        "superset/sessions/1": b"somebody is logged in",
    }.items():
        file = data_dir.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (data_dir.path / ".env").chmod(0o600)
    (data_dir.path / "elsewhere").symlink_to("/etc")


def open_prefect(data_dir: DataDir) -> sqlite3.Connection:
    """Prefect's history with somebody in the middle of writing to it."""
    writer = sqlite3.connect(data_dir.prefect / "prefect.db", isolation_level=None)
    writer.execute("pragma journal_mode = wal")
    writer.execute("create table flow_run (name text)")
    writer.execute("insert into flow_run values ('daily of 12 November')")
    writer.execute("begin immediate")
    writer.execute("insert into flow_run values ('not written yet')")
    return writer


def manifest_of(backup: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((backup / "manifest.json").read_text("utf-8"))
    return found
