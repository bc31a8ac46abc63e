"""The operating-system account that Postgres runs as: ours, or another one when we are root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from db.errors import EmbeddedPostgresError


@dataclass(frozen=True)
class Account:
    """An account; `is_other` when programs must be switched to it."""

    name: str
    uid: int
    gid: int
    is_other: bool

    def run(self, *command: Path | str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account, in its own session, output captured.

        The environment is bare: PG* variables of the caller would bend the server, and secrets in it are none
        of the server's business. Raises EmbeddedPostgresError when the account cannot be used.
        """
        kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
        try:
            return subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                start_new_session=True,
                cwd="/",
                env={**kept, "HOME": "/", "LC_ALL": "C"},
                user=self.uid if self.is_other else None,
                group=self.gid if self.is_other else None,
                extra_groups=[] if self.is_other else None,
            )
        except OSError as error:
            raise EmbeddedPostgresError(
                f"{command[0]} cannot be run as the user {self.name} ({error.strerror}); "
                "run as an ordinary user, or name a server in DATABASE_URL."
            ) from error

    def can_enter(self, folder: Path) -> bool:
        """Ask the kernel, not the mode bits: access lists and mounts count too."""
        return self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder).returncode == 0

    def can_run(self, program: Path) -> bool:
        return self.run("/bin/sh", "-c", '"$1" --version', "sh", program).returncode == 0

    def own(self, path: Path) -> None:
        if self.is_other:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def postgres_account(*owned: Path) -> Account:
    """The account for a server: our own, or for root the owner of the first `owned` folder that is not root's.

    Without such a folder root takes `postgres`, else `nobody`, because Postgres refuses to run as root.
    """
    if (uid := os.geteuid()) != 0:
        return Account(_name(uid), uid, os.getegid(), is_other=False)
    for folder in owned:
        if folder.exists() and (owner := folder.stat()).st_uid != 0:
            return Account(_name(owner.st_uid), owner.st_uid, owner.st_gid, is_other=True)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, is_other=True)
    raise EmbeddedPostgresError(
        "Postgres refuses to run as root and this machine has no user `postgres` or `nobody`; "
        "run as an ordinary user, or name a server in DATABASE_URL."
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
