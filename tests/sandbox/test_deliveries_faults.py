"""Every fault the vendor's truth names is in the drops, and stands alone."""

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest

from sandbox.deliveries import Vendor
from sandbox.deliveries.catalogue import Song
from sandbox.world import make_world
from tests.sandbox.archive import Archive, Whole, song_figures

DAY = timedelta(days=1)
SONGS, SOUNDS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS"
Numbers = dict[tuple[int, date], list[tuple[str, int]]]
Streams = dict[int, dict[date, int]]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.fixture(scope="module", params=[7, 8, 11])
def seeded(request: pytest.FixtureRequest, whole: Whole) -> Vendor:
    return whole.vendor if request.param == 7 else Vendor(make_world(request.param))


@pytest.fixture(scope="module")
def vendor(whole: Whole) -> Vendor:
    return whole.vendor


@pytest.fixture(scope="module")
def archive(whole: Whole) -> Archive:
    return whole.archive


@pytest.fixture(scope="module")
def figures(whole: Whole) -> pd.DataFrame:
    """World wide audio rows of all drops but the one nobody can read."""
    found = song_figures(whole.songs)
    return found[found["REGION"] == "GLOBAL"].set_index(["UNIFIED_SONG_ID", "DATE"]).sort_index(kind="stable")


@pytest.fixture(scope="module")
def numbers(figures: pd.DataFrame) -> Numbers:
    """Drops and numbers of each song's days, oldest first."""
    found: Numbers = {}
    for (song, day), drop, value in zip(figures.index, figures["drop"], figures["VALUE"].tolist(), strict=True):
        found.setdefault((int(song), date.fromisoformat(day)), []).append((drop, value))
    return {place: sorted(each, key=lambda one: one[0]) for place, each in found.items()}


@pytest.fixture(scope="module")
def streams(vendor: Vendor) -> Streams:
    return {song.song_id: vendor.world.daily_streams(song.track.uuid) for song in vendor.songs()}


def counted(streams: Streams, song_id: int, day: date) -> int:
    return round(1.6 * streams[song_id][day])


def test_every_fault_occurs(seeded: Vendor) -> None:
    feed, links = seeded.feed_faults, seeded.link_faults
    assert len(feed.skipped) == len(feed.doubles) == len(feed.takedowns) == len(links.relinks) == 3
    assert len(feed.negatives) == 1
    assert 100 < len(feed.late) < 400
    assert {fault.drops for fault in feed.late} == {1, 2, 3, 4}
    assert len({fault.drop_on for fault in feed.restatements}) > 150
    assert {fault.table for fault in feed.repeats} == {SONGS, SOUNDS}
    assert len(feed.bad_rows) == 9
    assert len(links.never) == 6
    assert len(links.late) >= 3
    assert len(links.thin) == 4


def test_no_day_of_a_song_has_two_faults(seeded: Vendor) -> None:
    feed = seeded.feed_faults
    days = [(fault.song_id, fault.day) for fault in (*feed.late, *feed.restatements, *feed.negatives)]
    days += [(song, fault.missing_on + by * DAY) for fault in feed.doubles for song in fault.song_ids for by in (0, 1)]
    days += [(fault.song_id, fault.first_on + at * DAY) for fault in feed.takedowns for at in range(fault.days)]
    days += [(fault.entity_id, fault.day) for fault in feed.repeats if fault.table == SONGS]
    assert len(set(days)) == len(days)
    assert set(days).isdisjoint((fault.entity_id, fault.day) for fault in feed.bad_rows)


def test_faults_of_links_touch_different_songs(seeded: Vendor) -> None:
    links = seeded.link_faults
    songs = [fault.song_id for fault in (*links.never, *links.late, *links.relinks)]
    assert len(set(songs)) == len(songs)
    assert set(songs).isdisjoint(song for fault in links.thin for song in fault.song_ids)


def test_late_days_come_one_to_four_drops_late(vendor: Vendor, numbers: Numbers, streams: Streams) -> None:
    silent = {fault.drop_on for fault in vendor.feed_faults.skipped} | {vendor.renamed_drop}
    for fault in vendor.feed_faults.late:
        due = fault.day + (2 + fault.drops) * DAY
        due += DAY if due in silent else 0 * DAY
        expected = [(due.isoformat(), counted(streams, fault.song_id, fault.day))] if due <= vendor.world.end_on else []
        assert numbers.get((fault.song_id, fault.day), []) == expected


