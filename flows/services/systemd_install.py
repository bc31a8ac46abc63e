"""The unit put where systemd finds it, checked by systemd's own means where they are there."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.services.processes import python
from flows.services.systemd import UNIT, unit
from flows.services.watch import PID_FILE

_BOOTED = Path("/run/systemd/system")  # there where systemd runs the machine


class UnitRefused(GroundswellError):
    """The unit could not be put in place; the one before, if any, stands."""


def unit_text(data_dir: DataDir, *, is_system: bool, no_superset: bool) -> str:
    """The unit for a data folder; of the system it runs as the folder's owner."""
    door = Path(python()[0]).with_name("groundswell")
    user = pwd.getpwuid(data_dir.path.stat().st_uid).pw_name if is_system else None
    return unit([str(door)], data_dir.path, data_dir.run / PID_FILE, user, ["--no-superset"] if no_superset else [])


def unit_file(*, is_system: bool) -> Path:
    """Where it belongs: root's to the system, a user's to the user's own systemd."""
    if is_system:
        return Path("/etc/systemd/system") / UNIT
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd/user" / UNIT


def install_unit(text: str, file: Path, *, is_system: bool) -> str:
    """Write, check and enable it; a sentence of what was done and what is next. Raises UnitRefused."""
    before = file.read_text("utf-8") if file.exists() else None
    folder_line = next(line for line in text.splitlines() if line.startswith("Description="))
    if before is not None and folder_line not in before:
        raise UnitRefused(f"{file} is there for another data folder or by another hand; remove it first.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise UnitRefused(f"{file} can't be written ({error.strerror}); run this as a user who may.") from error
    control = ["systemctl"] if is_system else ["systemctl", "--user"]
    start = f"Start it with: groundswell down; {' '.join(control)} start {UNIT}"
    if shutil.which("systemd-analyze") is None:
        return f"{file} is written. There is no systemd here, so it was not checked. {start}"
    if (words := _refusal(["systemd-analyze", *control[1:], "verify", str(file)])) is not None:
        _put_back(file, before)
        raise UnitRefused(f"systemd refuses the unit: {words}")
    if not _BOOTED.exists():
        return f"{file} is written, and systemd finds nothing wrong in it; it does not run this machine. {start}"
    for words_of in (["daemon-reload"], ["enable", UNIT]):
        if (words := _refusal([*control, *words_of])) is not None:
            return f"{file} is written, but {' '.join([*control, *words_of])} says: {words}"
    lingering = "" if is_system else " To have it run without your being logged in: loginctl enable-linger"
    return f"{file} is written, and starts with the machine. {start}{lingering}"


def _refusal(command: list[str]) -> str | None:
    """What a program says that fails; None where it does not."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return " ".join((done.stderr or done.stdout).split())[:400] if done.returncode != 0 else None


def _put_back(file: Path, before: str | None) -> None:
    if before is None:
        file.unlink()
    else:
        file.write_text(before, "utf-8")
