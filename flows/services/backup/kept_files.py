"""Files of a data folder: which a backup keeps, which are secret, and which are made anew or belong to what runs."""

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.datadir import ENVIRONMENT_FILE, MARKER, DataDir

# Below the data folder. Databases are parts of their own; logs, caches and sessions end with what made them.
_LEFT_OUT = re.compile(
    rf"\.?{re.escape(MARKER)}.*|postgres/.*|logs/.*|lost\+found/.*|superset/(cache|data_cache|sessions)/.*"
    r"|prefect/(prefect\.db.*|concurrency_leases/.*)|run/(\..*|.*\.lock|postgres\.json|service-.*|superset-synced\.json)"
)
# What a sandbox made up; whatever else lies in run/ opens something.
_OF_A_SANDBOX = re.compile(r"run/(standin.*|tag-standins-credentials|world|mail-catcher)\.json")
_FIGURES = re.compile(r"(reports|deliveries|history|mailbox|prefect/storage)/.*")
_SECRET = re.compile(rf"{re.escape(ENVIRONMENT_FILE)}|run/.*|prefect/[^/]*\.toml")


@dataclass
class KeptFiles:
    """Paths below the data folder. ``links`` are not followed and not kept: what they name lies elsewhere."""

    plain: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def find_files(folder: Path) -> KeptFiles:
    """Everything a backup keeps of a data folder. A file for its owner alone is secret, unless it is figures."""
    found = KeptFiles()
    for path, name in _walk(folder, folder):
        if path.is_symlink():
            found.links.append(name)
        elif not _FIGURES.fullmatch(name) and not _OF_A_SANDBOX.fullmatch(name) and _is_secret(path, name):
            found.secret.append(name)
        else:
            found.plain.append(name)
    return found


def pack(folder: Path, names: Sequence[str], archive: Path) -> None:
    """Write the files into an archive; one that went away meanwhile is left out."""
    with tarfile.open(archive, "w:gz", compresslevel=4) as tar:
        for name in names:
            try:
                tar.add(folder / name, arcname=name, recursive=False)
            except FileNotFoundError:
                continue


def unpack(archive: Path, folder: Path) -> None:
    """Bring the files back; nothing is written outside the folder."""
    with tarfile.open(archive, "r:gz") as tar:
        tar.extractall(folder, filter="data")


def quieten_sandbox(data_dir: DataDir) -> None:
    """Say that no stand-in serves: those the backup knew are another folder's."""
    for file in sorted(data_dir.run.glob("*.json")):
        state = data_dir.read_state(file.stem)
        if state.get("is_serving"):
            data_dir.write_state(file.stem, {**state, "is_serving": False})


def drop_database_url(folder: Path) -> bool:
    """Switch off DATABASE_URL in the folder's settings, which names another server now; whether it was in."""
    file = folder / ENVIRONMENT_FILE
    if not file.exists():
        return False
    text = file.read_text("utf-8-sig")
    without = re.sub(r"(?m)^([ \t]*(?:export[ \t]+)?DATABASE_URL[ \t]*=)", r"# \1", text)
    if without != text:
        file.write_text(without, "utf-8")
    return without != text


def _walk(folder: Path, top: Path) -> Iterator[tuple[Path, str]]:
    """Files and links, with their paths below ``top``; nothing of what is left out."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(top).as_posix()
        if _LEFT_OUT.fullmatch(name) or _LEFT_OUT.fullmatch(f"{name}/"):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, top)
        elif path.is_file() or path.is_symlink():
            yield path, name


def _is_secret(path: Path, name: str) -> bool:
    return bool(_SECRET.fullmatch(name)) or path.stat().st_mode & 0o077 == 0
