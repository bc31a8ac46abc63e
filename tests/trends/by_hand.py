"""Weekly figures from the definitions alone: comments of mart and heads of the rollups, in plain lines of Python."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor
from typing import Any

from tests.trends.drops import DAY, WEEK, Days, Drops, friday, monday

Row = dict[str, Any]
STREAMS, POSTS = "track_luminate_streams", "sound_tiktok_posts"


def added(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def song_weeks(days: Days) -> dict[date, Row]:
    """Weeks of a flow: sums, and the days known of both weeks side by side."""
    weeks = {}
    for week in sorted({friday(day) for day in days}):
        this, last = SongWeek(days, week), SongWeek(days, week - WEEK)
        both = this.known & last.known
        # two days read in one are compared together or not at all, so one that is left out takes the other along
        while torn := {at for pair in this.pairs | last.pairs for at in pair if not pair <= both} & both:
            both -= torn
        weeks[week] = {
            "value": sum(this.readings.values()),
            "this_week": added(this.readings.get(at) for at in both),
            "last_week": added(last.readings.get(at) for at in both),
            "days_matched": len(both),
            "days_present": len(this.known),
            "correction": added(min(value, 0) for value in this.seen.values()),
            "is_complete": len(this.known) == 7,
            "double_days": len(this.doubles),
        }
    return weeks


@cache
def weeks_of_song(drops: Drops, song: int) -> dict[date, Row]:
    """Weeks of a song's streams, as all drops have them."""
    return song_weeks(drops.streams(song))


class SongWeek:
    """Readings of a week by place, 0 Friday to 6 Thursday, and what they are readings of."""

    def __init__(self, days: Days, week: date) -> None:
        self.seen = {at: days[week + at * DAY] for at in range(7) if week + at * DAY in days}
        last = {at: days[week - WEEK + at * DAY] for at in range(7) if week - WEEK + at * DAY in days}
        both = self.seen.keys() & last.keys()
        self.doubles = {at for at in both if is_double(at, self.seen, last)}
        # a Friday that holds the Thursday before belongs to neither week
        self.readings = {at: value for at, value in self.seen.items() if at or 0 not in self.doubles}
        self.pairs = {frozenset({at - 1, at}) for at in self.doubles if at}
        self.known = set(self.readings) | {at for pair in self.pairs for at in pair}


def is_double(at: int, this: dict[int, int], last: dict[int, int]) -> bool:
    """After a day without a reading, and up on the week before 1.6 to 2.6 times as much as the rest of the week."""
    is_after_gap = 6 not in last if at == 0 else at - 1 not in this
    rest_this, rest_last = (sum(week[day] for day in this.keys() & last.keys() if day != at) for week in (this, last))
    if not is_after_gap or last[at] <= 0 or rest_last <= 0:
        return False
    grown, rest = Fraction(this[at], last[at]), Fraction(rest_this, rest_last)
    return Fraction(16, 10) * rest <= grown <= Fraction(26, 10) * rest


def sound_weeks(days: Days) -> dict[date, Row]:
    """Weeks of a running total: the last reading less the last one of the week before; falls are corrections."""
    weeks: dict[date, Row] = {}
    for week in sorted({friday(day) for day in days}):
        within = sorted(day for day in days if week <= day < week + WEEK)
        start = max((day for day in days if week - WEEK <= day < week), default=None)
        chain = within if start is None else [start, *within]
        value = None if start is None else days[within[-1]] - days[start]
        spanned = None if start is None else (within[-1] - start).days
        before = weeks.get(week - WEEK, {"value": None, "days_spanned": None})
        # over 6 to 8 days a difference still stands for its week
        is_comparable = all(span in (6, 7, 8) for span in (spanned, before["days_spanned"]))
        is_even = spanned == 7 == before["days_spanned"]
        weeks[week] = {
            "value": value,
            "this_week": value if is_comparable else None,
            "last_week": before["value"] if is_comparable else None,
            "days_matched": 0 if not is_comparable else 7 if is_even else 6,
            "days_present": len(within),
            "days_spanned": spanned,
            "correction": sum(min(days[late] - days[early], 0) for early, late in pairwise(chain)),
            "is_complete": len(within) == 7 and spanned == 7,
        }
    return weeks


