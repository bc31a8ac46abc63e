"""Deliveries under a path: a file, a folder of files, or an archive of folders named by the time they arrived."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.storable import storable
from tasks.readers.deliveries.contract import Table, load_contracts
from tasks.readers.deliveries.errors import NothingToLoad
from tasks.readers.deliveries.files import SUFFIXES, DeliveryFile
from tasks.readers.shell import reason

STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})Z)?")
# A drop that only says its day arrived at this hour (UTC).
USUAL_HOUR = 6
# Of a folder's name that is a time of arrival; another one is a folder that happens to be called so.
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Drop:
    """What arrived together. ``stamp`` is None for files that say no time and arrive now."""

    stamp: str | None
    arrived_at: datetime
    files: Sequence[tuple[Table, DeliveryFile]]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Drops, oldest first, files that are no vendor table, and folders that can't be looked into with the reason."""

    drops: Sequence[Drop]
    unknown: Sequence[str]
    closed: Sequence[tuple[str, str]] = ()


def arrival(stamp: str) -> datetime | None:
    """When a folder of that name arrived: YYYY-MM-DD at 06:00 UTC, or YYYY-MM-DDTHHMMZ; None for another name."""
    match = STAMP.fullmatch(stamp)
    if match is None:
        return None
    hour, minute = (int(match[2]), int(match[3])) if match[2] else (USUAL_HOUR, 0)
    try:
        found = datetime.fromisoformat(match[1]).replace(hour=hour, minute=minute, tzinfo=UTC)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def find_deliveries(path: Path, now: datetime) -> Deliveries:
    """Everything under ``path`` that is a vendor table, by the name up to the first dot.

    What lies in a folder named by a time arrived then, anything else arrives ``now``. Within a drop, tables come in
    the order of their contracts. Raises NothingToLoad.
    """
    if not path.exists():
        raise NothingToLoad(f"There is no {storable(str(path))}. Give a file, a folder of files, or a folder of drops.")
    if not path.is_file() and not path.is_dir():
        raise NothingToLoad(f"{storable(str(path))} is neither a file nor a folder.")
    folders: dict[str | None, list[Path]] = {}
    unknown: list[str] = []
    closed: list[tuple[str, str]] = []
    if path.is_file():
        parent = path.resolve().parent.name
        folders[parent if arrival(parent) is not None else None] = [path]
    else:
        own = path.resolve().name
        for found in sorted(path.iterdir()):
            if found.name.startswith("."):
                continue
            if is_regular(found):
                folders.setdefault(own if arrival(own) is not None else None, []).append(found)
            elif arrival(found.name) is not None:
                try:
                    inside = [file for file in sorted(found.iterdir()) if not file.name.startswith(".")]
                except OSError as error:
                    closed.append((storable(str(found)), f"it can't be looked into ({reason(error)})"))
                    continue
                folders.setdefault(found.name, []).extend(inside)
            else:
                unknown.append(storable(str(found)))
    drops: list[Drop] = []
    for stamp, files in folders.items():
        arrived_at = (arrival(stamp) if stamp is not None else None) or now
        tables = [(table_of(file), DeliveryFile(file, arrived_at, storable(str(file)))) for file in files]
        unknown += [file.origin for table, file in tables if table is None]
        known = [(table, file) for table, file in tables if table is not None]
        order = load_contracts().tables
        known.sort(key=lambda pair: (order.index(pair[0]), pair[1].path.name))
        if known:
            drops.append(Drop(stamp, arrived_at, known))
    if not drops and not closed:
        tables_known = ", ".join(table.name for table in load_contracts().tables)
        raise NothingToLoad(
            f"Nothing under {storable(str(path))} is a vendor table. Files are named by their table and end in "
            f"{', '.join(SUFFIXES)}; tables are {tables_known}."
        )
    return Deliveries(sorted(drops, key=lambda drop: drop.arrived_at), unknown, closed)


def is_regular(path: Path) -> bool:
    """Whether it is a file that ends: no folder, device or pipe. One that may not be looked at is taken for one.

    Reading it then says what is wrong.
    """
    try:
        return path.is_file()
    except OSError:
        return True


def table_of(file: Path) -> Table | None:
    """The contract of the table a file holds, by its name; None for another file."""
    if not is_regular(file) or not file.name.casefold().endswith(SUFFIXES):
        return None
    return load_contracts().table(file.name.split(".", 1)[0])
