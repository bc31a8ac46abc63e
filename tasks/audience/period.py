"""Which days a question about audiences is about."""

from calendar import monthrange
from datetime import date, timedelta

from db.errors import GroundswellError


def last_full_month(today: date) -> tuple[date, date]:
    """First and last day of the month before that of ``today``."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def check_period(from_on: date, to_on: date) -> None:
    """Raises GroundswellError where the days are the wrong way round or more than 12 months."""
    if to_on < from_on:
        raise GroundswellError(f"The period ends on {to_on}, before it begins on {from_on}; exchange the two days.")
    next_year = from_on.year + 1
    if to_on >= date(next_year, from_on.month, min(from_on.day, monthrange(next_year, from_on.month)[1])):
        raise GroundswellError(
            f"From {from_on} to {to_on} is more than 12 months; ask for at most 12 months, and for the rest in a "
            "second file."
        )
