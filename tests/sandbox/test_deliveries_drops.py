"""The drops say what the vendor's truth says they do, read back with pandas alone."""

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest

from sandbox.deliveries import Vendor, write_drops
from sandbox.deliveries.columns import COLUMNS
from sandbox.world import make_world
from tests.sandbox.archive import Archive, Whole, last_readings, last_words, song_figures, words_on

DAY = timedelta(days=1)
SONGS, SOUNDS, LINKS = "LUMINATE_DAILY_SONG_METRICS", "TIKTOK_SOUND_METRICS", "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.fixture(scope="module", params=[7, 8, 11])
def delivered(request: pytest.FixtureRequest, whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    if request.param == 7:
        return whole
    # smaller, to save time
    vendor, folder = Vendor(make_world(request.param, 20, 45)), tmp_path_factory.mktemp("drops")
    return Whole(vendor, Archive(folder), write_drops(vendor, folder))


@pytest.fixture(scope="module")
def vendor(delivered: Whole) -> Vendor:
    return delivered.vendor


@pytest.fixture(scope="module")
def archive(delivered: Whole) -> Archive:
    return delivered.archive


@pytest.fixture(scope="module")
def figures(delivered: Whole) -> pd.DataFrame:
    return song_figures(delivered.songs)


def test_the_folders_written_are_all_there_are(delivered: Whole) -> None:
    assert delivered.written == [delivered.archive.folder / day.isoformat() for day in delivered.archive.days()]


def moments(vendor: Vendor) -> list[date]:
    """The end, and days around which something happens."""
    around = {fault.drop_on for fault in vendor.feed_faults.skipped} | {vendor.renamed_drop}
    around |= {fault.drop_on for fault in vendor.feed_faults.takedowns}
    around |= {fault.drop_on for fault in vendor.link_faults.relinks}
    return sorted({day + by * DAY for day in around for by in (-1, 0, 1)} | {vendor.first_drop, vendor.world.end_on})


def test_a_drop_a_day_from_the_first_sunday_on(vendor: Vendor, archive: Archive) -> None:
    days, world = archive.days(), vendor.world
    assert days == [world.start_on + (2 + at) * DAY for at in range((world.end_on - world.start_on).days - 1)]
    snapshots = set(COLUMNS) - {SONGS, SOUNDS}
    for day in days:
        assert (archive.tables(day) & snapshots == snapshots) == (day.weekday() == 6)
        assert (archive.tables(day) & snapshots == set()) == (day.weekday() != 6)


def test_columns_are_those_documented(archive: Archive) -> None:
    first = archive.days()[0]
    for table, columns in COLUMNS.items():
        assert tuple(archive.read(table, first).columns) == (*columns, "drop")


def test_last_words_are_what_was_known(vendor: Vendor, figures: pd.DataFrame) -> None:
    for day, words in zip(moments(vendor), words_on(figures, moments(vendor)), strict=True):
        for song in vendor.songs():
            for region in ("GLOBAL", "US"):
                assert vendor.streams_known(song.song_id, region, noon(day)) == words.get((song.song_id, region), {})


def test_without_a_fault_it_is_the_worlds_streams(vendor: Vendor, figures: pd.DataFrame) -> None:
    faults, world = vendor.feed_faults, vendor.world
    odd = {(fault.song_id, fault.day) for fault in (*faults.negatives, *faults.restatements, *faults.late)}
    odd |= {(song, fault.missing_on + by * DAY) for fault in faults.doubles for song in fault.song_ids for by in (0, 1)}
    odd |= {(fault.song_id, fault.first_on + at * DAY) for fault in faults.takedowns for at in range(fault.days)}
    words = last_words(figures, world.end_on)
    seen = 0
    for song in vendor.songs():
        said = words.get((song.song_id, "GLOBAL"), {})
        american = words.get((song.song_id, "US"), {})
        for day, streams in world.daily_streams(song.track.uuid).items():
            if day <= world.end_on - 2 * DAY and (song.song_id, day) not in odd:
                assert said[day] == round(1.6 * streams)
                assert american[day] == round(song.us_share * said[day])
                seen += 1
        assert min(said, default=world.end_on) >= song.track.released_on
    assert seen > 0.95 * sum(map(len, words.values())) / 2


def test_arrival_is_at_six(vendor: Vendor) -> None:
    song, end = vendor.songs()[0].song_id, vendor.world.end_on
    before = vendor.streams_known(song, "global", datetime.combine(end, time(5, 59), UTC))
    after = vendor.streams_known(song, "GLOBAL", datetime.combine(end, time(6), UTC))
    assert before == vendor.streams_known(song, "GLOBAL", noon(end - DAY))
    assert max(after) > max(before)
    assert vendor.streams_known(song, "GLOBAL", noon(vendor.first_drop - DAY)) == {}
    assert vendor.links_known(noon(vendor.first_drop - DAY)) == {}
    with pytest.raises(ValueError, match="time zone"):
        vendor.links_known(datetime(2026, 5, 1))  # noqa: DTZ001


def test_running_totals_add_up(vendor: Vendor, delivered: Whole) -> None:
    rows = delivered.songs
    spoilt = {fault.song_id for fault in (*vendor.feed_faults.takedowns, *vendor.feed_faults.negatives)}
    song = next(song for song in vendor.songs() if song.song_id not in spoilt and song.has_video)
    own = rows[rows["UNIFIED_SONG_ID"] == str(song.song_id)].drop_duplicates(["METRIC_TYPE", "REGION", "DATE"])
    assert set(own["METRIC_TYPE"].str.upper()) == {
        "AUDIO ON DEMAND",
        "VIDEO ON DEMAND",
        "STREAMING ON-DEMAND AUDIO",
        "STREAMING ON-DEMAND VIDEO",
    }
    audio = own[own["METRIC_TYPE"].str.upper().isin(["AUDIO ON DEMAND", "STREAMING ON-DEMAND AUDIO"])]
    audio = audio[audio["REGION"].str.upper() == "GLOBAL"].set_index("DATE").sort_index()
    streams = vendor.world.daily_streams(song.track.uuid)
    double = {fault.missing_on for fault in vendor.feed_faults.doubles if song.song_id in fault.song_ids}
    for text, row in audio.iterrows():
        day = date.fromisoformat(str(text))
        friday = day - (day.weekday() - 4) % 7 * DAY
        week = [friday + at * DAY for at in range((day - friday).days + 1)]
        if friday >= vendor.world.start_on and not double & {each + by * DAY for each in week for by in (-1, 0)}:
            assert int(row["THIS_WEEK"]) == sum(round(1.6 * streams.get(each, 0)) for each in week)
        before = [friday - at * DAY for at in range(1, 8)]
        if before[-1] > vendor.world.start_on and not double & {each + by * DAY for each in before for by in (-1, 0)}:
            assert int(row["LAST_WEEK"]) == sum(round(1.6 * streams.get(each, 0)) for each in before)
        assert (row["END_OF_WEEK"] == "true") == (day.weekday() == 3)
        assert row["WEEK_ID"] == f"{row['YEAR']}{int(row['WEEK']):02d}"


def test_the_words_change_in_the_middle_of_history(vendor: Vendor, delivered: Whole) -> None:
    rows = delivered.songs
    # verbatim repeats keep the words of the drop they come from
    is_old = rows["UPDATED_ON"] < (vendor.world.start_on + 185 * DAY).isoformat()
    assert set(rows[is_old]["REGION"]) == {"global", "us"}
    assert set(rows[~is_old]["REGION"]) == {"GLOBAL", "US"}
    assert set(rows[is_old]["METRIC_TYPE"]).isdisjoint(rows[~is_old]["METRIC_TYPE"])


def test_accounts_hold_finished_weeks_of_all_songs(vendor: Vendor, archive: Archive) -> None:
    rows = archive.whole("LUMINATE_ACCOUNTS")
    known = vendor.accounts_known(noon(vendor.world.end_on))
    world = vendor.world
    counted = {account.account_id for account in vendor.accounts if account.luminate_row is not None}
    assert len(vendor.accounts) - len(counted) == len(vendor.accounts) // 6
    for row in rows.itertuples():
        account, thursday = int(str(row.SPOTIFY_ACCOUNT_ID)), date.fromisoformat(str(row.drop)) - 3 * DAY
        assert account in counted
        assert thursday.weekday() == 3
        assert known[account, "GLOBAL"][thursday] == int(str(row.GLOBAL_THIS_PERIOD))
        assert known[account, "US"][thursday] == int(str(row.US_THIS_PERIOD))
        if thursday >= world.start_on + 13 * DAY:
            assert known[account, "GLOBAL"].get(thursday - 7 * DAY, 0) == int(str(row.GLOBAL_LAST_PERIOD))
    assert len(rows) == sum(len(weeks) for (_, region), weeks in known.items() if region == "US")
    for account in vendor.accounts[:8]:
        for thursday, total in known.get((account.account_id, "GLOBAL"), {}).items():
            if thursday > world.start_on:
                streams = [
                    world.daily_streams(track.uuid).get(thursday - at * DAY, 0)
                    for track in world.tracks
                    if account.artist.uuid in track.artists
                    for at in range(7)
                ]
                assert total == sum(round(1.6 * count) for count in streams)


def test_links_and_credits_are_those_of_the_newest_snapshot(vendor: Vendor, archive: Archive) -> None:
    for day in moments(vendor):
        sunday = day - (day.weekday() + 1) % 7 * DAY
        if sunday < vendor.first_drop:
            assert vendor.links_known(noon(day)) == {}
            continue
        links = archive.read(LINKS, sunday)
        assert not links["SPOTIFY_TRACK_ID"].duplicated().any()
        assert vendor.links_known(noon(day)) == {
            int(track): int(song)
            for track, song in zip(links["SPOTIFY_TRACK_ID"], links["UNIFIED_SONG_ID"], strict=True)
        }
        credit = archive.read("SPOTIFY_ACCOUNT_TRACKS", sunday)
        assert vendor.account_tracks_known(noon(day)) == {
            (int(account), int(track))
            for account, track in zip(credit["SPOTIFY_ACCOUNT_ID"], credit["SPOTIFY_TRACK_ID"], strict=True)
        }
    assert vendor.account_tracks_known(noon(vendor.world.end_on)) <= vendor.account_tracks


def test_the_catalogue_is_the_worlds(vendor: Vendor, archive: Archive) -> None:
    newest = max(day for day in archive.days() if day.weekday() == 6)
    world = vendor.world
    accounts = archive.read("SPOTIFY_ACCOUNTS", newest).set_index("ID")["SPOTIFY_ID"]
    tracks = archive.read("SPOTIFY_TRACKS", newest).set_index("ID")
    credit = archive.read("SPOTIFY_ACCOUNT_TRACKS", newest)
    released = {track.uuid for track in world.tracks if track.released_on <= newest}
    assert set(tracks["SPOTIFY_ID"]) == {
        name for uuid in released for name in world.track_by_uuid[uuid].identifiers["spotify"]
    }
    assert {
        (accounts[a], tracks["SPOTIFY_ID"][t]) for a, t in zip(credit.iloc[:, 1], credit.iloc[:, 2], strict=True)
    } == {
        (world.artist_by_uuid[artist].identifiers["spotify"], name)
        for uuid in released
        for artist in world.track_by_uuid[uuid].artists
        for name in world.track_by_uuid[uuid].identifiers["spotify"]
    }
    leads = credit[credit["SPOTIFY_ACCOUNT_ID"] == credit["SPOTIFY_TRACK_ID"].map(tracks["PRIMARY_SPOTIFY_ACCOUNT_ID"])]
    assert set(leads["PRIMARY"]) == {"true"}
    assert len(leads) == len(tracks)
    assert set(credit["PRIMARY"]) == {"true", "false"}
    isrc = {name: track.isrc for track in world.tracks for name in track.identifiers["spotify"]}
    assert [isrc[name] for name in tracks["SPOTIFY_ID"]] == tracks["SANITIZED_ISRC"].tolist()
    assert (tracks["ISRC"].str.replace("-", "") == tracks["SANITIZED_ISRC"]).all()
    assert 0 < tracks["ISRC"].str.contains("-").mean() < 0.5
    albums = archive.read("SPOTIFY_ALBUMS", newest).set_index("ID")["RELEASE_DATE"]
    for spotify_track, album in tracks["SPOTIFY_ALBUM_ID"].items():
        assert albums[album] == vendor.song_of(int(str(spotify_track))).track.released_on.isoformat()
    first = archive.read("SPOTIFY_TRACKS", archive.days()[0])
    assert set(first["SPOTIFY_ID"]) < set(tracks["SPOTIFY_ID"])


def test_sounds_are_the_worlds(vendor: Vendor, archive: Archive) -> None:
    rows, end = archive.whole(SOUNDS), vendor.world.end_on
    for day in (vendor.first_drop, vendor.first_drop + 100 * DAY, end):
        read = last_readings(rows, day)
        for sound in vendor.sounds:
            assert vendor.posts_known(sound.sound_id, noon(day)) == read.get(sound.sound_id, {})
    for sound in vendor.sounds:
        served = vendor.world.track_series(sound.track.uuid, "tiktok")[sound.tiktok_id]
        for read_on, count in vendor.posts_known(sound.sound_id, noon(end)).items():
            assert served[read_on] == count
    newest = max(day for day in archive.days() if day.weekday() == 6)
    named = archive.read("TIKTOK_SOUNDS", newest)
    known = {str(sound.sound_id): sound for sound in vendor.sounds}
    assert [known[number].tiktok_id for number in named["ID"]] == named["TIKTOK_ID"].tolist()
    assert named["TIKTOK_ID"].str.fullmatch(r"\d{19}").all()
    assert 0.3 < (named["SPOTIFY_TRACK_ID"] == "").mean() < 0.7
    for number, name, track in zip(named["ID"], named["NAME"], named["SPOTIFY_TRACK_ID"], strict=True):
        assert known[number].track.name in name
        assert not track or vendor.song_of(int(track)).track is known[number].track


def test_readings_are_irregular(archive: Archive) -> None:
    rows = archive.whole(SOUNDS).drop(columns="drop").drop_duplicates()
    rows = rows[rows["POST_COUNT"].str.isdigit()]
    a_day = rows.groupby([rows["TIKTOK_SOUND_ID"], rows["CREATED_AT"].str[:10]]).size()
    assert 0.05 < (a_day == 2).mean() < 0.15
    assert a_day.max() == 2
    days = a_day.groupby(level=0).size()
    assert 0.85 < days.max() / 369 < 1
