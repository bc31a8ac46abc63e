"""Starting and stopping: once, again, from another program, beside another server."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest
import sqlalchemy

from db import embedded
from db.errors import EmbeddedPostgresError


def test_second_ensure_finds_the_running_server(running, ask):
    data_dir, first = running
    began = time.monotonic()
    second = embedded.ensure(data_dir)
    assert time.monotonic() - began < 2
    assert (first.started, second.started) == (True, False)
    assert (first.url, first.port, first.version) == (second.url, second.port, second.version)
    assert not first.moved_port
    password = sqlalchemy.make_url(first.url).password
    assert password
    assert password not in repr(first) + repr(embedded.status(data_dir))

    settings = "select string_agg(setting, ' ' order by name) from pg_settings where name in "
    assert ask(first.url, f"{settings} ('TimeZone', 'jit', 'max_connections')") == "UTC off 100"
    assert ask(first.url, f"{settings} ('listen_addresses', 'unix_socket_directories')") == "127.0.0.1 "
    assert ask(first.url, "show shared_buffers") == "256MB"
    assert ask(first.url, "show server_encoding") == "UTF8"
    assert ask(first.url, "select lower('ÅÉЖ')") == "åéж"


def test_several_programs_connect_by_url_and_only_with_the_password(running, connect):
    _, cluster = running
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(connect(cluster.url)) for _ in range(20)]
        pids = {connection.info.backend_pid for connection in connections}
    assert len(pids) == 20
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        connect(cluster.url, password="guess").__enter__()
    without = sqlalchemy.make_url(cluster.url).set(password="").render_as_string(hide_password=False)
    with pytest.raises(psycopg2.OperationalError, match="no password supplied"):
        connect(without).__enter__()


def test_password_and_folders_are_for_the_owner_only(running):
    data_dir, _ = running
    folder = embedded.status(data_dir).folder
    assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "server.log").stat().st_mode) == 0o600
    if os.geteuid() == 0:
        assert folder.stat().st_uid != 0
        assert (folder.parent == data_dir.path) == _everyone_enters(data_dir.path)


def _everyone_enters(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def test_cluster_lies_in_the_data_dir_where_its_account_can_get_in(disposable_data_dir, ask):
    parent = Path(tempfile.gettempdir()) / f"groundswell-open-{os.getpid()}"
    parent.mkdir(mode=0o755)
    try:
        with disposable_data_dir(parent / "data") as data_dir:
            first = embedded.ensure(data_dir)
            assert embedded.status(data_dir).folder == data_dir.path / "postgres"
            embedded.stop(data_dir)
            moved = parent / "moved"
            data_dir.path.rename(moved)
            with disposable_data_dir(moved) as found:
                assert embedded.ensure(found).url == first.url
                assert ask(first.url, "show data_directory") == str(moved / "postgres" / "pgdata")
            moved.rename(data_dir.path)
    finally:
        shutil.rmtree(parent)


def test_server_survives_its_starter(data_dir, starter, ask):
    program = starter(data_dir.path)
    output, errors = program.communicate(timeout=60)
    assert program.returncode == 0, errors
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGHUP)  # as a closing terminal does
    port, started, pid = output.split()
    assert started == "True"
    cluster = embedded.ensure(data_dir)
    assert (cluster.port, cluster.started) == (int(port), False)
    assert embedded.status(data_dir).pid == int(pid)
    assert ask(cluster.url, "select 1") == 1
    (data_dir.run / "postgres.json").unlink()  # forgotten, and found again
    assert embedded.ensure(data_dir) == cluster
    assert data_dir.read_state("postgres")["port"] == cluster.port


def test_two_programs_at_once_end_with_one_server(tmp_path, disposable_data_dir, starter):
    folder = tmp_path / "data"
    programs = [starter(folder) for _ in range(2)]
    answers = []
    for program in programs:
        output, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors
        answers.append(output.split())
    with disposable_data_dir(folder):
        (port, _, pid), (other_port, _, other_pid) = answers
        assert (port, pid) == (other_port, other_pid)
        assert sorted(started for _, started, _ in answers) == ["False", "True"]


def test_stop_ends_only_ours_and_may_be_repeated(data_dir, tmp_path, disposable_data_dir, connect):
    with disposable_data_dir(tmp_path / "other") as other:
        ours, theirs = embedded.ensure(data_dir), embedded.ensure(other)
        assert ours.port != theirs.port
        with connect(ours.url):  # an open connection does not hold it up
            assert embedded.stop(data_dir)
        assert not embedded.stop(data_dir)
        stopped = embedded.status(data_dir)
        assert (stopped.running, stopped.port, stopped.pid, stopped.version) == (False, None, None, "18")
        assert stopped.size_bytes > 1_000_000
        running = embedded.status(other)
        assert (running.running, running.port, running.version) == (True, theirs.port, theirs.version)
        assert embedded.ensure(data_dir).url == ours.url


def test_status_and_stop_before_the_first_start_write_no_cluster(data_dir):
    assert not embedded.status(data_dir).running
    assert not embedded.stop(data_dir)
    assert embedded.status(data_dir).folder is None


def test_what_bars_a_start_is_named(data_dir):
    embedded.ensure(data_dir)
    embedded.stop(data_dir)
    pgdata = embedded.status(data_dir).folder / "pgdata"

    aside = pgdata.rename(pgdata.with_name("aside"))  # lost: not replaced by an empty one
    with pytest.raises(EmbeddedPostgresError, match=r"is gone from .*; restore that folder"):
        embedded.ensure(data_dir)
    aside.rename(pgdata)

    (pgdata / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedPostgresError, match=r"written by PostgreSQL 17, this program brings 18"):
        embedded.ensure(data_dir)
    (pgdata / "PG_VERSION").write_text("18\n")

    conf = pgdata / "postgresql.conf"
    good = conf.read_text()
    conf.write_text(good + "\nwork_mem = 'plenty'\n")
    with pytest.raises(EmbeddedPostgresError, match=r"contains errors.*look into .*server\.log"):
        embedded.ensure(data_dir)
    conf.write_text(good)
    assert embedded.ensure(data_dir).started


def test_psql_is_found_and_runs(running):
    psql = embedded.psql_path()
    assert psql is not None
    url = running[1].url.replace("+psycopg2", "", 1)
    asked = subprocess.run([psql, "-XAtc", "select 40 + 2", url], capture_output=True, text=True, check=True)
    assert asked.stdout == "42\n"