def test_restatements_change_a_little_a_drop_later(vendor: Vendor, numbers: Numbers, streams: Streams) -> None:
    for fault in vendor.feed_faults.restatements:
        words = numbers.get((fault.song_id, fault.day), [])
        before = counted(streams, fault.song_id, fault.day)
        assert fault.drop_on == fault.day + 3 * DAY
        if fault.drop_on > vendor.world.end_on:
            continue
        assert words[0][1] == before
        assert words[1][0] == fault.drop_on.isoformat()
        assert abs(words[1][1] - before) <= 0.005 * before + 0.5
        assert len(words) == 2


def test_takedowns_lower_ten_days_weeks_later(vendor: Vendor, numbers: Numbers, streams: Streams) -> None:
    for fault in vendor.feed_faults.takedowns:
        assert fault.reason == "platform removed artificial streams"
        assert fault.days == 10
        for at in range(fault.days):
            day = fault.first_on + at * DAY
            first, second = numbers[fault.song_id, day]
            assert first[1] == counted(streams, fault.song_id, day)
            assert 0.15 <= 1 - second[1] / first[1] <= 0.40 + 1e-3
            assert second[0] == fault.drop_on.isoformat()
            assert fault.drop_on - day >= 14 * DAY


def test_repeats_are_letter_for_letter(vendor: Vendor, archive: Archive, whole: Whole) -> None:
    names = {SONGS: ("UNIFIED_SONG_ID", "DATE"), SOUNDS: ("TIKTOK_SOUND_ID", "CREATED_AT")}
    within = set()
    rows = {SONGS: whole.songs, SOUNDS: archive.whole(SOUNDS)}
    by_entity = {table: dict(list(rows[table].groupby(entity))) for table, (entity, _) in names.items()}
    for fault in vendor.feed_faults.repeats:
        _, day = names[fault.table]
        all_days = by_entity[fault.table][str(fault.entity_id)]
        own = all_days[all_days[day].str.startswith(fault.day.isoformat())]
        letters = own.drop(columns="drop")
        assert len(letters) == 2 * len(letters.drop_duplicates())
        assert own["drop"].max() == fault.drop_on.isoformat()
        within.add((fault.table, own["drop"].nunique()))
    assert within == {(table, drops) for table in names for drops in (1, 2)}


def test_a_skipped_day_comes_with_the_next(vendor: Vendor, archive: Archive, figures: pd.DataFrame) -> None:
    thursdays = [fault for fault in vendor.feed_faults.skipped if fault.day.weekday() == 3]
    assert len(thursdays) == 1
    # on the Monday after a Thursday everything is there
    assert thursdays[0].drop_on + DAY == thursdays[0].day + 3 * DAY
    for fault in vendor.feed_faults.skipped:
        assert fault.drop_on == fault.day + 2 * DAY
        assert SONGS not in archive.tables(fault.drop_on)
        assert SOUNDS in archive.tables(fault.drop_on)
        rows = figures[figures["drop"] == (fault.drop_on + DAY).isoformat()]
        by_day = rows.index.get_level_values("DATE").value_counts()
        assert {day for day, count in by_day.items() if count > 100} == {
            fault.day.isoformat(),
            (fault.day + DAY).isoformat(),
        }


def test_double_days_hold_two(vendor: Vendor, numbers: Numbers, streams: Streams) -> None:
    newest = max(fault.missing_on for fault in vendor.feed_faults.doubles)
    assert vendor.world.end_on - newest < 28 * DAY
    for fault in vendor.feed_faults.doubles:
        assert len(fault.song_ids) == 5
        for song in fault.song_ids:
            assert numbers.get((song, fault.missing_on), []) == []
            ((_, value),) = numbers[song, fault.missing_on + DAY]
            after = fault.missing_on + DAY
            assert value == counted(streams, song, fault.missing_on) + counted(streams, song, after)


def test_one_real_number_is_negative(vendor: Vendor, figures: pd.DataFrame, numbers: Numbers, streams: Streams) -> None:
    (fault,) = vendor.feed_faults.negatives
    ((_, value),) = numbers[fault.song_id, fault.day]
    assert value == pytest.approx(-0.3 * counted(streams, fault.song_id, fault.day), abs=1)
    assert figures[figures["VALUE"] < 0].index.tolist() == [(str(fault.song_id), fault.day.isoformat())]
    assert vendor.streams_known(fault.song_id, "GLOBAL", noon(vendor.world.end_on))[fault.day] == value


