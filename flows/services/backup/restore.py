"""A backup brought into an empty data folder: checked as a whole first, built beside, renamed when it stands."""

import gzip
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db import embedded
from db.clearing import clear_database
from db.datadir import MARKER, DataDir
from db.dump import holds_warehouse, read_dump, server_version
from db.engine import check_reachable, database_url, make_engine, redacted
from db.errors import GroundswellError
from db.fingerprint import fingerprint
from db.revisions import known, newest
from db.roles import ensure_roles, grant
from db.scopes import forget_scope_logins
from db.side_database import ensure_side_database, forget_keys
from flows.services.backup.kept_files import drop_database_url, quieten_sandbox, unpack
from flows.services.backup.manifest import (
    FILES,
    PREFECT,
    SECRETS,
    SUPERSET,
    WAREHOUSE,
    BackupError,
    Manifest,
    check_parts,
    read_manifest,
)
from flows.services.backup.sealed_secrets import Secrets, unseal
from flows.services.backup.unfinished_folder import check_free, clear, unfinished_folder
from flows.services.names import SUPERSET as SUPERSET_DATABASE
from tasks.work.warehouse import upgrade

Say = Callable[[str], None]
_ROLES = "run/database-roles.json"


@dataclass(frozen=True)
class Restored:
    """What came of a restore. ``is_equal``: the warehouse's fingerprint is the backup's; None where it has none.

    ``notes`` say what is to be done again, a sentence each.
    """

    manifest: Manifest
    revision: str
    is_equal: bool | None
    notes: tuple[str, ...]


def read_secrecy(source: Path) -> bool:
    """Whether a backup holds what a passphrase opens. Raises BackupError."""
    return read_manifest(source).has(SECRETS)


def read_backup(source: Path) -> Manifest:
    """What a backup holds, after all of it was compared with what was written. Raises BackupError."""
    manifest = read_manifest(source)
    if manifest.revision not in known():
        raise BackupError(
            f"The backup {source} was made by a newer Groundswell ({manifest.groundswell}, whose revision "
            f"{manifest.revision} this one does not know). Nothing was restored; update this program."
        )
    check_parts(source, manifest.parts)
    for name in (WAREHOUSE, FILES):
        if not manifest.has(name):
            raise BackupError(f"{source} holds no {name}, so the backup is not whole; restore another one.")
    return manifest


def restore_backup(source: Path, target: Path, passphrase: str | None, say: Say = lambda text: None) -> Restored:
    """Make ``target``, which must be empty or not there, the data folder that was backed up.

    The warehouse goes into the folder's own Postgres, or into $DATABASE_URL, which must be empty. Without a passphrase
    what is secret is left out. Raises BackupError, DumpError, RoleError, SideDatabaseError; a failure leaves nothing.
    """
    check_free(target)
    manifest = read_backup(source)
    secrets = _unsealed(source, manifest, passphrase)
    mode = 0o711 if os.geteuid() == 0 else 0o700  # the account of Postgres passes through, see db/datadir.py
    with unfinished_folder(target, mode, discard=_discard) as folder:
        data_dir = DataDir.open(folder, create=True)
        say("Bringing back the files ...")
        notes = _restore_files(source, manifest, secrets, data_dir)
        say("Bringing back the warehouse ...")
        is_equal = _restore_databases(source, manifest, data_dir, has_secrets=secrets is not None)
        if os.environ.get("DATABASE_URL"):
            notes.append("The warehouse is where DATABASE_URL says: keep it set, or enter it in the folder's .env.")
        else:
            embedded.stop(data_dir)  # it starts where the folder is then
    return Restored(manifest, newest(), is_equal, tuple(notes))


def _unsealed(source: Path, manifest: Manifest, passphrase: str | None) -> Secrets | None:
    """None where the backup has none or nobody gives the passphrase. Raises BackupError."""
    if passphrase is None or not manifest.has(SECRETS):
        return None
    secrets = unseal(source / SECRETS, passphrase)
    written = {part.name: part.sha256 for part in manifest.parts if part.name != SECRETS}
    if secrets.hashes != written:
        changed = sorted(name for name, _ in secrets.hashes.items() ^ written.items())
        raise BackupError(
            f"{changed[0]} in {source} was exchanged after the backup was made, and the manifest with it; nothing was "
            "restored. Restore another backup."
        )
    return secrets


