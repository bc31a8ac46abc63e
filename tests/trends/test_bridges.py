"""Growth bridges: parts that add up, and the last report as the drops had it on that Monday."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.trends.by_hand import STREAMS, Row, is_new_at_end, reported, weeks_of_song
from tests.trends.conftest import Planted
from tests.trends.drops import WEEK, Drops, monday

BRIDGES = """
    select b.*, m.code as metric, a.artist_id_spotify as artist, w.basis as week_basis, w.value as week_value
    from mart.artist_bridge b
    join core.metric m using (metric_id) join core.artist a using (artist_id)
    join mart.artist_week w using (artist_id, metric_id, week_on)
"""
NOTHING: Row = {"value": 0, "this_week": None}
PARTS = ("real_listening", "new_releases_change", "newly_linked", "missing_days", "restated")
TOLD = """
    select count(*) from mart.artist_week w join core.metric m using (metric_id)
    where m.membership in ('links', 'sounds')
"""


@pytest.fixture(scope="module")
def bridges(planted: Planted) -> list[Row]:
    return planted.rows(BRIDGES)


def matched_change(weeks: Iterable[Row]) -> int:
    """Change over the days seen in both weeks."""
    return sum(week["this_week"] - week["last_week"] for week in weeks if week["this_week"] is not None)


def was_out(released_on: date | None, week: date) -> bool:
    """For all of the week before."""
    return released_on is not None and released_on <= week - WEEK


def is_tracks(row: Row) -> bool:
    return bool(row["basis"] == "tracks")


def test_parts_add_up_to_the_change_of_the_week(planted: Planted, bridges: list[Row]) -> None:
    ((told,),) = (row.values() for row in planted.rows(TOLD))
    assert len(bridges) == told > 2_000
    for row in bridges:
        assert sum(row[part] for part in PARTS) == row["total"] - row["last_total"] == row["change"], row
        assert row["basis"] == row["week_basis"], row
        if row["basis"] != "account":
            assert (row["total"], row["account_remainder"]) == (row["week_value"] or 0, 0), row
    assert {part for row in bridges for part in PARTS if row[part]} == set(PARTS)


def test_the_last_report_is_what_had_been_said_by_its_monday(planted: Planted, bridges: list[Row]) -> None:
    said = Reports(planted.drops)
    compared = restated = 0
    for row in bridges:
        then, now, at_report = said.held(row)
        if row["metric"] == STREAMS and is_tracks(row) and then == now == at_report:
            wanted, as_now = (told(now, row["week_on"] - WEEK) for told in (said.reported, said.as_now))
            assert row["last_total"] == (as_now if wanted is None else wanted), row
            assert row["restated"] == (0 if wanted is None else as_now - wanted), row
            assert row["newly_linked"] == 0, row
            compared += 1
            restated += wanted not in (None, as_now)
    assert compared > 400
    assert restated > 5


def test_links_are_told_in_the_week_they_changed(planted: Planted, bridges: list[Row]) -> None:
    """Links changed between two reports are a part of their own; later ones hold on both sides."""
    said = Reports(planted.drops)
    come_weeks = gone_weeks = 0
    for row in bridges:
        then, now, at_report = said.held(row)
        before = row["week_on"] - WEEK
        if row["metric"] != STREAMS or not is_tracks(row) or said.reported(then, before) is None:
            continue
        come, gone, held = (now & at_report) - then, then - now - at_report, now & (then | (now - at_report))
        was, is_now = said.reported(held, before) or 0, said.as_now(held, before)
        lost = said.reported(gone, before) or 0
        assert row["last_total"] == was + lost, (row, come, gone)
        assert row["restated"] == is_now - was, (row, come, gone)
        assert row["newly_linked"] == said.as_now(come, before) - lost, (row, come, gone)
        come_weeks += row["newly_linked"] > 0
        gone_weeks += row["newly_linked"] < 0
    assert come_weeks > 0
    assert gone_weeks > 0


def test_a_song_linked_late_is_newly_linked_in_the_week_its_link_arrived(planted: Planted, bridges: list[Row]) -> None:
    late = planted.vendor.link_faults.late
    relinked = {song for fault in planted.vendor.link_faults.relinks for song in (fault.song_id, fault.other_song_id)}
    shown = 0
    for fault in late:
        (week,) = [week for week in planted.weeks if monday(week) - WEEK < fault.drop_on <= monday(week)]
        figures = weeks_of_song(planted.drops, fault.song_id)[week - WEEK]["value"]
        for artist in planted.drops.roster:
            songs = planted.drops.songs(artist)
            if fault.song_id not in songs or songs & relinked:
                continue
            of_artist = {row["week_on"]: row for row in bridges if row["artist"] == artist and row["metric"] == STREAMS}
            told = {found: row["newly_linked"] for found, row in of_artist.items() if row["newly_linked"]}
            assert told == ({week: figures} if is_tracks(of_artist[week]) else {}), (fault, artist)
            shown += bool(told)
    assert shown >= 1


def test_the_change_is_split_by_what_songs_are_new(planted: Planted, bridges: list[Row]) -> None:
    """New is what is out for less than 4 weeks when the week ends; of the others the days seen in both weeks count."""
    drops, with_new, with_missing = planted.drops, 0, 0
    weeks = {song: weeks_of_song(drops, song) for artist in drops.roster for song in drops.songs(artist)}
    for row in bridges:
        if row["metric"] != STREAMS or not is_tracks(row):
            continue
        week, songs = row["week_on"], drops.songs(row["artist"])
        new = {song for song in songs if is_new_at_end(drops.released_song(song), week)}
        of = {song: (weeks[song].get(week, NOTHING), weeks[song].get(week - WEEK, NOTHING)) for song in songs}
        assert row["new_releases"] == sum(of[song][0]["value"] for song in new), row
        # a day missing of a song that was out for all of the week before is no change by the release
        by_day = {song for song in new if was_out(drops.released_song(song), week) and week - WEEK in weeks[song]}
        whole = sum(of[song][0]["value"] - of[song][1]["value"] for song in new - by_day)
        assert row["new_releases_change"] == whole + matched_change(of[song][0] for song in by_day), row
        assert row["real_listening"] == matched_change(of[song][0] for song in songs - new), row
        with_new += bool(row["new_releases_change"])
        changes = (now["value"] - last["value"] - matched_change([now]) for now, last in map(of.__getitem__, by_day))
        with_missing += any(changes)
    assert with_new > 20
    assert with_missing > 0


def test_an_account_is_its_songs_and_what_it_has_beyond_them(planted: Planted, bridges: list[Row]) -> None:
    drops, shown = planted.drops, 0
    for row in bridges:
        if row["basis"] != "account" or row["metric"] != STREAMS:
            continue
        week = row["week_on"]
        linked = sum(weeks_of_song(drops, song).get(week, NOTHING)["value"] for song in drops.songs(row["artist"]))
        account = drops.account_weeks[row["artist"]].get(week, 0)
        assert row["account_remainder"] == max(account - linked, 0), row
        assert row["total"] == max(account, linked), row
        shown += 0 < linked < account
    assert shown > 50


class Reports:
    """What the drops say of sums over songs, then and now."""

    def __init__(self, drops: Drops) -> None:
        self.drops = drops
        self._reported: dict[tuple[int, date], int | None] = {}

    def held(self, row: Row) -> tuple[set[int], set[int], set[int]]:
        """An artist's songs at the report of the week before, now, and at the report of the week."""
        week, artist = row["week_on"], row["artist"]
        return (
            self.drops.songs(artist, monday(week - WEEK)),
            self.drops.songs(artist),
            self.drops.songs(artist, monday(week)),
        )

    def reported(self, songs: Iterable[int], week: date) -> int | None:
        """None when nothing was known of any."""
        known = [self._report(song, week) for song in songs]
        said = [value for value in known if value is not None]
        return sum(said) if said else None

    def as_now(self, songs: Iterable[int], week: date) -> int:
        return sum(self._weeks(song).get(week, {"value": 0})["value"] for song in songs)

    def _report(self, song: int, week: date) -> int | None:
        if (song, week) not in self._reported:
            self._reported[song, week] = reported(self.drops, song, week)
        return self._reported[song, week]

    def _weeks(self, song: int) -> dict[date, Any]:
        return weeks_of_song(self.drops, song)
