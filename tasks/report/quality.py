"""How far the week's figures can be trusted: what was restated, what has come, how badges did. Records and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tasks.report.figures import counted, moment, share, short, signed


@dataclass(frozen=True)
class Revision:
    """Last week as told and as known now; artist_id is None for the whole label.

    ``issue_id`` is of the issue that told it, ``made_at`` when that was made (UTC); None where none is kept.
    """

    artist_id: int | None
    name: str
    metric_name: str
    reported: int | None
    now: int | None
    issue_id: int | None
    made_at: datetime | None

    @property
    def difference(self) -> int | None:
        return None if self.reported is None or self.now is None else self.now - self.reported


@dataclass(frozen=True)
class Source:
    name: str
    is_must_have: bool
    is_late: bool
    sentence: str


@dataclass(frozen=True)
class Coverage:
    """Followed artists and their Spotify tracks: how many bring figures."""

    artists: int
    tracks: int
    linked: int
    with_sounds: int
    with_streams: int
    on_account: int


@dataclass(frozen=True)
class BadgeWeek:
    """Confirmed badges of a week; those neither held nor gone can't be told yet."""

    week_on: date
    confirmed: int
    held: int
    gone: int


def revision_rows(revisions: Sequence[Revision]) -> list[dict[str, str]]:
    """A row for each metric of the label and for each artist that was restated."""
    return [
        {
            "name": "All of them" if revision.artist_id is None else revision.name,
            "metric": revision.metric_name,
            "reported": short(revision.reported),
            "restated": signed(revision.difference),
            "now": short(revision.now),
        }
        for revision in revisions
    ]


def revision_words(revisions: Sequence[Revision]) -> str:
    """With what last week is compared."""
    told = next((revision for revision in revisions if revision.made_at is not None), None)
    if told is None or told.made_at is None:
        return "No issue of the report of last week is kept; it is compared with what was known the Monday after it."
    return f"What issue {told.issue_id}, made {moment(told.made_at)}, told of its week, and what is known of it now."


def coverage_rows(coverage: Coverage) -> list[dict[str, Any]]:
    """Shares of what is followed, each with its counts."""
    return [
        _part("Artists with streams", coverage.with_streams, coverage.artists),
        _part("Spotify tracks that bring figures", coverage.linked, coverage.tracks),
        _part("Artists with TikTok sounds", coverage.with_sounds, coverage.artists),
    ]


def _part(name: str, part: int, whole: int) -> dict[str, Any]:
    return {
        "name": name,
        "share": share(part / whole if whole else None),
        "counts": f"{part:,} of {whole:,}",
        "parts": [{"size": part, "tone": "info"}, {"size": whole - part, "tone": "flat"}],
    }


def record_rows(weeks: Sequence[BadgeWeek]) -> list[dict[str, Any]]:
    """The confirmed badges of each week: held, gone and not to be told yet."""
    return [
        {
            "week": f"{week.week_on.day} {week.week_on:%b}",
            "held": week.held,
            "gone": week.gone,
            "open": week.confirmed - week.held - week.gone,
            "said": counted(week.confirmed, "badge"),
        }
        for week in weeks
    ]
