"""After kill -9 of the server: nothing acknowledged is lost, and nothing left over bars the restart."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import psutil
import psycopg2
import pytest

from db import embedded
from db.datadir import SYSTEM_FOLDER


def _kill(data_dir) -> None:
    os.kill(embedded.status(data_dir).pid, signal.SIGKILL)


def test_every_acknowledged_row_survives(data_dir, connect, ask):
    url = embedded.ensure(data_dir).url
    acknowledged: list[int] = []

    def write() -> None:
        with connect(url) as connection, connection.cursor() as cursor:
            cursor.execute("create table written (n int primary key)")
            for n in range(1_000_000):
                try:
                    cursor.execute("insert into written values (%s)", (n,))
                    connection.commit()
                except psycopg2.Error:
                    return
                acknowledged.append(n)

    writer = threading.Thread(target=write)
    writer.start()
    while len(acknowledged) < 50:
        time.sleep(0.01)
    _kill(data_dir)
    again = embedded.ensure(data_dir)
    writer.join(timeout=30)
    assert again.started
    assert (again.url, again.moved_port) == (url, False)
    assert ask(url, f"select count(*) from written where n <= {acknowledged[-1]}") == len(acknowledged)


def test_a_statement_that_outlived_the_server_does_not_bar_the_restart(data_dir, connect, ask):
    url = embedded.ensure(data_dir).url
    with connect(url) as connection:
        backend = connection.info.backend_pid

        def work() -> None:
            with pytest.raises(psycopg2.Error), connection.cursor() as cursor:
                cursor.execute("do 'begin loop perform 1; end loop; end'")  # never looks up

        busy = threading.Thread(target=work)
        busy.start()
        while ask(url, f"select state from pg_stat_activity where pid = {backend}") != "active":
            time.sleep(0.01)
        _kill(data_dir)
        began = time.monotonic()
        assert embedded.ensure(data_dir).started
        assert time.monotonic() - began < 20
        busy.join(timeout=30)
    assert not psutil.pid_exists(backend) or psutil.Process(backend).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("ended", [False, True], ids=["foreign program", "zombie"])
def test_a_pid_file_that_names_something_else_is_not_believed(data_dir, ended):
    url = embedded.ensure(data_dir).url
    status = embedded.status(data_dir)
    pid_file = status.folder / "pgdata" / "postmaster.pid"
    content = pid_file.read_text()
    embedded.stop(data_dir)
    seconds = "0" if ended else "60"
    other = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"])
    try:
        while ended and psutil.Process(other.pid).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
        pid_file.write_text(content.replace(str(status.pid), str(other.pid), 1))
        os.chown(pid_file, status.folder.stat().st_uid, status.folder.stat().st_gid)
        pid_file.chmod(0o600)
        assert not embedded.status(data_dir).running
        assert not embedded.stop(data_dir)
        again = embedded.ensure(data_dir)
        assert (again.started, again.url) == (True, url)
        assert other.poll() is None or ended
    finally:
        other.kill()
        other.wait()


def test_a_first_start_killed_half_way_is_made_good(tmp_path, disposable_data_dir, starter, ask):
    with disposable_data_dir(tmp_path / "data") as data_dir:
        homes = [data_dir.path / "postgres", SYSTEM_FOLDER / "clusters" / data_dir.id]
        program = starter(data_dir.path)
        while not (home := [folder for folder in homes if list(folder.glob("pgdata.*/*"))]):
            assert program.poll() is None
            time.sleep(0.001)
        program.kill()
        program.communicate()
        cluster = embedded.ensure(data_dir)  # while the killed one's initdb may still be at work
        assert cluster.started
        assert ask(cluster.url, "select 1") == 1
        assert embedded.status(data_dir).folder == home[0]


def test_a_taken_port_is_left_to_its_holder(data_dir, ask):
    first = embedded.ensure(data_dir)
    embedded.stop(data_dir)
    with socket.socket() as foreign:
        foreign.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        foreign.bind(("127.0.0.1", first.port))
        foreign.listen()
        moved = embedded.ensure(data_dir)
        assert moved.started
        assert moved.moved_port
        assert moved.port != first.port
        assert ask(moved.url, "select 1") == 1
    embedded.stop(data_dir)
    again = embedded.ensure(data_dir)
    assert (again.port, again.moved_port) == (moved.port, False)
