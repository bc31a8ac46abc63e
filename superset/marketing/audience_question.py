"""A question about audiences as an address or a form brings it: of whom, where, when, and how it is grouped. Pure.

What only the warehouse knows (that an artist, a platform or a country exists, which day is today) is not decided here.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

GROUPINGS = ("platform", "track", "date")
MOST_ARTISTS = 200  # their numbers fit into an address
LARGEST = 2**63 - 1  # of a number of ours
_DAY, _MONTH = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), re.compile(r"\d{4}-\d{2}", re.ASCII)

Errors = dict[str, str]


class Fields(Protocol):
    """Fields of an address or form, each any number of times: Flask's request.args and request.form."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class AudienceQuestion:
    """``artists``: our numbers. ``platforms``: codes, None for all. Both days are in the period."""

    artists: tuple[int, ...]
    platforms: tuple[str, ...] | None
    from_on: date
    to_on: date
    country: str | None = None
    group_by: str = "platform"
    is_daily: bool = False

    def query_string(self) -> str:
        """The part of the address that `parsed` reads as this question."""
        pairs: list[tuple[str, object]] = [("artist", artist) for artist in self.artists]
        pairs += [("platform", platform) for platform in self.platforms or ()]
        pairs += [("from", self.from_on), ("to", self.to_on), ("country", self.country or ""), ("group", self.group_by)]
        return urlencode([*pairs, *([("daily", 1)] if self.is_daily else [])])

    def given(self) -> dict[str, Any]:
        """Arguments of app.audience by name; app.coverage and app.audience_left_out take all but the last."""
        return {
            "artists": [str(artist) for artist in self.artists],
            "platforms": None if self.platforms is None else list(self.platforms),
            "from_on": self.from_on,
            "to_on": self.to_on,
            "country": self.country,
            "group_by": self.group_by,
        }


def parsed(args: Fields) -> tuple[AudienceQuestion | None, Errors]:
    """The question, or None and what is wrong, a sentence by the field's name.

    Fields: artist and platform any number of times, month (2026-10) or from and to, country, group, daily.
    """
    errors: Errors = {}
    artists = _artists(_entered(args, "artist"), errors)
    period = _period(*(_first(args, name) for name in ("month", "from", "to")), errors)
    country = _first(args, "country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        errors["country"] = f"“{country[:40]}” is no country's code of two letters; choose a country of the list."
    group_by = _first(args, "group") or GROUPINGS[0]
    if group_by not in GROUPINGS:
        errors["group"] = (
            f"Figures are grouped by platform, track or date, not by “{group_by[:40]}”; choose one of them."
        )
    if errors or period is None:
        return None, errors
    platforms = tuple(dict.fromkeys(name.lower() for name in _entered(args, "platform"))) or None
    is_daily = _first(args, "daily") not in ("", "0")
    return AudienceQuestion(artists, platforms, *period, country or None, group_by, is_daily), {}


def months(from_on: date, to_on: date) -> list[str]:
    """Calendar months that a period touches, as 2026-10."""
    first, last = from_on.year * 12 + from_on.month - 1, to_on.year * 12 + to_on.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]


def month_days(month: str) -> tuple[date, date]:
    """First and last day of a month such as 2026-10. Raises ValueError."""
    if not _MONTH.fullmatch(month):
        raise ValueError(month)
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def is_over_a_year(from_on: date, to_on: date) -> bool:
    """Whether a period has more than 12 months: a year after 29 February is 28 February."""
    again = min(from_on.day, monthrange(from_on.year + 1, from_on.month)[1])
    return (to_on.year, to_on.month, to_on.day) >= (from_on.year + 1, from_on.month, again)


def _artists(entered: list[str], errors: Errors) -> tuple[int, ...]:
    wrong = [one for one in entered if not (one.isascii() and one.isdigit() and int(one[:20]) <= LARGEST)]
    if wrong:
        errors["artist"] = f"“{wrong[0][:40]}” is no artist's number; choose artists by their name in the search field."
    elif not entered:
        errors["artist"] = "No artist is chosen; type a name and choose one or several of the list."
    found = () if wrong else tuple(dict.fromkeys(int(one) for one in entered))
    if len(found) > MOST_ARTISTS:
        errors["artist"] = f"{len(found)} artists are too many for one question; choose at most {MOST_ARTISTS}."
    return found


def _period(month: str, first: str, last: str, errors: Errors) -> tuple[date, date] | None:
    """Both days, or None with what is wrong."""
    if month and not (first or last):
        try:
            return month_days(month)
        except ValueError:
            errors["month"] = f"“{month[:40]}” is no month; choose one of the list, or give the first and the last day."
            return None
    if not (first or last):
        errors["month"] = "No period is chosen; choose a month, or give the first and the last day."
        return None
    found = {}
    for name, entered, what in (("from", first, "first"), ("to", last, "last")):
        try:
            if not _DAY.fullmatch(entered):
                raise ValueError(entered)
            found[name] = date.fromisoformat(entered)
        except ValueError:
            errors[name] = (
                f"“{entered[:40]}” is no day; give it as year-month-day, such as 2026-10-31."
                if entered
                else f"The period has no {what} day; choose a month, or give the first and the last day."
            )
    if len(found) < 2:
        return None
    from_on, to_on = found["from"], found["to"]
    if to_on < from_on:
        errors["to"] = f"The period ends on {to_on}, before it begins on {from_on}; exchange the two days."
    elif is_over_a_year(from_on, to_on):
        many = len(months(from_on, to_on))
        errors["to"] = (
            f"From {from_on} to {to_on} is more than 12 months (it touches {many}); ask for at most 12 months, "
            "and for the rest in a second question."
        )
    if month and not errors and month_days_or_none(month) != (from_on, to_on):
        errors["month"] = "A month and other days are given; choose either the month or the first and the last day."
    return None if errors.keys() & {"month", "to"} else (from_on, to_on)


def month_days_or_none(month: str) -> tuple[date, date] | None:
    """First and last day of a month, None for what is none."""
    try:
        return month_days(month)
    except ValueError:
        return None


def _entered(args: Fields, name: str) -> list[str]:
    return [entered.strip() for entered in args.getlist(name) if entered.strip()]


def _first(args: Fields, name: str) -> str:
    return next(iter(_entered(args, name)), "")