def _restore_files(source: Path, manifest: Manifest, secrets: Secrets | None, data_dir: DataDir) -> list[str]:
    """Files, Prefect's history and secrets; what is to be done again."""
    folder = data_dir.path
    _ = data_dir.run, data_dir.prefect, data_dir.reports, data_dir.logs  # made for their owner alone; an archive is not
    unpack(source / FILES, folder)
    quieten_sandbox(data_dir)
    if manifest.has(PREFECT):
        with gzip.open(source / PREFECT) as packed, (folder / "prefect/prefect.db").open("xb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
    if secrets is None:
        return _without_secrets(manifest)
    for name, secret in secrets.files.items():
        file = folder / name
        file.parent.mkdir(mode=0o700, exist_ok=True, parents=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, secret.mode), "wb") as written:
            written.write(secret.content)
    if drop_database_url(folder):
        return ["DATABASE_URL in .env was switched off, because it names the server the backup was made of."]
    return []


def _without_secrets(manifest: Manifest) -> list[str]:
    notes = ["Settings and credentials (.env) are not in it: enter them anew in the data folder's .env."]
    if manifest.has(PREFECT):
        notes.append("Prefect gets a new log-in, shown when it first starts.")
    if manifest.has(SUPERSET):
        notes.append(
            "Superset gets a new secret key: people log in again, with the passwords they have; passwords of databases "
            "somebody entered in Superset are gone, but for the warehouse's."
        )
    return notes


def _restore_databases(source: Path, manifest: Manifest, data_dir: DataDir, *, has_secrets: bool) -> bool | None:
    """Warehouse, roles and Superset's own database; whether the fingerprint is the backup's."""
    engine = make_engine(database_url(data_dir))
    try:
        check_reachable(engine)
        with engine.connect() as connection:
            major, _ = server_version(connection)
            if holds_warehouse(connection):
                raise BackupError(
                    f"The database {redacted(str(engine.url))} holds a warehouse already; nothing was restored. "
                    "Name a new one in DATABASE_URL, or unset it for the Postgres that comes along."
                )
        try:
            return _restore_into(engine, major, source, manifest, data_dir, has_secrets=has_secrets)
        except BaseException:
            with suppress(GroundswellError, DBAPIError):
                clear_database(engine, data_dir, SUPERSET_DATABASE)
            raise
    finally:
        engine.dispose()


def _restore_into(
    engine: Engine, major: int, source: Path, manifest: Manifest, data_dir: DataDir, *, has_secrets: bool
) -> bool | None:
    read_dump(engine.url.render_as_string(hide_password=False), source / WAREHOUSE, major=major)
    is_equal = None
    if manifest.fingerprint is not None and manifest.revision == newest():
        is_equal = fingerprint(engine) == manifest.fingerprint
        if not is_equal:
            raise BackupError(f"The warehouse restored from {source} is not what was backed up; nothing was restored.")
    upgrade(engine)
    with engine.begin() as connection:
        forget_scope_logins(connection)
        grant(connection)  # what is taken from everybody is no part of a dump
    if manifest.has(SUPERSET):
        urls = ensure_roles(engine, data_dir, is_reset=not (data_dir.path / _ROLES).exists())
        superset, _ = ensure_side_database(engine, data_dir, SUPERSET_DATABASE, urls[SUPERSET_DATABASE])
        read_dump(superset, source / SUPERSET, major=major)
        if not has_secrets:
            forget_keys(superset)
    return is_equal


def _discard(folder: Path) -> None:
    """Remove what a restore has made so far, its Postgres first, which may lie elsewhere and run."""
    if (folder / MARKER).exists():
        with suppress(GroundswellError):
            embedded.remove(DataDir(folder))
    clear(folder)
