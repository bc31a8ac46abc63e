"""What a form brings: fields as text, and what is wrong with them, to be said beside the field. Pure.

Only what the database can't say is decided here: that a number is a number. Everything else its functions judge.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 2_000
MOST_UNITS = 1_000_000_000


@dataclass
class Form:
    """Fields as they came and sentences about them by the field's name; '' is said above the form.

    ``is_asked_back``: what was entered may be right, and is to be said to be.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_asked_back: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the question back was answered: what was entered is right as it stands."""
        return self.given.get("is_sure") == "yes"

    def ask_back(self, name: str, message: str) -> None:
        """Say beside the field what looks like a slip."""
        self.refuse(name, message)
        self.is_asked_back = True

    def text(self, name: str) -> str:
        """The field without blanks around it; what no text of a database can hold is left out."""
        kept = "".join(
            letter for letter in self.given.get(name, "") if letter != "\0" and not "\ud800" <= letter < "\ue000"
        )
        return kept.strip()[:LONGEST]

    def needed(self, name: str, what: str) -> str:
        """The field, which must say something."""
        entered = self.text(name)
        if not entered:
            self.refuse(name, f"Nothing was given for {what}; say it and try again.")
        return entered

    def decimal(self, name: str, what: str, example: str) -> float | None:
        """A number with a point or a comma."""
        entered = self.needed(name, what)
        if not entered:
            return None
        try:
            value = float(entered.replace(",", ".")) if entered.isascii() and "_" not in entered else math.nan
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.refuse(name, f"“{entered[:40]}” is no number; give one such as {example}.")
            return None
        return value

    def whole(self, name: str, what: str, example: str) -> int | None:
        """A whole number, with or without separators of thousands."""
        entered = self.needed(name, what)
        if not entered:
            return None
        digits = entered.replace(",", "").replace(" ", "").replace("\u00a0", "")
        if not (digits.removeprefix("-").isdigit() and digits.isascii() and abs(int(digits[:20])) <= MOST_UNITS):
            self.refuse(name, f"“{entered[:40]}” is no whole number up to {MOST_UNITS:,}; give one such as {example}.")
            return None
        return int(digits)

    def number(self, name: str) -> int | None:
        """A number of ours out of a hidden or chosen field; None when it is none."""
        entered = self.text(name)
        return int(entered) if entered.isascii() and entered.isdigit() and len(entered) <= 18 else None

    def refuse(self, name: str, message: str) -> None:
        """The first thing wrong with a field is the one that is said."""
        self.errors.setdefault(name, message)
