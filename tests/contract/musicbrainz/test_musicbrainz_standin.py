"""The client against the stand-in: every way a recording is known, tags at every level, moved ids, refusals."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.library import Library
from sandbox.recordings import Recordings
from tasks.providers.errors import NotFound, Refused, Throttled, Unauthorized, Unavailable
from tasks.providers.musicbrainz import MusicBrainz
from tasks.providers.musicbrainz.settings import PATIENCE_S
from tests.contract.asking import answered, make_http, served, settings_of
from tests.sandbox.standin import StandIn, running
from tests.unit.recording_gate import RecordingGate

BUSY = b"<error><text>The MusicBrainz search server is currently busy. Please try again later.</text></error>"


@pytest.fixture
def client(evidence: StandIn) -> Iterator[MusicBrainz]:
    with served("musicbrainz", evidence.client.base_url) as made:
        yield made


@pytest.fixture(scope="module")
def truth(library: Library) -> Recordings:
    return Recordings(library)


def test_recordings_are_found_by_isrc(client: MusicBrainz, library: Library) -> None:
    for track in [one for one in library.tracks if one.known == "isrc" and one.isrc][:12]:
        (found,) = client.recordings_of_isrc(str(track.isrc))
        assert (found.id, found.name, found.isrcs) == (track.id_musicbrainz, track.name, (track.isrc,))
        assert found.length_ms is not None
        assert abs(found.length_ms - track.duration_ms) < 2000
        assert [credit.id for credit in found.artists] == [
            library.artist_by_id[id_].id_musicbrainz for id_ in track.artists
        ]
        assert library.album_by_id[track.album].id_release in [release.id for release in found.releases]


def test_a_shared_isrc_gives_both(client: MusicBrainz, library: Library) -> None:
    for track in [one for one in library.tracks if one.known == "shared_isrc" and one.isrc][:6]:
        found = client.recordings_of_isrc(str(track.isrc))
        assert len(found) == 2
        assert {one.id: one.name for one in found}[track.id_musicbrainz] == track.name


def test_an_isrc_nobody_knows_is_not_found(client: MusicBrainz, library: Library) -> None:
    track = next(one for one in library.tracks if one.known == "name" and one.isrc)
    with pytest.raises(NotFound):
        client.recordings_of_isrc(str(track.isrc))
    assert [exchange.failure for exchange in client.log] == ["not_found"]


def test_a_recording_known_by_name_is_among_what_a_search_finds(client: MusicBrainz, library: Library) -> None:
    for track in [one for one in library.tracks if one.known == "name"][:15]:
        found = client.search_recordings(library.artist_by_id[track.artists[0]].name, track.name)
        assert track.id_musicbrainz in [one.id for one in found]
        assert len(found) <= 10
        assert all(one.score is not None for one in found)


def test_an_absent_recording_is_never_found_though_others_are(client: MusicBrainz, library: Library) -> None:
    for track in [one for one in library.tracks if one.known == "absent"][:6]:
        found = client.search_recordings(library.artist_by_id[track.artists[0]].name, track.name)
        assert found
        assert track.id_musicbrainz not in [one.id for one in found]


def test_a_search_without_result(client: MusicBrainz) -> None:
    assert client.search_recordings("Nobody At All", "Zzyzx Qwrtz") == []


def test_a_title_full_of_signs_of_the_query_language_is_found(client: MusicBrainz, library: Library) -> None:
    track = next(one for one in library.tracks if "(" in one.name and one.known == "isrc")
    found = client.search_recordings(library.artist_by_id[track.artists[0]].name, f'{track.name} "AND" \\ ^~*?:')
    assert track.name in [one.name for one in found]


def test_a_merged_recording_comes_under_its_id_of_today(client: MusicBrainz, truth: Recordings) -> None:
    """Either at once or by way of another address; that is asked for through the gate like anything else."""
    ways = set()
    for old, today in truth.merged.items():
        before = len(client.log)
        assert client.recording(old).id == today
        ways.add(tuple((exchange.status, exchange.failure) for exchange in client.log[before:]))
    assert ways == {((200, None),), ((301, "moved"), (200, None))}


def test_an_entity_that_moves_twice_is_refused() -> None:
    moves = httpx.Response(301, headers={"location": "https://elsewhere.test/ws/2/recording/x?inc=tags"})
    with answered("musicbrainz", moves) as client:
        with pytest.raises(Refused):
            client.recording_tags("y")
        assert [exchange.url for exchange in client.log] == ["/ws/2/recording/y?inc=tags", "/ws/2/recording/x?inc=tags"]


def test_compilations_can_be_told_where_the_answer_tells_kinds(client: MusicBrainz, truth: Recordings) -> None:
    one = next(one for one in truth.recordings if any(release.is_compilation for release in one.releases))
    (found,) = [other for other in client.search_recordings(one.artists[0][1], one.name) if other.id == one.id]
    assert [release.is_compilation for release in found.releases] == [
        release.is_compilation for release in one.releases
    ]
    looked_up = client.recording(one.id)
    assert {release.is_compilation for release in looked_up.releases} == {None}
    assert "Various Artists" in [release.artist_name for release in looked_up.releases]


def test_few_recordings_have_tags_and_most_albums_and_artists_do(client: MusicBrainz, library: Library) -> None:
    tracks = [track for track in library.tracks if track.known == "isrc"][:60]
    recordings = [client.recording_tags(track.id_musicbrainz) for track in tracks]
    albums = [client.release_tags(album.id_release) for album in library.albums[:20]]
    artists = [client.artist_tags(artist.id_musicbrainz) for artist in library.artists]
    shares = [sum(map(bool, level)) / len(level) for level in (recordings, albums, artists)]
    assert shares[0] < 0.35
    assert shares[1] > 0.5
    assert shares[2] > 0.7
    assert {tag.count for level in (recordings, albums, artists) for tags in level for tag in tags} <= {1, 2, 3, 4, 5}


def test_a_busy_search_server_is_no_throttle() -> None:
    gate = RecordingGate()
    with answered("musicbrainz", httpx.Response(503, content=BUSY), gate=gate) as client:
        with pytest.raises(Unavailable, match="currently busy") as told:
            client.search_recordings("a", "b")
        assert not isinstance(told.value, Throttled)
    assert gate.pushed_back == []


def test_the_wait_after_a_throttle_begins_anew_after_an_answer(evidence: StandIn, library: Library) -> None:
    gate = RecordingGate()
    with served("musicbrainz", evidence.client.base_url, gate) as client:
        for artist in library.artists[:2]:
            evidence.set_faults(provider="musicbrainz", shares={"rate_limit": 1.0})
            client.artist_tags(artist.id_musicbrainz)
    assert gate.pushed_back == [1.0, 2.0, 4.0] * 2


def test_the_user_agent_says_whom_to_write_to(evidence: StandIn, library: Library) -> None:
    settings = settings_of("musicbrainz", "http://unused.test")
    with make_http("musicbrainz", settings) as http:
        assert http.headers["user-agent"] == "groundswell/0.1 ( sandbox@groundswell.example )"
        assert http.timeout.read == PATIENCE_S
    path = f"/musicbrainz/ws/2/artist/{library.artists[0].id_musicbrainz}"
    assert evidence.get(path).status_code == 403  # the tests' own User-Agent does not
    with served("musicbrainz", evidence.client.base_url, contact=" ") as client, pytest.raises(Unauthorized):
        client.artist_tags(library.artists[0].id_musicbrainz)


def test_two_requests_in_a_second_earn_a_throttle(tmp_path: Path, library: Library) -> None:
    gate = RecordingGate()
    with (
        running(tmp_path, module="tag_providers") as server,
        served("musicbrainz", server.client.base_url, gate) as client,
    ):
        client.artist_tags(library.artists[0].id_musicbrainz)
        with pytest.raises(Throttled):  # this gate does not wait
            client.artist_tags(library.artists[1].id_musicbrainz)
        assert client.log[1].status == 503
        assert server.stats()["musicbrainz"]["throttled_earned"] >= 1
    assert gate.pushed_back[:3] == [1.0, 2.0, 4.0]


def test_an_id_can_not_lead_elsewhere() -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(404)

    with answered("musicbrainz", answer) as client, pytest.raises(NotFound):
        client.artist_tags("../release/x?inc=y#")
    assert asked == [b"/ws/2/artist/..%2Frelease%2Fx%3Finc%3Dy%23?inc=tags"]
