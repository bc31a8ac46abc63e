"""Benchmark linking: a catalogue linked anew from what is stored, without a call; and how many calls a work takes."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import count, islice
from typing import Any

from sqlalchemy import Engine

from db.statements import statement
from flows.bench.ground import open_ground, vacuum
from sandbox.cast import make_artists
from sandbox.library import ARTISTS, LibraryTrack
from sandbox.servers.spotify.search import Search
from sandbox.works import Work as TrueWork
from sandbox.works import Works, make_works
from tasks.providers.spotify.client import SEARCH_LIMIT
from tasks.providers.spotify.records import AlbumHead, ArtistHead, Track
from tasks.works.finding import find
from tasks.works.steps import relink_works
from tasks.works.store import read_counts
from tasks.works.work import Work

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class LinkingResult:
    """Seconds of linking ``works`` anew, twice: when all links are new, and when nothing changes.

    ``calls_per_work`` is of looking one made-up catalogue up at the stand-in's search.
    """

    works: int
    candidates: int
    seconds: float
    again_seconds: float
    works_per_s: float
    linked: int
    in_review: int
    calls_per_work: float


def bench_linking(server_url: str, *, works: int, say: Callable[[str], None]) -> LinkingResult:
    """Made-up catalogues of as many seeds as it takes. Raises GroundswellError when something is in the way."""
    calls = calls_per_work(7)
    with open_ground(server_url) as ground:
        say(f"{works:,} works are entered")
        candidates = _enter(ground.engine, works)
        vacuum(ground.engine)
        began = time.perf_counter()
        relink_works.fn(ground.engine)
        seconds = time.perf_counter() - began
        began = time.perf_counter()
        relink_works.fn(ground.engine)
        again = time.perf_counter() - began
        counts = read_counts(ground.engine)
    return LinkingResult(
        works=works,
        candidates=candidates,
        seconds=round(seconds, 2),
        again_seconds=round(again, 2),
        works_per_s=round(works / seconds, 1),
        linked=counts["linked"],
        in_review=counts["in_review"],
        calls_per_work=round(calls, 3),
    )


def calls_per_work(seed: int) -> float:
    """Calls by work that a seed's catalogue takes, each work looked up once."""
    made = make_works(seed)
    search = Search(None, made)
    asked = 0

    class Client:
        def search_isrc(self, isrc: str) -> list[Track]:
            return self._found(f"isrc:{isrc}")

        def search_track(self, artist: str, title: str) -> list[Track]:
            return self._found(f"track:{title} artist:{artist}")

        def _found(self, query: str) -> list[Track]:
            nonlocal asked
            asked += 1
            return [_track(made, one) for one in search.found(query)[:SEARCH_LIMIT]]

    for number, (artist, artist_id, true) in enumerate(_owned(made)):
        line = true.line
        find(
            Work(
                number,
                line.title,
                line.artist,
                artist,
                artist_id,
                line.isrc,
                line.album,
                line.length_ms,
                line.release_on,
            ),
            Client(),
        )
    return asked / len(made.works)


def _enter(engine: Engine, works: int) -> int:
    """Enter works with ten candidates each; how many candidates there are."""
    rows = islice(_rows(), works)
    candidates = 0
    while chunk := list(islice(rows, CHUNK)):
        candidates += sum(len(row["candidates"]) for row in chunk)
        with engine.begin() as connection:
            connection.execute(statement("bench/linking_works"), {"works": json.dumps(chunk, default=str)})
            connection.execute(statement("bench/linking_enter"))
            connection.exec_driver_sql("drop table bench_works")
    return candidates


def _rows() -> Iterator[dict[str, Any]]:
    """Works of one seed after another; each seed's ISRCs and ids are its own."""
    for seed in count(1):
        made = make_works(seed)
        by_artist: defaultdict[str, list[LibraryTrack]] = defaultdict(list)
        for track in made.tracks.values():
            by_artist[track.artists[0]].append(track)
        for artist, artist_id, true in _owned(made):
            own = by_artist[artist_id]
            named = [track for track in own if track.id_spotify in true.tracks or true.line.title in track.name]
            others = [track for track in own if track not in named]
            line = true.line
            yield {
                "artist": artist,
                "artist_id": artist_id,
                "title": line.title,
                "credit": line.artist,
                "isrc": _code(seed, line.isrc),
                "album": line.album,
                "ms": line.length_ms,
                "release_on": line.release_on,
                "candidates": [_candidate(seed, made, one) for one in (*named, *others)[:SEARCH_LIMIT]],
            }


def _owned(made: Works) -> Iterator[tuple[str, str, TrueWork]]:
    """Each work with name and Spotify id of the artist whose catalogue it is in."""
    cast = {artist.name: artist for artist in make_artists(made.seed, 60)[ARTISTS:]}
    for true in made.works:
        artist = cast.get(true.line.artist) or cast[true.line.artist.rpartition(" feat. ")[0]]
        yield artist.name, artist.identifiers["spotify"], true


def _track(made: Works, track: LibraryTrack) -> Track:
    album = made.albums[track.album]
    head = AlbumHead(album.id_spotify, album.name, album.album_type, album.released_on, len(album.tracks), ())
    artists = tuple(ArtistHead(id_, made.artists[id_].name) for id_ in track.artists)
    return Track(track.id_spotify, track.name, track.isrc, track.duration_ms, head, artists, track.disc, track.number)


def _candidate(seed: int, made: Works, track: LibraryTrack) -> dict[str, Any]:
    told = _track(made, track)
    album = asdict(told.album) if told.album is not None else {}
    return {
        "id": told.id,
        "title": told.name,
        "artist_ids": [artist.id for artist in told.artists],
        "artist_names": [artist.name for artist in told.artists],
        "album_id": album.get("id"),
        "album": album.get("name"),
        "album_type": album.get("album_type"),
        "release_on": album.get("release_on"),
        "ms": told.duration_ms,
        "isrc": _code(seed, told.isrc),
    }


def _code(seed: int, isrc: str | None) -> str | None:
    return f"QZ{seed:03d}{isrc[5:]}" if isrc else None
