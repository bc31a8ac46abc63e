"""Superset for a data folder: its environment, its database and roles, and the server itself."""

import hashlib
import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from db.columns import read_catalogue
from db.datadir import DataDir
from db.roles import ensure_roles
from db.scopes import ensure_scope_logins, scopes_file
from db.side_database import ensure_side_database
from flows.run_context import open_run_context
from flows.services import prefect_log_in
from flows.services.names import PREFECT_SERVER
from flows.services.names import SUPERSET as NAME
from flows.services.processes import Running, ServiceError, answers, free_port, running, start, stop
from tasks.roster.store import read_labels

PORT = 8088
PROJECT = Path(__file__).parents[2] / "superset"
ENVIRONMENT = PROJECT / ".venv"
LOG_INS = ("admin", "marketing", "executive", "analyst", "data")
WORKERS, THREADS = 2, 14  # 300 to 400 MB a worker; more threads than superset/question_places.py has places
_SECRETS, _LOG_INS, _DONE = "superset-secrets", "superset-log-ins", "superset-synced"
_SHOWN = "superset-log-ins-told"
_STAMP = ENVIRONMENT / "groundswell-stamp"

Say = Callable[[str], None]


def start_superset(data_dir: DataDir, port: int = PORT, say: Say = lambda text: None) -> Running:
    """Start Superset on ``port``, or on a free one when that is taken; what is missing is installed and made first.

    The first start takes a minute or two, later ones some seconds. Raises ServiceError, RoleError, SideDatabaseError.
    """
    install(say)
    if data_dir.read_state(_SHOWN):  # an earlier version kept them
        forget_first_log_ins(data_dir)
        data_dir.write_state(_SHOWN, {})
    settings, _ = _prepared(data_dir, say, is_requested=False)
    settings |= prefect_settings(data_dir)
    there = running(data_dir, NAME)
    chosen = there.port if there is not None and there.port is not None else free_port(port)
    return start(
        data_dir,
        NAME,
        _command("127.0.0.1", chosen),
        env=settings,
        port=chosen,
        is_ready=lambda: answers(f"http://127.0.0.1:{chosen}/health"),
        patience_s=180,
        about={"port": str(chosen), "settings": _hash(settings), "program": _program()},
    )


def serve_superset(data_dir: DataDir, host: str, port: int, say: Say = lambda text: None) -> NoReturn:
    """Become Superset: for containers, where the program that was started is the one that is watched.

    Raises ServiceError, RoleError, SideDatabaseError.
    """
    install(say)
    settings = _prepared(data_dir, say, is_requested=False)[0] | prefect_settings(data_dir)
    command = _command(host, port)
    os.execve(command[0], command, {**os.environ, **settings})  # noqa: S606  # no shell is wanted


def _command(host: str, port: int) -> list[str]:
    """The server's program and its arguments."""
    return [
        str(ENVIRONMENT / "bin/gunicorn"),
        *("--bind", f"{host}:{port}", "--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--worker-class", "gthread", "--timeout", "120", "--no-control-socket", "superset.app:create_app()"),
    ]


def sync_superset(data_dir: DataDir, say: Say = lambda text: None) -> dict[str, Any]:
    """Bring Superset's assets, roles and rules to what the files say, even when nothing seems to have changed."""
    install(say)
    return _prepared(data_dir, say, is_requested=True)[1]


def check_superset(data_dir: DataDir, runs: int = 1, say: Say = lambda text: None) -> list[dict[str, Any]]:
    """Every chart of every dashboard: rows, error, milliseconds cold and warm, medians. Raises ServiceError."""
    install(say)
    settings, _ = _prepared(data_dir, say, is_requested=False)
    found: list[dict[str, Any]] = _run(settings, "checking.py", {"runs": runs})
    return found


def stop_superset(data_dir: DataDir) -> bool:
    """End it; False when it did not run."""
    return stop(data_dir, NAME)


def first_log_ins(data_dir: DataDir) -> Mapping[str, str]:
    """Passwords of the first log-ins by user name; empty once they were shown."""
    return data_dir.read_state(_LOG_INS)


def forget_first_log_ins(data_dir: DataDir) -> None:
    """They were shown: from now on nobody but their owners knows them."""
    data_dir.write_state(_LOG_INS, {})


def set_password(data_dir: DataDir, user: str, say: Say = lambda text: None) -> str:
    """Give somebody a new password, which is kept nowhere. Raises ServiceError where nobody is called so."""
    install(say)
    settings, _ = _prepared(data_dir, say, is_requested=False)
    password = _new_password()
    if not _run(settings, "new_password.py", {"user": user, "password": password})["found"]:
        raise ServiceError(f"Superset knows no active user {user!r}. Its users are listed under Settings, List Users.")
    return password


def _new_password() -> str:
    return secrets.token_urlsafe(15)


