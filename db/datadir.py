"""The data folder: everything Groundswell keeps on this machine, recognised by its marker file."""

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from db.errors import DataDirError

MARKER = "groundswell.json"
FORMAT = 1
ENVIRONMENT = "GROUNDSWELL_DATA_DIR"
ENVIRONMENT_FILE = ".env"  # settings of whoever uses the folder
SYSTEM_FOLDER = Path("/var/lib/groundswell")

# A half-written marker of a start at the same moment.
_HALF_WRITTEN = f".{MARKER}."
# Settings put there before the first start, and what a freshly mounted disk holds.
_HARMLESS = (ENVIRONMENT_FILE, "lost+found")


@dataclass(frozen=True)
class DataDir:
    """A folder that carries our marker; `path` is absolute."""

    path: Path

    @classmethod
    def open(cls, path: Path | None = None, create: bool = False) -> "DataDir":
        """Find the data folder: `path`, else $GROUNDSWELL_DATA_DIR, else the remembered one, else the default.

        With `create` a missing or empty folder becomes a data folder; nothing is written to any other folder.
        Raises DataDirError.
        """
        folder = chosen_folder(path)
        try:
            _recognise(folder, create)
        except OSError as error:
            raise DataDirError(
                f"The data folder {folder} cannot be used ({error.strerror}); choose another with --data-dir."
            ) from error
        return cls(folder)

    @property
    def id(self) -> str:
        """A name for this folder that survives moving it."""
        recorded = _read_json(self.path / MARKER).get("id")
        return str(recorded or hashlib.sha256(bytes(self.path)).hexdigest()[:16])

    @property
    def logs(self) -> Path:
        return self._folder("logs")

    @property
    def prefect(self) -> Path:
        return self._folder("prefect")

    @property
    def reports(self) -> Path:
        return self._folder("reports")

    @property
    def run(self) -> Path:
        """Where programs in the background leave their process id and port."""
        return self._folder("run")

    def read_state(self, name: str) -> dict[str, Any]:
        """The JSON object last written under `name`, empty when there is none; raises DataDirError when damaged."""
        return _read_json(self.run / f"{name}.json")

    def write_state(self, name: str, state: dict[str, Any]) -> None:
        """Keep a small JSON object under `name`: readers see the old one or the new one, never a part."""
        _write_atomically(self.run / f"{name}.json", json.dumps(state, indent=1), like=self.path)

    def remember(self) -> None:
        """Make this the folder that is used when none is named; raises DataDirError."""
        target = _remembered_file()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_atomically(target, f"{self.path}\n", like=target.parent)
        except OSError as error:
            raise DataDirError(
                f"The default data folder cannot be remembered in {target} ({error.strerror}); "
                f"name it in ${ENVIRONMENT} instead."
            ) from error

    def own(self, path: Path) -> None:
        """Under sudo, leave nothing in a user's folder that the user cannot open again."""
        _give_to_owner(path, like=self.path)

    def _folder(self, name: str) -> Path:
        folder = self.path / name
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self.own(folder)
        return folder


def chosen_folder(path: Path | None) -> Path:
    """Where the data folder is, whether it is there or not: `path`, else the ones `DataDir.open` goes on to."""
    if path is not None:
        return path.expanduser().resolve()
    if named := os.environ.get(ENVIRONMENT):
        return Path(named).expanduser().resolve()
    try:
        remembered = _remembered_file().read_text(encoding="utf-8").strip()
    except OSError:
        remembered = ""
    if remembered:
        return Path(remembered)
    # Postgres never runs as root, and the account it runs as cannot enter /root.
    default = SYSTEM_FOLDER if os.geteuid() == 0 else Path(platformdirs.user_data_dir("groundswell"))
    return default / "data"


def _remembered_file() -> Path:
    return Path(platformdirs.user_data_dir("groundswell")) / "data-dir"


def _recognise(folder: Path, create: bool) -> None:
    """Pass when `folder` is ours (or could be made so), else raise DataDirError or OSError."""
    marker = folder / MARKER
    if folder.exists() and not folder.is_dir():
        raise DataDirError(f"{folder} is a file, not a folder; choose another place with --data-dir.")
    entries = [entry.name for entry in folder.iterdir()] if folder.exists() else []
    foreign = [name for name in entries if name not in _HARMLESS and not name.startswith(_HALF_WRITTEN)]
    if foreign and not marker.exists():
        raise DataDirError(
            f"{folder} is not a Groundswell data folder (it holds other files and no {MARKER}); "
            "choose another with --data-dir or an empty one."
        )
    if not marker.exists():
        if not create:
            raise DataDirError(
                f"There is no Groundswell data folder at {folder}; "
                "name yours with --data-dir, or make one with `groundswell up`."
            )
        _make(folder)
    version = _read_json(marker).get("format")
    if not isinstance(version, int):
        raise DataDirError(f"{marker} does not say its format; choose another data folder with --data-dir.")
    if version > FORMAT:
        raise DataDirError(f"{folder} was written by a newer Groundswell (format {version}); update this program.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DataDirError(f"The data folder {folder} is not writable for you; choose another with --data-dir.")


def _make(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # As root the account of Postgres passes through this folder into its own.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    marker = {"format": FORMAT, "id": secrets.token_hex(8)}
    _write_atomically(folder / MARKER, json.dumps(marker), like=folder, keep_existing=True)


def _read_json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DataDirError(
            f"{file} cannot be read ({error.strerror}); run as the user who owns it or choose another data folder."
        ) from error
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise DataDirError(f"{file} is damaged (not a JSON object); remove it and run the command again.")
    return content


def _write_atomically(target: Path, text: str, *, like: Path, keep_existing: bool = False) -> None:
    """Write through a file beside the target; with `keep_existing` the first of several writers wins."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        with beside.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o600)
        _give_to_owner(beside, like=like)
        if keep_existing:
            with contextlib.suppress(FileExistsError):
                os.link(beside, target)
        else:
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _give_to_owner(path: Path, *, like: Path) -> None:
    if os.geteuid() == 0:
        owner = like.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
