"""What is restored is what was backed up; a restore that can't be whole leaves nothing."""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine
from db.errors import GroundswellError
from db.revisions import alembic_config
from db.roles import drop_roles
from flows.services.backup import restore
from flows.services.backup.manifest import FILES, WAREHOUSE, Manifest, Part, write_manifest
from tests.backup.original_folder import PASSPHRASE, PDF, SECRET_KEY, Original, manifest_of
from tests.e2e.command_line import CommandLine, WithinThisProgram
from tests.released import DUMPS, unpack


def line(**settings: str) -> WithinThisProgram:
    """Verbs of somebody with a new machine."""
    return WithinThisProgram({"GROUNDSWELL_BACKUP_PASSPHRASE": PASSPHRASE, **settings})


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def test_killed_first_and_run_again_it_equals_the_original(
    original: Original,
    backup: Path,
    tmp_path: Path,
    disposable_data_dir: Callable[[Path], AbstractContextManager[DataDir]],
) -> None:
    target, beside = tmp_path / "data", tmp_path / ".data.unfinished"
    command = ("restore", str(backup), "--data-dir", str(target))
    victim = CommandLine({"GROUNDSWELL_BACKUP_PASSPHRASE": PASSPHRASE}).start(*command)
    while not (beside / "run/postgres.json").exists():
        assert victim.poll() is None, victim.communicate()
        time.sleep(0.01)
    os.kill(victim.pid, signal.SIGKILL)
    victim.communicate()
    assert not target.exists()
    killed = embedded.status(DataDir(beside)).folder

    done = line().good(*command, "--json").json
    assert done["is_equal"] is True
    assert [note.split(" was")[0] for note in done["notes"]] == ["DATABASE_URL in .env"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
    assert killed is None or not killed.exists()
    with disposable_data_dir(target) as data_dir:
        check_restored(data_dir, original)


def check_restored(data_dir: DataDir, original: Original) -> None:
    """Warehouse, roles, Superset, Prefect, files and secrets."""
    here = line(GROUNDSWELL_DATA_DIR=str(data_dir.path))
    assert here.good("db", "fingerprint", "--json").json == original.fingerprint()
    url = embedded.ensure(data_dir).url
    assert rows(url, "select count(*) from app.reader_scope") == [(0,)]
    assert rows(url, "select count(*) from app.harmful_functions()") == [(0,)]
    passwords = data_dir.read_state("database-roles")
    assert passwords == original.data_dir.read_state("database-roles")
    reader = make_engine(url).url.set(username="groundswell_bi_read", password=passwords["bi_read"])
    assert rows(reader.render_as_string(hide_password=False), "select count(*) > 0 from mart.artist") == [(True,)]
    superset = reader.set(
        username="groundswell_superset", password=passwords["superset"], database="groundswell_superset"
    ).render_as_string(hide_password=False)
    assert rows(superset, "select password from ab_user") == [("scrypt:32768:8:1$hashed",)]
    assert rows(superset, "select convert_from(password, 'UTF8') from dbs") == [("sealed with the key",)]
    with closing(sqlite3.connect(data_dir.path / "prefect/prefect.db")) as prefect:
        assert prefect.execute("select name from flow_run").fetchall() == [("daily of 12 November",)]

    assert data_dir.id != original.data_dir.id
    assert (data_dir.reports / "issues/weekly-report-2026-11-13.1.pdf").read_bytes() == PDF
    assert data_dir.read_state("superset-secrets") == {"secret_key": SECRET_KEY}
    assert data_dir.read_state("superset-synced") == {}
    assert data_dir.read_state("world") == original.data_dir.read_state("world")
    assert data_dir.read_state("standin-spotify")["is_serving"] is False
    environment = data_dir.path / ".env"
    assert environment.read_text() == "# ours\n# DATABASE_URL=postgresql://old\nLASTFM_API_KEY=abc123\n"
    for file in (environment, data_dir.run / "superset-secrets.json"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in ("run", "prefect", "reports"):
        assert stat.S_IMODE((data_dir.path / folder).stat().st_mode) == 0o700


def test_into_a_server_of_ones_own_without_secrets(
    original: Original, backup: Path, tmp_path: Path, new_database: Callable[[], AbstractContextManager[str]]
) -> None:
    with new_database() as url:
        there = line(DATABASE_URL=url, GROUNDSWELL_BACKUP_PASSPHRASE="")
        command = ("restore", str(backup), "--data-dir", str(tmp_path / "data"))
        assert "there is no passphrase in GROUNDSWELL_BACKUP_PASSPHRASE" in there.refused(*command)
        done = there.good(*command, "--without-secrets", "--json").json
        try:
            assert done["is_equal"] is True
            notes = " ".join(done["notes"])
            assert ".env" in notes
            assert "Prefect gets a new log-in" in notes
            assert "The warehouse is where DATABASE_URL says" in notes
            assert "log in again, with the passwords they have" in notes
            data_dir = DataDir.open(tmp_path / "data")
            assert there.good("db", "fingerprint", "--json").json == original.fingerprint()
            assert data_dir.read_state("superset-secrets") == {}
            made = make_engine(url).url
            superset = made.set(database=f"{made.database}_superset").render_as_string(hide_password=False)
            assert rows(superset, "select password from dbs") == [(None,)]
            assert rows(superset, "select username from ab_user") == [("mia",)]
            again = ("restore", str(backup), "--data-dir", str(tmp_path / "other"), "--without-secrets")
            assert "holds a warehouse already; nothing was restored" in there.refused(*again)
            assert there.good("db", "fingerprint", "--json").json == original.fingerprint()
            assert not (tmp_path / "other").exists()
        finally:
            drop_roles(make_engine(url))


def test_an_older_versions_is_brought_up_to_date(backup: Path, tmp_path: Path, fresh_database: str) -> None:
    older, revision = tmp_path / "older", min(DUMPS)
    older.mkdir()
    shutil.copy(backup / FILES, older / FILES)
    unpack(revision, older / WAREHOUSE)
    parts = tuple(Part.of(older / name) for name in (FILES, WAREHOUSE))
    write_manifest(older, Manifest("2026-11-21T19:31:48Z", "0.0.9", revision, "18.0", "0", parts, None, ()))
    command = ("restore", str(older), "--data-dir", str(tmp_path / "data"), "--json")
    done = line(DATABASE_URL=fresh_database).good(*command).json
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert (done["from_revision"], done["revision"], done["is_equal"]) == (revision, newest, None)
    assert rows(fresh_database, "select version_num from ops.alembic_version") == [(newest,)]
    assert rows(fresh_database, "select count(*) > 3 from core.track") == [(True,)]
    assert DataDir.open(tmp_path / "data").reports.exists()


def test_what_fails_late_leaves_nothing_either(
    backup: Path, tmp_path: Path, fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise GroundswellError("The light went out.")

    monkeypatch.setattr(restore, "ensure_side_database", fail)
    try:
        command = ("restore", str(backup), "--data-dir", str(tmp_path / "data"))
        assert line(DATABASE_URL=fresh_database).refused(*command) == "The light went out."
    finally:
        drop_roles(make_engine(fresh_database))
    assert list(tmp_path.iterdir()) == []
    assert rows(fresh_database, "select nspname from pg_namespace where nspname in ('core', 'mart', 'bi_scoped')") == []


def flip(file: Path) -> None:
    """Change one bit in the middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def exchange(folder: Path) -> None:
    """Another file of reports, and a manifest that agrees with it."""
    flip(folder / "files.tar.gz")
    manifest = manifest_of(folder)
    content = (folder / "files.tar.gz").read_bytes()
    [part] = [part for part in manifest["parts"] if part["name"] == "files.tar.gz"]
    part["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def rewrite(**changed: Any) -> Callable[[Path], object]:
    return lambda folder: (folder / "manifest.json").write_text(json.dumps({**manifest_of(folder), **changed}))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda folder: flip(folder / "warehouse.dump"), "warehouse.dump is not what the backup wrote"),
        (lambda folder: flip(folder / "secrets.sealed"), "secrets.sealed is not what the backup wrote"),
        (lambda folder: (folder / "superset.dump").unlink(), "superset.dump is missing, so the backup is not whole"),
        (exchange, "files.tar.gz in .* was exchanged after the backup was made"),
        (lambda folder: (folder / "manifest.json").unlink(), "is no backup: there is no manifest.json in it"),
        (lambda folder: (folder / "manifest.json").write_text('{"format": 1, "ma'), "manifest.json is damaged"),
        (rewrite(format=2), "was written by a newer Groundswell, in a form this one does not know"),
        (rewrite(revision="9999"), "made by a newer Groundswell .*9999 this one does not know.*update this program"),
        (rewrite(parts=[]), "holds no warehouse.dump, so the backup is not whole"),
        (rewrite(parts=[{"name": "../x", "bytes": 1, "sha256": ""}]), "is no part of a backup"),
    ],
    ids=["warehouse", "secrets", "missing", "exchanged", "nothing", "cut", "form", "newer", "empty", "stranger"],
)
def test_what_is_not_whole_is_refused(
    backup: Path, tmp_path: Path, harm: Callable[[Path], object], reason: str
) -> None:
    shutil.copytree(backup, tmp_path / "copy")
    harm(tmp_path / "copy")
    refused = line().refused("restore", str(tmp_path / "copy"), "--data-dir", str(tmp_path / "data"))
    assert re.search(reason, refused), refused
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_a_wrong_passphrase_opens_nothing(backup: Path, tmp_path: Path) -> None:
    command = ("restore", str(backup), "--data-dir", str(tmp_path / "data"))
    reason = line(GROUNDSWELL_BACKUP_PASSPHRASE="guess").refused(*command)
    assert "The passphrase does not open" in reason
    assert "--without-secrets" in reason
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_left_alone(original: Original, backup: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in original.data_dir.path.iterdir())
    reason = line().refused("restore", str(backup), "--data-dir", str(original.data_dir.path))
    assert "is not empty (" in reason
    assert "nothing was changed" in reason
    assert sorted(path.name for path in original.data_dir.path.iterdir()) == before
    (tmp_path / "file").write_text("x")
    assert "Not a directory" in line().refused("restore", str(backup), "--data-dir", str(tmp_path / "file"))


def test_two_restores_do_not_meet(backup: Path, tmp_path: Path) -> None:
    with restore.unfinished_folder(tmp_path / "data", 0o700) as first:
        (first / "mine").touch()
        reason = line().refused("restore", str(backup), "--data-dir", str(tmp_path / "data"))
        assert "is being written by another process" in reason
        assert (first / "mine").exists()