def summed(parts: list[Row]) -> Row:
    """A week's figure over tracks or sounds."""
    compared = [part for part in parts if part["this_week"] is not None]
    settled = [part for part in compared if not part.get("is_release")]
    weight = sum(part["this_week"] + part["last_week"] for part in compared)
    days = sum(part["days_matched"] * (part["this_week"] + part["last_week"]) for part in compared)
    least = min((part["days_matched"] for part in compared), default=0)
    return {
        "value": added(part["value"] for part in parts),
        "this_week": added(part["this_week"] for part in compared),
        "last_week": added(part["last_week"] for part in compared),
        "settled_this_week": added(part["this_week"] for part in settled),
        "settled_last_week": added(part["last_week"] for part in settled),
        "days_matched": min(max(floor(days / weight), 0), 7) if weight > 0 else least,
        "days_present": max(part["days_present"] for part in parts),
        "correction": sum(part["correction"] for part in parts),
        "track_count": len(parts),
        "complete_track_count": sum(part["is_complete"] for part in parts),
        "tracks_compared": len(compared),
        "tracks_value": added(part["value"] for part in parts),
        "release_count": sum(part.get("is_release", False) for part in parts),
        "doubled_value": sum(part["value"] for part in parts if part.get("double_days")),
        "is_complete": all(part["is_complete"] for part in parts),
    }


@cache
def artist_streams(drops: Drops, artist: str) -> dict[date, Row]:
    """Weeks of an artist's streams: over linked songs, or by the account where they explain too little of it."""
    songs = {song: weeks_of_song(drops, song) for song in drops.songs(artist)}
    released = {song: drops.released_song(song) for song in songs}
    account = drops.account_weeks.get(artist, {})
    out = [drops.released[track] for track in drops.tracks.get(artist, {})]
    linked: dict[date, Row] = {}
    for week in {week for weeks in songs.values() for week in weeks}:
        parts = [
            {**weeks[week], "is_release": is_new(released[song], week)}
            for song, weeks in songs.items()
            if week in weeks
        ]
        linked[week] = summed(parts)
    rows = {}
    for week in sorted({*linked, *account}):
        eight = [each for each in (week - back * WEEK for back in range(8)) if each in account and each in linked]
        explained = sum(linked[each]["tracks_value"] for each in eight)
        whole = sum(account[each] for each in eight)
        share = explained / whole if whole else None
        if week in linked and not (whole and explained * 5 < whole * 4):
            row = {"basis": "tracks", **linked[week]}
        else:
            row = by_account(account, week, sum(is_new(day, week) and day < week + WEEK for day in out))
            row["tracks_value"] = linked[week]["tracks_value"] if week in linked else None
        rows[week] = {**row, "account_value": account.get(week), "coverage_share": share}
    return rows


def by_account(account: Days, week: date, release_count: int) -> Row:
    """A week of the account's own figure; what is new can't be told from the rest."""
    this, last = account.get(week), account.get(week - WEEK)
    both = None not in (this, last)
    return {
        "basis": "account",
        "value": this,
        "this_week": this if both else None,
        "last_week": last if both else None,
        "settled_this_week": this if both and not release_count else None,
        "settled_last_week": last if both and not release_count else None,
        "days_matched": 7 if both else 0,
        "days_present": 0 if this is None else 7,
        "correction": 0,
        "track_count": None,
        "complete_track_count": None,
        "tracks_compared": None,
        "release_count": release_count,
        "doubled_value": 0,
        "is_complete": this is not None,
    }


def artist_posts(drops: Drops, artist: str) -> dict[date, Row]:
    """Weeks of an artist's posts over the sounds people linked."""
    sounds = [sound_weeks(drops.posts[sound]) for sound in drops.sounds.get(artist, ()) if sound in drops.posts]
    weeks = {week for each in sounds for week in each}
    nothing = {"account_value": None, "coverage_share": None}
    return {
        week: {"basis": "sounds", **summed([each[week] for each in sounds if week in each]), **nothing}
        for week in sorted(weeks)
    }


def is_new(released_on: date | None, week: date) -> bool:
    """Out for less than 4 weeks on the Thursday before the week, or since."""
    return released_on is not None and (week - DAY) - released_on < 4 * WEEK


def is_new_at_end(released_on: date | None, week: date) -> bool:
    """Out for less than 4 weeks on the Thursday the week ends with."""
    return released_on is not None and (week + WEEK - DAY) - released_on < 4 * WEEK


def reported(drops: Drops, song: int, week: date) -> int | None:
    """A song's week as the drops had said it by the Monday after it; without a Friday that belongs to neither week."""
    torn = 0 in SongWeek(drops.streams(song), week).doubles
    known = drops.streams(song, monday(week))
    return added(value for day, value in known.items() if friday(day) == week and not (torn and day == week))