def test_the_renamed_column_comes_right_the_day_after(vendor: Vendor, archive: Archive) -> None:
    wrong = archive.read(SONGS, vendor.renamed_drop)
    assert "THIS_DAY" not in wrong
    right = archive.read(SONGS, vendor.renamed_drop + DAY)
    keys = ["UNIFIED_SONG_ID", "METRIC_TYPE", "REGION", "DATE"]
    both = wrong.merge(right, on=keys)
    assert len(both) == len(wrong) > 100
    assert (both["DAY_TOTAL"] == both["THIS_DAY"]).all()
    assert (right["DATE"] == (vendor.renamed_drop - DAY).isoformat()).sum() > 100
    whole = [day for day in archive.days() if SONGS in archive.tables(day) and day != vendor.renamed_drop]
    assert all("THIS_DAY" in archive.read(SONGS, day) for day in whole)


def test_bad_rows_are_invalid_and_stand_beside_the_right_one(vendor: Vendor, archive: Archive) -> None:
    kinds = set()
    for fault in vendor.feed_faults.bad_rows:
        rows = archive.read(fault.table, fault.drop_on)
        bad = rows[rows[fault.column] == fault.text]
        assert len(bad) == 1
        others = [column for column in rows.columns if column != fault.column]
        right = rows.drop(bad.index).merge(bad[others], on=others)
        assert len(right) == 1
        assert right.iloc[0][fault.column] != fault.text
        is_future = fault.column in ("DATE", "CREATED_AT") and fault.text[:10] > fault.drop_on.isoformat()
        is_negative = fault.column == "POST_COUNT" and fault.text.startswith("-")
        is_number = fault.text.lstrip("-").isdigit()
        assert is_future or is_negative or not is_number
        kinds.add((fault.table, "future" if is_future else "negative" if is_negative else fault.text))
    assert len(kinds) >= 7


def test_songs_never_linked_are_named(vendor: Vendor) -> None:
    links, end = vendor.link_faults, noon(vendor.world.end_on)
    linked = set(vendor.links_known(end).values())
    unlinked = {fault.song_id for fault in links.never} | {song for fault in links.thin for song in fault.song_ids}
    # what came out after the last snapshot is not linked yet
    newest = vendor.world.end_on - 4 * DAY
    out = {song.song_id for song in vendor.songs() if song.track.released_on <= newest}
    gone = {fault.song_id for fault in links.relinks}
    assert out - linked - gone == unlinked & out
    assert 0.02 < len(links.never) / len(vendor.songs()) < 0.06


def test_late_links_come_late(vendor: Vendor) -> None:
    for fault in vendor.link_faults.late:
        song: Song = vendor.song(fault.song_id)
        due = max(song.track.released_on, vendor.first_drop)
        assert 3 <= fault.weeks <= 20
        assert 0 * DAY <= fault.drop_on - due - fault.weeks * 7 * DAY < 7 * DAY
        for track in song.spotify_tracks:
            assert track not in vendor.links_known(noon(fault.drop_on - DAY))
            assert vendor.links_known(noon(fault.drop_on))[track] == fault.song_id


def test_relinked_tracks_go_to_another_song(vendor: Vendor) -> None:
    for fault in vendor.link_faults.relinks:
        before, after = (vendor.links_known(noon(day)) for day in (fault.drop_on - DAY, fault.drop_on))
        assert before[fault.spotify_track_id] == fault.song_id == vendor.song_of(fault.spotify_track_id).song_id
        assert after[fault.spotify_track_id] == fault.other_song_id != fault.song_id


def test_of_some_accounts_most_streams_are_unlinked(seeded: Vendor) -> None:
    end = seeded.world.end_on
    linked = set(seeded.links_known(noon(end)).values())
    known = seeded.accounts_known(noon(end))
    for fault in seeded.link_faults.thin:
        songs = seeded.songs_of(fault.account_id)
        assert any(song.song_id in linked for song in songs)
        weeks = sorted(known[fault.account_id, "GLOBAL"])[-8:]
        total = sum(known[fault.account_id, "GLOBAL"][week] for week in weeks)
        explained = sum(
            streams
            for song in songs
            if song.song_id in linked
            for day, streams in seeded.streams_known(song.song_id, "GLOBAL", noon(end)).items()
            if weeks[0] - 7 * DAY < day <= weeks[-1]
        )
        assert explained < 0.5 * total