def install(say: Say) -> None:
    """Make Superset's own environment, unless it is there as the lock wants it. Raises ServiceError."""
    wanted = _hash({name: (PROJECT / name).read_text("utf-8") for name in ("pyproject.toml", "uv.lock")})
    if _STAMP.exists() and _STAMP.read_text("utf-8") == wanted:
        return
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise ServiceError("Superset needs uv for its own environment. Install it with: pip install uv")
    say("Installing Superset's own environment (650 MB; a minute, on a slow line more) ...")
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(
        [uv, "sync", "--project", str(PROJECT), "--frozen"],
        env={**kept, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ServiceError(
            f"Superset's environment can't be installed: {done.stderr.strip()[-300:]}. "
            "Run this again, or leave Superset out with --no-superset."
        )
    _STAMP.write_text(wanted, "utf-8")


def environment(data_dir: DataDir, urls: Mapping[str, str], metadata_url: str) -> dict[str, str]:
    """Superset's settings, all by environment."""
    kept = data_dir.read_state(_SECRETS)
    if not kept:
        kept = {"secret_key": secrets.token_hex(32)}
        data_dir.write_state(_SECRETS, kept)
    home = data_dir.path / NAME
    home.mkdir(mode=0o700, exist_ok=True)
    data_dir.own(home)
    return {
        "SUPERSET_CONFIG_PATH": str(PROJECT / "superset_config.py"),
        "SUPERSET_HOME": str(home),
        "SUPERSET_SECRET_KEY": kept["secret_key"],
        "GROUNDSWELL_SUPERSET_HOME": str(home),
        "GROUNDSWELL_SUPERSET_METADATA_URL": metadata_url,
        "GROUNDSWELL_BI_READ_URL": urls["bi_read"],
        "GROUNDSWELL_BI_WRITE_URL": urls["bi_write"],
        "GROUNDSWELL_BI_NAMED_URL": urls["bi_named"],
        "GROUNDSWELL_SCOPES_FILE": str(scopes_file(data_dir)),
        "PYTHONUNBUFFERED": "1",
    }


def prefect_settings(data_dir: DataDir) -> dict[str, str]:
    """Where Superset's pages start runs of flows, with the log-in, by environment: no user of Superset reads that.

    Empty where no Prefect server runs for the data folder and none is named by $PREFECT_API_URL.
    """
    address, log_in = os.environ.get("PREFECT_API_URL", ""), os.environ.get("PREFECT_API_AUTH_STRING", "")
    server = running(data_dir, PREFECT_SERVER)
    if not address and server is not None:
        address, log_in = f"http://127.0.0.1:{server.port}/api", prefect_log_in.log_in(data_dir)
    return {"GROUNDSWELL_PREFECT_API_URL": address, "GROUNDSWELL_PREFECT_LOG_IN": log_in}


def _prepared(data_dir: DataDir, say: Say, *, is_requested: bool) -> tuple[dict[str, str], dict[str, Any]]:
    """Roles, database and content as they should be: the settings, and what a sync did (nothing when it had not to)."""
    with open_run_context() as context:
        urls = ensure_roles(context.engine, data_dir)
        metadata_url, is_new = ensure_side_database(context.engine, data_dir, NAME, urls[NAME])
        with context.engine.connect() as connection:
            people = [str(label) for label in read_labels(connection)]
            catalogue = read_catalogue(connection)
    settings = environment(data_dir, urls, metadata_url)
    known = {} if is_new else data_dir.read_state(_DONE)
    version = _hash({"lock": (PROJECT / "uv.lock").read_text("utf-8"), "database": metadata_url})
    parts = {"settings": _hash(settings), "labels": json.dumps(people), "catalogue": json.dumps(catalogue)}
    content = _hash({"program": _program(), **parts})
    is_new_version = known.get("version") != version
    if not is_requested and not is_new_version and known.get("content") == content:
        return settings, {}
    say("Preparing Superset's database ..." if is_new_version else "Bringing dashboards and roles up to date ...")
    if is_new:
        # written before they are used: a sync that breaks off has not made accounts nobody can enter
        data_dir.write_state(_LOG_INS, {name: _new_password() for name in LOG_INS})
    done: dict[str, Any] = _run(
        settings,
        "sync.py",
        {"is_new_version": is_new_version, "passwords": first_log_ins(data_dir), "catalogue": catalogue},
    )
    with open_run_context() as context:
        ensure_scope_logins(context.engine, data_dir, [frozenset(scope) for scope in done["scopes"]])
    data_dir.write_state(_DONE, {"version": version, "content": content})
    return settings, done


def _run(settings: Mapping[str, str], program: str, request: Mapping[str, Any]) -> Any:
    """Run a program of superset/ in its environment; the JSON of its last line. Raises ServiceError."""
    done = subprocess.run(
        [str(ENVIRONMENT / "bin/python"), str(PROJECT / program)],
        input=json.dumps(request),
        env={**os.environ, **settings},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise ServiceError(f"superset/{program} ended with {done.returncode}: {lines[-1][:400] if lines else ''}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _program() -> str:
    """A hash over all files of superset/ that are not installed."""
    files = (path for path in PROJECT.rglob("*") if path.is_file() and ".venv" not in path.parts)
    return _hash(
        {
            path.relative_to(PROJECT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if "__pycache__" not in path.parts
        }
    )


def _hash(parts: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
