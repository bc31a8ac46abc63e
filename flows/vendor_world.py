"""A sandbox world's vendor tables, roster and sounds, written and entered the way people bring in real ones."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from sandbox.vendor import Vendor, write_drops, write_lists
from sandbox.world import World
from tasks.cards.queue import fill_queue
from tasks.cards.roster import enter_roster, read_roster
from tasks.cards.sound_list import enter_sounds, read_sounds
from tasks.cards.spreadsheet import ListError, Problem

ENTERED_BY = "sandbox"
ROSTER, SOUNDS = "roster.csv", "sounds.csv"


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed now: cards, sounds, and suggestions found."""

    cards: int
    sounds: int
    suggestions: int


def write_vendor(world: World, folder: Path) -> None:
    """Write the vendor's drops and the label's lists, unless they are there; the lists come last."""
    if not (folder / SOUNDS).exists():
        folder.mkdir(parents=True, exist_ok=True)
        vendor = Vendor(world)
        write_drops(vendor, folder)
        write_lists(vendor, folder)


def follow_roster(engine: Engine, folder: Path) -> Followed:
    """Confirm the roster's cards, link the sounds, fill the queue of suggestions. Raises ListError."""
    with engine.begin() as connection:
        cards = enter_roster(connection, read_roster(folder / ROSTER), ENTERED_BY, confirm=True)
        _check(folder / ROSTER, cards.problems)
        sounds = enter_sounds(connection, read_sounds(folder / SOUNDS), ENTERED_BY)
        _check(folder / SOUNDS, sounds.problems)
        suggestions = fill_queue(connection)
    return Followed(len(cards.added) + len(cards.known), sounds.added + sounds.known, suggestions)


def _check(path: Path, problems: list[Problem]) -> None:
    if problems:
        first = problems[0]
        raise ListError(f"{path}, line {first.line} ({first.said}): {first.problem}")
