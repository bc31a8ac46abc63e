"""A backup holds everything once, secrets only behind the passphrase, and is whole or not there."""

import gzip
import hashlib
import os
import signal
import sqlite3
import stat
import tarfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from db import dump
from db.revisions import alembic_config
from flows.services.backup import create
from tests.backup.original_folder import PASSPHRASE, PDF, SECRET_KEY, Original, manifest_of

SECRETS = [".env", "run/database-roles.json", "run/reader-scopes.json", "run/superset-secrets.json"]


def packed(backup: Path) -> dict[str, bytes]:
    with tarfile.open(backup / "files.tar.gz") as tar:
        files = {member.name: tar.extractfile(member) for member in tar}
        return {name: file.read() for name, file in files.items() if file is not None}


def test_what_it_says_of_itself_is_so(original: Original, backup: Path) -> None:
    manifest = manifest_of(backup)
    names = {"warehouse.dump", "superset.dump", "prefect.db.gz", "files.tar.gz", "secrets.sealed"}
    assert {part["name"] for part in manifest["parts"]} == names
    assert {path.name for path in backup.iterdir()} == names | {"manifest.json"}
    for part in manifest["parts"]:
        content = (backup / part["name"]).read_bytes()
        assert (part["bytes"], part["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert manifest["fingerprint"] == original.fingerprint()
    assert manifest["revision"] == ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert manifest["made_at"].endswith("Z")
    assert manifest["postgres"].split(".")[0].isdigit()
    assert manifest["left_out"] == []


def test_files_are_kept_and_what_is_made_anew_is_not(backup: Path) -> None:
    files = packed(backup)
    assert sorted(files) == [
        "brands.yaml",
        "reports/issues/weekly-report-2026-11-13.1.ipynb",
        "reports/issues/weekly-report-2026-11-13.1.pdf",
        "run/standin-spotify.json",
        "run/world.json",
    ]
    assert files["reports/issues/weekly-report-2026-11-13.1.pdf"] == PDF


def test_no_secret_lies_open(original: Original, backup: Path) -> None:
    secrets = [SECRET_KEY.encode(), b"abc123", *(f'"{word}"'.encode() for word in passwords(original))]
    for content in [*packed(backup).values(), *(path.read_bytes() for path in backup.iterdir())]:
        assert [secret for secret in secrets if secret in content] == []


def passwords(original: Original) -> list[str]:
    return list(original.data_dir.read_state("database-roles").values())


def test_prefects_history_is_of_one_moment_while_it_is_written(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_bytes(gzip.decompress((backup / "prefect.db.gz").read_bytes()))
    with closing(sqlite3.connect(tmp_path / "prefect.db")) as copy:
        assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
        assert copy.execute("select name from flow_run").fetchall() == [("daily of 12 November",)]


def test_without_a_passphrase_secrets_are_left_out_and_named(original: Original, tmp_path: Path) -> None:
    made = original.line().good("backup", str(tmp_path / "open"))
    assert "Secrets were left out" in made.err
    assert all(name in made.err for name in SECRETS)
    assert "elsewhere is a link and was left out" in made.err
    assert manifest_of(tmp_path / "open")["left_out"] == SECRETS
    assert not (tmp_path / "open/secrets.sealed").exists()


def test_killed_in_the_middle_it_is_not_there_and_the_next_one_is(original: Original, tmp_path: Path) -> None:
    target, beside = tmp_path / "killed", tmp_path / ".killed.unfinished"
    victim = original.program().start("backup", str(target))
    while not (beside / "warehouse.dump").exists():
        assert victim.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)
    os.kill(victim.pid, signal.SIGKILL)
    victim.communicate()
    assert not target.exists()
    assert beside.exists()
    original.line().good("backup", str(target))
    assert not beside.exists()
    assert (target / "manifest.json").exists()


def test_a_failure_leaves_nothing(original: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create, "pack", lambda *given: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    reason = original.line().refused("backup", str(tmp_path / "full"))
    assert "No space left on device" in reason
    assert list(tmp_path.iterdir()) == []


def test_it_takes_the_place_of_nothing(original: Original, backup: Path) -> None:
    before = sorted(path.name for path in backup.iterdir())
    assert "is not empty (files.tar.gz, " in original.line().refused("backup", str(backup))
    assert sorted(path.name for path in backup.iterdir()) == before
    inside = str(original.data_dir.path / "backup")
    assert "lies in the data folder" in original.line().refused("backup", inside)
    assert "no Groundswell data folder" in original.line(GROUNDSWELL_DATA_DIR="/nowhere").refused("backup", "/x/y")


def test_a_server_newer_than_all_programs_is_said(tmp_path: Path, original: Original) -> None:
    url = original.settings["DATABASE_URL"]
    with pytest.raises(dump.DumpError, match=r"The server is PostgreSQL 99, and there is no pg_dump for it here"):
        dump.write_dump(url, tmp_path / "x", major=99)


def test_a_passphrase_is_no_part_of_what_it_opens(backup: Path) -> None:
    assert PASSPHRASE.encode() not in b"".join(path.read_bytes() for path in backup.iterdir())
