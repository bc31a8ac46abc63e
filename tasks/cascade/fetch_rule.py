"""How often things are fetched again: by kind of work, narrower by platform and by the size of artists."""

import re
from dataclasses import dataclass
from datetime import timedelta

from db.errors import GroundswellError

# What charts lead to: rules are for these, others are fetched as their kind says.
RULED = ("track_metadata", "artist_metadata", "track_audience", "artist_audience")
LONGEST = timedelta(days=366)
WORDS = re.compile(r"(\d{1,5})\s*([hd])", re.IGNORECASE)


class FetchRuleError(GroundswellError):
    """How often something is fetched can't be set so."""


@dataclass(frozen=True, slots=True)
class FetchRule:
    """``platform`` empty: all; ``least_streams``: for artists of so many streams a week and their tracks; 0: all."""

    kind: str
    platform: str = ""
    least_streams: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether it is for a platform or a size alone."""
        return bool(self.platform or self.least_streams)


def parse_every(words: str) -> timedelta:
    """12h or 7d, from an hour to a year. Raises FetchRuleError."""
    found = WORDS.fullmatch(words.strip())
    every = timedelta()
    if found is not None:
        every = timedelta(**{"hours" if found[2].lower() == "h" else "days": int(found[1])})
    if not timedelta(hours=1) <= every <= LONGEST:
        raise FetchRuleError(f"{words!r} is no time between fetches; write it like 12h or 7d, an hour to 366 days.")
    return every


def check_rule(rule: FetchRule, platforms: list[str]) -> None:
    """Raises FetchRuleError for a rule that would never hold. ``platforms``: those schedules ask for."""
    if not rule.is_narrow:
        return
    if rule.kind not in RULED:
        raise FetchRuleError(
            f"{rule.kind} has one time for all; platform and size are for {', '.join(RULED)}. Leave them out."
        )
    if rule.platform and not rule.kind.endswith("_audience"):
        raise FetchRuleError(f"{rule.kind} is of no platform; leave --platform out.")
    if rule.platform and rule.platform not in platforms:
        raise FetchRuleError(
            f"No schedule asks for audiences on {rule.platform!r}; asked for are: {', '.join(platforms) or 'none yet'}."
        )


def words_of(every: timedelta) -> str:
    """7d, 12h."""
    return f"{every.days}d" if every % timedelta(days=1) == timedelta() else f"{every // timedelta(hours=1)}h"
