"""A backup made while everything runs: the warehouse at one moment, then what lies beside it."""

import gzip
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from db.datadir import DataDir
from db.dump import frozen, server_version, write_dump
from db.engine import check_reachable, database_url, make_engine
from db.fingerprint import fingerprint_within
from db.revisions import newest, refuse_newer, revision_of
from db.side_database import find_side_database
from flows.services.backup.kept_files import KeptFiles, find_files, pack
from flows.services.backup.manifest import (
    FILES,
    PREFECT,
    SECRETS,
    SUPERSET,
    WAREHOUSE,
    BackupError,
    Manifest,
    Part,
    write_manifest,
)
from flows.services.backup.sealed_secrets import SecretFile, Secrets, seal
from flows.services.backup.unfinished_folder import unfinished_folder
from flows.services.names import SUPERSET as SUPERSET_DATABASE

Say = Callable[[str], None]


def create_backup(data_dir: DataDir, target: Path, passphrase: str | None, say: Say = lambda text: None) -> Manifest:
    """Write a backup into the new folder ``target``; without a passphrase what is secret is left out.

    Raises BackupError, DumpError; a failure leaves nothing.
    """
    if target.is_relative_to(data_dir.path):
        raise BackupError(f"{target} lies in the data folder {data_dir.path} itself; name a place outside of it.")
    with unfinished_folder(target, mode=0o700) as folder:
        say("Writing the warehouse ...")
        databases = _write_databases(data_dir, folder)
        say("Writing Prefect's history and the files of the data folder ...")
        _write_prefect(data_dir, folder)
        found = find_files(data_dir.path)
        pack(data_dir.path, found.plain, folder / FILES)
        parts = [_finished(file) for file in sorted(folder.iterdir())]
        if passphrase:
            _write_secrets(data_dir, found, passphrase, folder / SECRETS, parts)
            parts.append(_finished(folder / SECRETS))
        manifest = Manifest(
            made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            groundswell=version("groundswell"),
            data_dir_id=data_dir.id,
            parts=tuple(parts),
            left_out=() if passphrase else tuple(found.secret),
            **databases,
        )
        for link in found.links:
            say(f"{link} is a link and was left out; back up what it names by itself.")
        write_manifest(folder, manifest)
    return manifest


def _write_databases(data_dir: DataDir, folder: Path) -> dict[str, Any]:
    """Warehouse and Superset's own; what the manifest says of them."""
    engine = make_engine(database_url(data_dir))
    url = engine.url.render_as_string(hide_password=False)
    try:
        check_reachable(engine)
        with frozen(engine) as (connection, snapshot):
            refuse_newer(connection)
            revision, (major, postgres) = revision_of(connection), server_version(connection)
            if revision is None:
                raise BackupError(f"The warehouse of {data_dir.path} is empty; there is nothing to back up.")
            fingerprint = fingerprint_within(connection) if revision == newest() else None
            write_dump(url, folder / WAREHOUSE, major=major, snapshot=snapshot)
        if (name := find_side_database(engine, data_dir, SUPERSET_DATABASE)) is not None:
            superset = engine.url.set(database=name).render_as_string(hide_password=False)
            write_dump(superset, folder / SUPERSET, major=major)
    finally:
        engine.dispose()
    return {"revision": revision, "postgres": postgres, "fingerprint": fingerprint}


def _write_prefect(data_dir: DataDir, folder: Path) -> None:
    """Prefect's SQLite as of one moment, by SQLite's own copy of what others write to; nothing where there is none."""
    source, copy = data_dir.path / "prefect/prefect.db", folder / "prefect.db"
    if not source.exists():
        return
    try:
        with closing(sqlite3.connect(source, timeout=60)) as here, closing(sqlite3.connect(copy)) as there:
            here.backup(there)
    except sqlite3.Error as error:
        raise BackupError(f"Prefect's history in {source} can't be read ({error}); run this again.") from error
    with copy.open("rb") as plain, gzip.open(folder / PREFECT, "wb", compresslevel=4) as packed:
        shutil.copyfileobj(plain, packed, 1 << 20)
    for left in folder.glob("prefect.db*"):
        if left.name != PREFECT:
            left.unlink()


def _write_secrets(data_dir: DataDir, found: KeptFiles, passphrase: str, target: Path, parts: Sequence[Part]) -> None:
    files = {}
    for name in found.secret:
        file = data_dir.path / name
        files[name] = SecretFile(file.read_bytes(), file.stat().st_mode & 0o777)
    seal(Secrets(files, {part.name: part.sha256 for part in parts}), passphrase, target)


def _finished(file: Path) -> Part:
    """A part that nobody else may read and that lies on the disk."""
    file.chmod(0o600)
    with file.open("rb") as content:
        os.fsync(content.fileno())
    return Part.of(file)
