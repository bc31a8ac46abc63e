"""The linker over what providers really answered: each as a work of a label, among all others as tracks."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.providers.json_answer import decode
from tasks.providers.spotify import answers
from tasks.providers.spotify.records import AlbumHead, ArtistHead, Track
from tasks.works.match import decide
from tasks.works.work import Work

RECORDED = Path(__file__).parents[1] / "recorded"


def spotify_tracks() -> list[Track]:
    """Every whole track of the recorded answers, once."""
    found: dict[str, Track] = {}
    for path in sorted((RECORDED / "spotify").glob("*track*.json")):
        told = json.loads(path.read_text("utf-8"))
        page = told.get("tracks", [told])
        for item in page["items"] if isinstance(page, dict) else page:
            if item and item.get("id") and item.get("album"):
                track = answers.track(decode("Spotify", json.dumps(item).encode(), answers.WireTrack))
                found[track.id] = track
    return list(found.values())


def work_of(track: Track, **changed: object) -> Work:
    """A work as the owner of a track would list it."""
    lead = track.artists[0]
    line = " & ".join(artist.name for artist in track.artists)
    work = Work(
        1,
        track.name,
        line,
        lead.name,
        lead.id,
        track.isrc,
        track.album.name if track.album else None,
        track.duration_ms,
    )
    return replace(work, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("track", spotify_tracks(), ids=lambda track: track.id)
def test_each_recorded_track_is_found_among_all(track: Track) -> None:
    everything = spotify_tracks()
    assert len(everything) >= 4
    assert decide(work_of(track), everything).track == track
    assert decide(work_of(track), everything).confidence == "high"
    by_names = decide(work_of(track, isrc=None), everything)
    assert (by_names.confidence, by_names.track) == ("high", track)
    others = [one for one in everything if one.id != track.id]
    assert decide(work_of(track, isrc=None), others).confidence == "none"


def test_songs_of_one_name_by_other_artists_are_not_taken_for_each_other() -> None:
    """MusicBrainz' answer to a search for one title, by many artists: each as a work against all as tracks."""
    told = json.loads((RECORDED / "musicbrainz" / "recording_search.json").read_text("utf-8"))["recordings"]
    tracks = [
        Track(
            one["id"],
            one["title"],
            None,
            one.get("length"),
            None,
            tuple(ArtistHead(credit["artist"]["id"], credit["name"]) for credit in one["artist-credit"]),
            None,
            None,
        )
        for one in told
    ]
    assert len({track.artists[0].id for track in tracks}) > 3
    for track in tracks:
        found = decide(work_of(track), tracks).track
        assert found is None or found.artists[0].id == track.artists[0].id


def test_of_two_recordings_that_share_an_isrc_the_title_tells() -> None:
    """As MusicBrainz has it: USSUB0200002 stands on "Blew" and on "About a Girl"."""
    told = json.loads((RECORDED / "musicbrainz" / "isrc_inc_isrcs.json").read_text("utf-8"))
    artist = ArtistHead("nirvana", "Nirvana")
    tracks = [
        Track(one["id"], one["title"], told["isrc"], one["length"], None, (artist,), None, None)
        for one in told["recordings"]
    ]
    for track in tracks:
        verdict = decide(work_of(track), tracks)
        assert (verdict.confidence, verdict.track) == ("high", track)


RELEASES = sorted(path for path in (RECORDED / "discogs").glob("*.json") if '"tracklist"' in path.read_text("utf-8"))


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_mixes_of_one_release_are_told_apart(path: Path) -> None:
    """Discogs' releases, whose tracks are often mixes of one song: each is itself, and none of the others."""
    told = json.loads(path.read_text("utf-8"))
    tracks = []
    for place, one in enumerate(told.get("tracklist", [])):
        artists = one.get("artists") or told["artists"]
        minutes, _, seconds = one.get("duration", "").rpartition(":")
        length = (int(minutes) * 60 + int(seconds)) * 1000 if minutes else None
        album = AlbumHead("release", told["title"], "album", None, None, ())
        credits = tuple(ArtistHead(str(artist["id"]), artist["name"]) for artist in artists)
        tracks.append(Track(f"{place}", one["title"], None, length, album, credits, None, None))
    for track in tracks:
        assert decide(work_of(track), tracks).track == track
        assert decide(work_of(track), [one for one in tracks if one is not track]).confidence == "none"
