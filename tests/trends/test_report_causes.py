"""Figures in the report's sentences of why an artist moved, recomputed from the drops; see test_report_by_hand.

Which cause comes first is a rule of its own (tests of causes); here each sentence that has a figure is checked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.trends.by_hand import is_new_at_end
from tests.trends.drops import DAY
from tests.trends.printed_issue import Issue
from tests.trends.report_by_hand import NOTHING, Held, ReportByHand
from tests.trends.written import short, signed

FIGURE = "([+−][0-9.]+[KMB]?)"
OF_THE_CHANGE = r"(?: \((?P<share>\d+)\u202f% of the change\))?$"
ACCOUNT = re.compile(f"^(?:unexplained; )?{FIGURE} that only the account knows, beyond linked songs{OF_THE_CHANGE}")
SONG = re.compile(f"^(?:unexplained; )?“(?P<song>.*)” {FIGURE}, same days of both weeks{OF_THE_CHANGE}")
RELEASE = re.compile(f"^“(?P<song>.*)”, in week (?P<week>\\d+) since its release, {FIGURE}{OF_THE_CHANGE}")
FIRST_DAYS = re.compile(r"^“(?P<song>.*)” (?P<streams>[0-9.]+[KMB]?) in its first (?P<days>\d) days")


@pytest.fixture(scope="module")
def songs_named(issue: Issue) -> Callable[[str, str], list[int]]:
    """Songs of an artist by the name that Spotify has of one of their tracks."""
    rows = issue.planted.drops.read("SPOTIFY_TRACKS")
    named = dict(zip(rows["ID"].astype(int), rows["NAME"], strict=True))
    drops = issue.planted.drops

    def find(artist: str, name: str) -> list[int]:
        bare = name.strip("\u2068\u2069")
        found = {drops.song_of(track) for track in drops.tracks[artist] if named[track] == bare}
        return sorted(song for song in found if song is not None)

    return find


def sentences(issue: Issue) -> Iterator[tuple[str, str]]:
    for place in (0, 1):
        for row in issue.block("movers", place)["rows"]:
            yield issue.names[row["name"]], row["note"]


def alike(issue: Issue, song: int) -> int:
    """The change of a song over the same days of both weeks."""
    week = issue.streams.rows(song).get(issue.week, NOTHING)
    return (week["this_week"] or 0) - (week["last_week"] or 0)


def of_account(hand: ReportByHand, artist: str) -> int:
    """What the account of a week holds beyond the songs."""
    return hand.account_more(artist, hand.of_songs[artist]).total


def test_figures_of_causes(issue: Issue, songs_named: Callable[[str, str], list[int]]) -> None:
    streams, checked = issue.streams, Counter[str]()
    before = ReportByHand(issue.planted.drops, streams.before)
    for artist, note in sentences(issue):
        change = streams.of_artists[artist].total - streams.of_artists[artist].last_total
        amount: int | None = None
        match: re.Match[str] | None
        if match := ACCOUNT.match(note):
            amount = of_account(streams, artist) - of_account(before, artist)
            assert match[1] == signed(amount), (artist, note, amount)
            checked["account"] += 1
        elif match := SONG.match(note):
            old = [
                song
                for song in streams.parts(artist)
                if not is_new_at_end(issue.planted.drops.released_song(song), issue.week)
            ]
            amount = max((alike(issue, song) for song in old), key=lambda one: one * (1 if change > 0 else -1))
            named = {alike(issue, song) for song in songs_named(artist, match["song"])}
            assert (match[2], amount in named) == (signed(amount), True), (artist, note, amount, named)
            checked["song"] += 1
        elif match := RELEASE.match(note):
            amounts = {}
            for song in songs_named(artist, match["song"]):
                released = issue.planted.drops.released_song(song)
                assert released is not None
                assert int(match["week"]) == (issue.week + 6 * DAY - released).days // 7 + 1
                amounts[song] = streams.change(song, Held(True, True)).new_releases_change
            amount = next((one for one in amounts.values() if signed(one) == match[3]), None)
            assert amount is not None, (artist, note, amounts)
            checked["release"] += 1
        elif match := FIRST_DAYS.match(note):
            assert match["streams"] in {
                short(first_days(issue, song, int(match["days"]))) for song in songs_named(artist, match["song"])
            }, (artist, note)
            checked["first days"] += 1
        else:
            checked["without a figure of the drops"] += 1
        share: Any = match["share"] if match is not None and "share" in match.groupdict() else None
        if share is not None:
            assert amount is not None
            assert abs(100 * amount / change - int(share)) <= 0.5, (artist, note, amount, change)
            checked["share"] += 1
    assert sum(checked[kind] for kind in ("account", "song", "release", "first days")) >= 6, checked
    assert checked["share"] >= 3, checked


def first_days(issue: Issue, song: int, days: int) -> int:
    released = issue.planted.drops.released_song(song)
    assert released is not None
    readings = issue.planted.drops.streams(song)
    return sum(value for day, value in readings.items() if 0 <= (day - released).days < days)
