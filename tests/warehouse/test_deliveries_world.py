"""A made-up vendor's archive with all its faults: the warehouse knows what could be known, now and at any moment."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from db.fingerprint import fingerprint
from flows.ingest_deliveries import SomeRefused
from sandbox.deliveries.drops import write_drops
from sandbox.deliveries.vendor import Vendor
from sandbox.world import make_world
from tests.warehouse.delivered import fact_versions, ingest, link_versions, rejects
from tests.warehouse.queued import run_sql

SONGS = "LUMINATE_DAILY_SONG_METRICS"


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return Vendor(make_world(7, 14, 36))


@pytest.fixture(scope="module")
def archive(vendor: Vendor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_drops(vendor, folder)
    return folder


@pytest.fixture(scope="module")
def loaded(archive: Path, new_warehouse: Callable[[], AbstractContextManager[str]]) -> Iterator[Engine]:
    """A warehouse with the whole archive, loaded oldest first."""
    with new_warehouse() as url:
        engine = make_engine(url)
        with pytest.raises(SomeRefused, match=r"1 of \d+ deliveries were refused"):
            ingest(engine, archive)
        yield engine
        engine.dispose()


def moments(vendor: Vendor) -> list[datetime]:
    """Before the first drop, some in between, at the renamed one and after the last."""
    days = [vendor.first_drop - timedelta(days=1), vendor.world.end_on, vendor.renamed_drop]
    days += [vendor.first_drop + timedelta(days=n) for n in (0, 3, 40, 111, 200, 290, 355)]
    return [datetime.combine(day, time(12), UTC) for day in days]


class Known:
    """What the warehouse knew of each subject and day at a moment."""

    def __init__(self, engine: Engine) -> None:
        self._versions: dict[tuple[str, str, str], dict[date, list[tuple[datetime, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for code, subject, country, day, value, known_from, _, _ in fact_versions(engine):
            self._versions[code, subject, country][day].append((known_from, value))

    def at(self, moment: datetime, code: str, subject: str, country: str = "") -> dict[date, int]:
        found = {}
        for day, versions in self._versions[code, subject, country].items():
            place = bisect_right(versions, moment, key=lambda version: version[0])
            if place:
                found[day] = versions[place - 1][1]
        return found


def test_streams_of_songs_are_what_could_be_known(loaded: Engine, vendor: Vendor) -> None:
    known = Known(loaded)
    compared = 0
    for moment in moments(vendor):
        for song in vendor.songs():
            for region, country in (("GLOBAL", ""), ("US", "US")):
                wanted = vendor.streams_known(song.song_id, region, moment)
                found = known.at(moment, "track_luminate_streams", str(song.song_id), country)
                assert found == wanted, (moment, song.song_id, region)
                compared += len(wanted)
    assert compared > 10_000


def test_posts_of_sounds_are_what_could_be_known(loaded: Engine, vendor: Vendor) -> None:
    known = Known(loaded)
    for moment in moments(vendor):
        for sound in vendor.sounds:
            wanted = vendor.posts_known(sound.sound_id, moment)
            assert known.at(moment, "sound_tiktok_posts", sound.tiktok_id) == wanted, (moment, sound)


def test_totals_of_artists_are_what_could_be_known(loaded: Engine, vendor: Vendor) -> None:
    known = Known(loaded)
    spotify = {account.account_id: account.artist.identifiers["spotify"] for account in vendor.accounts}
    for moment in moments(vendor):
        for (account_id, region), weeks in vendor.accounts_known(moment).items():
            country = "" if region == "GLOBAL" else region
            found = known.at(moment, "artist_luminate_streams", spotify[account_id], country)
            assert {day: value for day, value in found.items() if day in weeks} == weeks
            # the first delivery tells the week before it too
            assert len(found) - len(weeks) in (0, 1)


def test_links_are_what_could_be_known(loaded: Engine, vendor: Vendor) -> None:
    links = link_versions(loaded)
    pairs = run_sql(
        loaded,
        "select spotify_account_id, spotify_track_id, known_from from core.account_track where known_until is null",
    )
    for moment in moments(vendor):
        found = {
            track: song for track, song, since, until in links if since <= moment and (until is None or moment < until)
        }
        assert found == vendor.links_known(moment)
        known_pairs = {(account, track) for account, track, since in pairs if since <= moment}
        assert known_pairs == vendor.account_tracks_known(moment)


def test_catalogue_is_the_worlds(loaded: Engine, vendor: Vendor) -> None:
    artists = run_sql(loaded, "select name, artist_id_spotify from core.artist")
    assert sorted(map(tuple, artists)) == sorted(
        (account.artist.name, account.artist.identifiers["spotify"]) for account in vendor.accounts
    )
    rows = run_sql(loaded, "select song_id_luminate, name, release_on from core.track")
    songs = {song.song_id: song for song in vendor.songs()}
    # of those no Spotify track is linked to, only the figures tell the name, in capitals
    assert all(name in (songs[number].track.name, songs[number].track.name.upper()) for number, name, _ in rows)
    assert sum(songs[number].track.name == name for number, name, _ in rows) > len(rows) / 2
    linked = set(vendor.links_known(moments(vendor)[1]).values())
    assert {number for number, _, day in rows if day is not None} >= linked


def test_what_no_reader_can_accept_is_kept_with_a_reason(loaded: Engine, vendor: Vendor) -> None:
    bad = vendor.feed_faults.bad_rows
    assert sorted(source for source, _, _ in rejects(loaded)) == sorted(row.table for row in bad)
    said = " ".join(reason for _, _, reason in rejects(loaded))
    assert all(row.column in said for row in bad)
    refused = run_sql(loaded, "select source, arrived_at::date, reason from ops.load where state = 'refused'")
    assert [(source, day) for source, day, _ in refused] == [(SONGS, vendor.renamed_drop)]
    assert "Perhaps renamed to DAY_TOTAL" in refused[0][2]


def test_rows_of_every_load_add_up(loaded: Engine) -> None:
    odd = """
        select source, rows_read, rows_new + rows_restated + rows_same + rows_outside + rows_rejected
        from ops.load where rows_read < rows_new + rows_restated + rows_same + rows_outside + rows_rejected
    """
    assert run_sql(loaded, odd) == []
    ((points, revisions),) = run_sql(
        loaded, "select (select count(*) from core.audience_point), (select count(*) from core.audience_revision)"
    )
    song_rows = run_sql(
        loaded,
        """
        select sum(rows_new), sum(rows_restated) from ops.load
        where source <> 'LUMINATE_ACCOUNTS' and last_on is not null
        """,
    )
    accounts: Any = run_sql(
        loaded,
        """
        select count(*)
        from core.audience_point join core.audience_series using (series_id) join core.metric using (metric_id)
        where code = 'artist_luminate_streams'
        """,
    )
    assert song_rows == [(points - accounts[0][0], revisions)]


def test_the_archive_loaded_again_and_backwards_is_the_same(
    loaded: Engine, vendor: Vendor, archive: Path, new_warehouse: Callable[[], AbstractContextManager[str]]
) -> None:
    before = fingerprint(loaded)
    with pytest.raises(SomeRefused):
        ingest(loaded, archive)
    assert fingerprint(loaded) == before
    with new_warehouse() as url:
        other = make_engine(url)
        try:
            for drop in sorted(archive.iterdir(), reverse=True):
                if drop.name == vendor.renamed_drop.isoformat():
                    with pytest.raises(SomeRefused, match="DAY_TOTAL"):
                        ingest(other, drop)
                else:
                    ingest(other, drop)
            assert fact_versions(other) == fact_versions(loaded)
            assert link_versions(other) == link_versions(loaded)
            assert fingerprint(other) == before
        finally:
            other.dispose()
