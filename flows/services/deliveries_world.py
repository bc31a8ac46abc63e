"""A sandbox world's vendor tables, roster and sounds, written and entered the way people bring in real ones."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from db.datadir import DataDir
from flows.services.processes import run_python
from sandbox.deliveries import Vendor, write_drops, write_lists
from sandbox.works import make_works
from sandbox.works_lines import write_works
from sandbox.world import World
from tasks.readers.spreadsheet import ListError, Problem
from tasks.roster.entry_store import call
from tasks.roster.roster_file import enter_roster, read_roster
from tasks.roster.sound_list import enter_sounds, read_sounds
from tasks.works.work_list import Imported, import_works, read_works_list

ENTERED_BY = "sandbox"
ROSTER, SOUNDS, WORKS = "roster.csv", "sounds.csv", "works.csv"


@dataclass(frozen=True, slots=True)
class Followed:
    """How many cards and sounds are followed now."""

    cards: int
    sounds: int


def write_deliveries(world: World, folder: Path) -> None:
    """Write the vendor's drops and the label's lists, unless they are there; the lists come last."""
    if not (folder / SOUNDS).exists():
        folder.mkdir(parents=True, exist_ok=True)
        vendor = Vendor(world)
        write_drops(vendor, folder)
        write_lists(vendor, folder)


def write_deliveries_apart(seed: int, end_on: date, folder: Path) -> None:
    """write_deliveries in a process of its own, so that it takes nobody's time. Raises ServiceError when it fails."""
    if (folder / SOUNDS).exists():
        return
    run_python("sandbox.deliveries", "--seed", str(seed), "--end-on", str(end_on), "--to", str(folder))


def deliveries_folder(data_dir: DataDir) -> Path:
    """Where a data folder keeps its sandbox's deliveries."""
    return data_dir.path / "deliveries"


def follow_roster(engine: Engine, folder: Path) -> Followed:
    """Confirm the roster's cards and link the sounds. Raises ListError."""
    with engine.begin() as connection:
        cards = enter_roster(connection, read_roster(folder / ROSTER), ENTERED_BY, confirm=True)
        _check(folder / ROSTER, cards.problems)
        # the list is of the whole world: deliveries up to an early day have not named all of its sounds yet
        sounds = enter_sounds(connection, read_sounds(folder / SOUNDS), ENTERED_BY, may_be_unknown=True)
        _check(folder / SOUNDS, sounds.problems)
    return Followed(len(cards.added) + len(cards.known), sounds.added + sounds.known)


def bring_works(engine: Engine, seed: int, folder: Path) -> Imported:
    """Write the world's catalogue of works into the folder and bring it in. Raises ListError."""
    path = folder / WORKS
    write_works((work.line for work in make_works(seed).works), path)
    lines = read_works_list(path, has_artist=False)
    with engine.begin() as connection:
        return import_works(partial(call, connection), lines, None, WORKS, ENTERED_BY)


def _check(path: Path, problems: list[Problem]) -> None:
    if problems:
        first = problems[0]
        raise ListError(f"{path}, line {first.line} ({first.text}): {first.problem}")
