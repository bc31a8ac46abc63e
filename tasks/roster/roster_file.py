"""A whole roster of cards from a CSV file with the columns link, label, team: all of it is entered, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from db.errors import GroundswellError
from tasks.readers.spreadsheet import Problem, read_list
from tasks.roster.entry_store import call
from tasks.roster.lookup import NotFound, find_card
from tasks.roster.store import Card, add_card, folded

COLUMNS = ("link", "label", "team")
NEEDED = ("link", "label")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, numbered as an editor numbers it."""

    number: int
    link: str
    label: str
    team: str | None


@dataclass(slots=True)
class Outcome:
    """Numbers of the cards made, of those that were there as the file has them, and the lines that fail."""

    added: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_roster(path: Path) -> list[Line]:
    """The lines of a roster. Raises ListError."""
    return [
        Line(number, fields["link"], fields["label"], fields["team"] or None)
        for number, fields in read_list(path, COLUMNS, NEEDED)
    ]


def enter_roster(
    connection: Connection, lines: Sequence[Line], by: str, *, confirm: bool, has_new_names: bool = False
) -> Outcome:
    """Make a card for every line; a card that is there with the same label and team is left, so a rerun is no error.

    A label or team that is almost another's name is a problem of its line unless the list ``has_new_names``.

    With ``problems`` in the outcome the caller must roll back: all or nothing.
    """
    outcome = Outcome()
    for line in lines:
        try:
            card = _there(connection, line)
            if card is None:
                number = add_card(connection, line.link, line.label, line.team, by, is_new_name=has_new_names)
                outcome.added.append(number)
            else:
                number = card.card_id
                outcome.known.append(number)
            if confirm and (card is None or card.status == "draft"):
                call(connection, "confirm_card", card_id=number, done_by=by)
        except GroundswellError as error:
            outcome.problems.append(Problem(line.number, line.link, str(error)))
    return outcome


def _there(connection: Connection, line: Line) -> Card | None:
    """The open card of the line's artist when it says the same."""
    if line.link.isdigit():  # would be read as the number of a card
        return None
    try:
        card = find_card(connection, line.link)
    except NotFound:
        return None
    label, team = (folded(connection, name) for name in (line.label, line.team))
    is_same = (folded(connection, card.label), folded(connection, card.team)) == (label, team)
    return card if is_same else None
