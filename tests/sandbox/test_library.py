"""The library and its listeners: the same in every process, whole albums, tastes that can be found again."""

from collections import Counter
from datetime import timedelta

import pytest

from sandbox.library import Library, make_library
from sandbox.listening import Listener, make_listeners
from sandbox.styles import GENRES
from sandbox.world import World, make_world


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(7)


@pytest.fixture(scope="module")
def library(world: World) -> Library:
    return make_library(world)


@pytest.fixture(scope="module")
def listeners(world: World, library: Library) -> tuple[Listener, ...]:
    return make_listeners(library, world.end_on, days=120)


def test_a_library_is_the_same_every_time_and_another_for_another_seed(world: World, library: Library) -> None:
    assert make_library(world) == library
    assert make_library(make_world(8)).tracks != library.tracks


def test_ids_name_one_thing_each(library: Library) -> None:
    for ids in (
        [track.id_spotify for track in library.tracks],
        [track.id_musicbrainz for track in library.tracks],
        [track.isrc for track in library.tracks if track.isrc],
        [album.id_spotify for album in library.albums],
        [album.id_release_group for album in library.albums],
        [album.id_discogs for album in library.albums],
    ):
        assert max(Counter(ids).values()) == 1


def test_albums_are_whole(library: Library) -> None:
    for album in library.albums:
        numbers = [library.track_by_id[track].number for track in album.tracks]
        assert numbers == list(range(1, len(album.tracks) + 1))
        assert all(library.track_by_id[track].album == album.id_spotify for track in album.tracks)
    assert sum(len(album.tracks) for album in library.albums) == len(library.tracks)


def test_the_songs_artists_lead_in_the_charts_are_on_their_albums(world: World, library: Library) -> None:
    led = {
        song.identifiers["spotify"][0]
        for song in world.tracks
        if not song.is_deleted and world.artist_by_uuid[song.artists[0]].identifiers["spotify"] in library.artist_by_id
    }
    assert led
    assert led <= set(library.track_by_id)


def test_shares_add_up(library: Library) -> None:
    for track in library.tracks:
        assert sum(share for _, share in track.genres) == pytest.approx(1)
        assert sum(share for _, share in track.moods) == pytest.approx(1)


def test_every_way_of_being_known_occurs(library: Library) -> None:
    known = Counter(track.known for track in library.tracks)
    assert set(known) == {"isrc", "shared_isrc", "name", "absent"}
    assert known["isrc"] > len(library.tracks) * 0.6


def test_histories_are_in_order_and_end_when_the_world_does(world: World, listeners: tuple[Listener, ...]) -> None:
    for listener in listeners:
        times = [heard.ended_at for heard in listener.heard]
        assert times == sorted(times)
        assert abs(times[-1].date() - world.end_on) <= timedelta(days=2)
        assert {"music", "podcast"} <= {heard.kind for heard in listener.heard}


def test_a_taste_can_be_heard(world: World, library: Library) -> None:
    dmitri = next(one for one in make_listeners(library, world.end_on, days=300) if one.name == "Dmitri")

    def part(root: str, first: int, last: int) -> float:
        music = [heard.id for heard in dmitri.heard if heard.kind == "music" and heard.id][first:last]
        below = set(GENRES[root])
        return sum(share for id_ in music for name, share in library.track_by_id[id_].genres if name in below) / len(
            music
        )

    assert part("electronic", 0, 1000) > 1.5 * part("electronic", -1000, -1)
    assert part("classical", -1000, -1) > 1.5 * part("classical", 0, 1000)
