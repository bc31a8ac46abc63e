"""An issue of the report as it is mailed: whose artists it is of, what it says, and the files with it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Tone = Literal["up", "down", "info"]
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose artists: of a label, of a team, or of both at once; None is all of them."""

    label: str | None = None
    team: str | None = None

    @property
    def words(self) -> str:
        """For a sentence."""
        named = (("the label", self.label), ("the team", self.team))
        return ", ".join(f"{kind} {name}" for kind, name in named if name) or "all artists"


ALL = Scope()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what changed: a name in front, the sentence behind it."""

    tone: Tone
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of page 1; ``change`` and ``note`` may be empty."""

    name: str
    value: str
    change: str = ""
    tone: Tone = "info"
    note: str = ""


@dataclass(frozen=True, slots=True)
class MailedIssue:
    """What goes to everybody of a scope. ``issue_id`` is one for all scopes: nobody gets two mails of it.

    ``week`` is the Friday the week begins with, ``label`` the name in the banner, ``sender`` the name mails are from
    (the label's when empty). ``pdf`` is None for a notice, ``attachments`` are more files. ``lines``: at most five.
    """

    issue_id: str
    subject: str
    headline: str
    lines: tuple[Line, ...]
    week: date
    label: str
    pdf: Path | None = None
    attachments: tuple[Path, ...] = ()
    tiles: tuple[Tile, ...] = ()
    note: str = ""  # small print under the headline: up to when figures are
    sender: str = ""
    scope: Scope = ALL

    def __post_init__(self) -> None:
        if len(self.lines) > MOST_LINES:
            raise ValueError(f"{len(self.lines)} lines; a mail has at most {MOST_LINES}")

    @property
    def files(self) -> tuple[Path, ...]:
        """What is attached."""
        return (*((self.pdf,) if self.pdf is not None else ()), *self.attachments)
