"""One Postgres cluster on disk: make it, start it, find its postmaster, stop it."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from db.account import Account
from db.binaries import MAJOR
from db.errors import EmbeddedPostgresError

USER = "groundswell"
_INCLUDED = "groundswell.conf"
_LOG_LIMIT = 5_000_000  # bytes
_SETTINGS = """\
# Written at every start; settings of your own go into postgresql.conf, below the include.
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 100
shared_buffers = 256MB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
# The client gets its error in full; the log keeps no statements or rows, which may carry passwords.
log_min_error_statement = panic
log_error_verbosity = terse
"""


@dataclass(frozen=True)
class Postmaster:
    """The running server: process id and port (None in the first moments of a start)."""

    pid: int
    port: int | None


@dataclass(frozen=True)
class ClusterFolder:
    """`path` holds pgdata/, the password and the server's log, all of it owned by `account`, mode 0700."""

    path: Path
    account: Account

    @property
    def pgdata(self) -> Path:
        return self.path / "pgdata"

    @property
    def log(self) -> Path:
        return self.path / "server.log"

    @property
    def password_file(self) -> Path:
        return self.path / "password"

    @property
    def version(self) -> str | None:
        """The major version that wrote the cluster, None while there is no cluster."""
        try:
            return (self.pgdata / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return None

    def password(self) -> str:
        try:
            return self.password_file.read_text().strip()
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The password of the embedded Postgres cannot be read from {self.password_file} ({error.strerror}); "
                "restore that file from a backup, or start over in another --data-dir."
            ) from error

    def make(self, bin_folder: Path) -> None:
        """Create the cluster unless it exists; a crash on the way leaves none. Raises EmbeddedPostgresError."""
        if self.version == MAJOR:
            return
        if self.version is not None:
            raise EmbeddedPostgresError(
                f"The database in {self.path} was written by PostgreSQL {self.version}, this program brings {MAJOR}; "
                "move it with pg_dump of the older release, or start over in another --data-dir."
            )
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.account.own(self.path)
        self.path.chmod(0o700)
        if not self.password_file.exists():
            with os.fdopen(os.open(self.password_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
                file.flush()
                os.fsync(file.fileno())
        self.account.own(self.password_file)
        # A name of its own: the initdb of a killed start may still be at work on the last one.
        self._remove_unfinished()
        unfinished = self.path / f"pgdata.{secrets.token_hex(4)}"
        made = self.account.run(
            bin_folder / "initdb", "-D", unfinished, "-U", USER, "-A", "scram-sha-256", "--pwfile", self.password_file,
            # The builtin provider sorts the same on every machine, whatever its C library.
            "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        )  # fmt: skip
        if made.returncode != 0:
            self._remove_unfinished()
            raise EmbeddedPostgresError(
                f"The database cluster in {self.path} could not be made ({_complaint(made.stderr)}); "
                "free or unlock that folder, or choose another --data-dir."
            )
        with (unfinished / "postgresql.conf").open("a") as file:
            file.write(f"\ninclude_if_exists = '{_INCLUDED}'\n")
        unfinished.rename(self.pgdata)
        self._remove_unfinished()

    def postmaster(self) -> Postmaster | None:
        """The server that runs on this cluster; a dead process or one that merely reuses the id does not count."""
        lines = self._pid_lines()
        if lines and self._is_ours(int(lines[0])):
            return Postmaster(int(lines[0]), int(lines[3]) if len(lines) > 3 else None)
        return None

    def start(self, bin_folder: Path, port: int) -> str | None:
        """Try once to start on `port` of the loopback; gives the reason when the server is not ready within 60 s."""
        settings = self.pgdata / _INCLUDED
        settings.unlink(missing_ok=True)  # a new file, so that no link leads us elsewhere
        with settings.open("x") as file:
            file.write(_SETTINGS.format(port=port))
        self.account.own(settings)
        if lines := self._pid_lines():  # it did not stop in good order
            for orphan in self._orphans():
                # Statements that outlived the server: nobody will hear their result, and they bar the restart.
                with contextlib.suppress(psutil.Error):
                    orphan.terminate()
            if psutil.pid_exists(int(lines[0])):
                # A zombie, or another program under the same id: Postgres would take it for a live server.
                (self.pgdata / "postmaster.pid").unlink(missing_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        begin = self.log.stat().st_size if self.log.exists() else 0
        started = self.account.run(
            bin_folder / "pg_ctl", "-D", self.pgdata, "-l", self.log, "-w", "-t", "60", "start"
        )  # fmt: skip
        if started.returncode == 0:
            return None
        logged = self.log.read_text(errors="replace")[begin:] if self.log.exists() else ""
        fatal = [line.split("FATAL:")[-1].strip() for line in logged.splitlines() if "FATAL:" in line]
        return fatal[0] if fatal else _complaint(started.stderr)

    def stop(self, bin_folder: Path) -> None:
        """End the server, open connections included, and wait for it; raises EmbeddedPostgresError after 60 s."""
        stopped = self.account.run(bin_folder / "pg_ctl", "-D", self.pgdata, "-m", "fast", "-w", "-t", "60", "stop")
        if stopped.returncode != 0 and (running := self.postmaster()):
            raise EmbeddedPostgresError(
                f"The embedded Postgres (process {running.pid}) did not stop ({_complaint(stopped.stderr)}); "
                f"look into {self.log} and try again."
            )

    def size_bytes(self) -> int:
        total = 0
        for folder, _, names in os.walk(self.path):
            for name in names:
                with contextlib.suppress(FileNotFoundError):  # a live server removes files as we walk
                    total += (Path(folder) / name).lstat().st_size
        return total

    def _remove_unfinished(self) -> None:
        for folder in self.path.glob("pgdata.*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _pid_lines(self) -> list[str]:
        try:
            lines = (self.pgdata / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return []
        return lines if lines[0].strip().isdigit() else []

    def _is_ours(self, pid: int) -> bool:
        """Every process of a server works in its pgdata; that holds after the folder was moved, too."""
        try:
            process = psutil.Process(pid)
            return process.name().startswith("postgres") and Path(process.cwd()).samefile(self.pgdata)
        except (psutil.Error, OSError):
            return False

    def _orphans(self) -> Iterator[psutil.Process]:
        return (process for process in psutil.process_iter() if self._is_ours(process.pid))


def _complaint(output: str) -> str:
    """The line that names the error, else the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    named = [line for line in lines if "error:" in line]
    return (named or lines or ["it gave no reason"])[0 if named else -1]
