"""The client: one method for each thing that can be asked, typed records out. spotipy forms the requests."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec
import spotipy

from tasks.providers.caller import Auth, Caller
from tasks.providers.errors import BadRequest, Unreadable
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.rejected import RejectedItem, read_item, read_items
from tasks.providers.shared_auth import shared_auth
from tasks.providers.spotify import answers
from tasks.providers.spotify.records import Album, AlbumHead, Artist, Track
from tasks.providers.spotify.settings import SpotifySettings, make_auth
from tasks.providers.spotify.status import classify
from tasks.providers.spotify.transport import CallerSession
from tasks.providers.wire_types import Total

T = TypeVar("T")
R = TypeVar("R")
CODE, NAME = "spotify", "Spotify"
BATCH = 50
SEARCH_LIMIT = 10  # what an app in development mode may ask for at most
ALBUMS_LIMIT = 10  # the same of an artist's albums
PAGE = 50


class Spotify:
    """Asks Spotify. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors. Not to be shared by threads.
    """

    def __init__(self, http: httpx.Client, auth: Auth, gate: Gate) -> None:
        self._caller = Caller(CODE, http, auth, gate, classify)
        self._session = CallerSession(self._caller)
        self._spotipy = spotipy.Spotify(requests_session=self._session, retries=0, status_retries=0)
        self._spotipy.prefix = f"{str(http.base_url).rstrip('/')}/v1/"
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def track(self, id_: str, market: str | None = None) -> Track:
        """A track, and whether it is playable in a market where one is given."""
        wire = self._ask("track", answers.WireTrack, lambda: self._spotipy.track(id_, market))
        return _record(answers.track, wire)

    def tracks(self, ids: Sequence[str]) -> list[Track | RejectedItem | None]:
        """Tracks in the order of ``ids``, at most 50; None for those Spotify does not know, rejected unreadable ones.

        Raises Forbidden where the app may not ask for several at once.
        """
        _check_batch("tracks", ids)
        wire = self._ask(
            "tracks",
            answers.WireTracks,
            lambda: self._spotipy.tracks(ids),
            lambda one: _all_there("tracks", ids, one.tracks),
        )
        return self._batch("tracks", wire.tracks, _track_or_none)

    def artist(self, id_: str) -> Artist:
        """An artist."""
        wire = self._ask("artist", answers.WireWholeArtist, lambda: self._spotipy.artist(id_))
        return _record(answers.artist, wire)

    def artists(self, ids: Sequence[str]) -> list[Artist | RejectedItem | None]:
        """Artists in the order of ``ids``, at most 50; otherwise as ``tracks``."""
        _check_batch("artists", ids)
        # spotipy warns of what apps in development mode may not ask: whether ours may is found out by asking
        wire = self._caller.get("artists", "/v1/artists", {"ids": ",".join(ids)}, lambda body: _artists(ids, body))
        return self._batch("artists", wire.artists, _artist_or_none)

    def top_tracks(self, artist_id: str, market: str) -> list[Track]:
        """The tracks of an artist that are heard most in a market, at most ten; may be empty.

        Raises Forbidden where the app may not ask for them.
        """
        path = f"/v1/artists/{quote(artist_id, safe='')}/top-tracks"
        wire = self._caller.get(
            "top_tracks", path, {"market": market}, lambda body: decode(NAME, body, answers.WireTracks)
        )
        return self._items("top_tracks", wire.tracks, answers.track)

    def audio_features(self, id_: str) -> answers.WireFeatures:
        """Audio features of a track. Raises Forbidden for all apps but old extended ones."""
        path = f"/v1/audio-features/{quote(id_, safe='')}"
        return self._caller.get("audio_features", path, {}, lambda body: decode(NAME, body, answers.WireFeatures))

    def album(self, id_: str) -> Album:
        """An album with all pages of its track list."""
        wire = self._ask("album", answers.WireAlbum, lambda: self._spotipy.album(id_), lambda one: _listed(one.tracks))
        tracks = self._items("album", wire.tracks.items, answers.album_track)
        seen = len(wire.tracks.items)
        while seen < wire.tracks.total:
            page = self._album_page(id_, seen)
            tracks += self._items("album_tracks", page.items, answers.album_track)
            seen += len(page.items)
        return Album(_record(answers.album_head, wire), tuple(tracks))

    def artist_albums(self, artist_id: str, most: int) -> list[AlbumHead]:
        """Albums and singles of an artist in Spotify's order, the first ``most``; may be empty."""
        found: list[AlbumHead] = []
        seen = 0
        while len(found) < most:
            page = self._albums_page(artist_id, seen)
            heads, bad = read_items(
                "albums of Spotify's artist_albums", "artist_albums", page.items, _album_or_none, len(self.log) - 1
            )
            self.rejects += bad
            found += heads
            seen += len(page.items)
            if seen >= page.total:
                break
        return found[:most]

    def search_track(self, artist: str, title: str) -> list[Track]:
        """The ten tracks that fit best; may be empty."""
        return self._search(f"track:{_plain(title)} artist:{_plain(artist)}")

    def search_isrc(self, isrc: str) -> list[Track]:
        """Up to ten tracks that carry an ISRC; the same recording may be sold on several albums. May be empty."""
        return self._search(f"isrc:{_plain(isrc)}")

    def _search(self, query: str) -> list[Track]:
        found = self._ask(
            "search",
            answers.WireSearch,
            lambda: self._spotipy.search(query, limit=SEARCH_LIMIT, type="track"),
            lambda one: _whole(one.tracks, 0),
        )
        return self._items("search", found.tracks.items, answers.track)

    def _album_page(self, id_: str, offset: int) -> answers.WirePage:
        # the address in `next` is not followed: it names another host behind a proxy or a stand-in
        return self._ask(
            "album_tracks",
            answers.WirePage,
            lambda: self._spotipy.album_tracks(id_, limit=PAGE, offset=offset),
            lambda page: _whole(page, offset),
        )

    def _albums_page(self, artist_id: str, offset: int) -> answers.WirePage:
        return self._ask(
            "artist_albums",
            answers.WirePage,
            lambda: self._spotipy.artist_albums(
                artist_id, include_groups="album,single", limit=ALBUMS_LIMIT, offset=offset
            ),
            lambda page: _whole(page, offset, "albums"),
        )

    def _ask(
        self, endpoint: str, kind: type[T], call: Callable[[], Any], check: Callable[[T], None] | None = None
    ) -> T:
        """What ``call`` makes spotipy ask for, as ``kind``; ``check`` raises Unreadable for an answer to ask again."""
        read: list[T] = []

        def look(body: bytes) -> None:
            wire = decode(NAME, body, kind)
            if check is not None:
                check(wire)
            read.append(wire)

        self._session.expect(endpoint, look)
        try:
            call()
        except spotipy.SpotifyException as refused:
            raise BadRequest(f"That can't be asked of Spotify: {refused.msg}.") from refused
        return read[-1]

    def _batch(
        self, endpoint: str, items: Sequence[msgspec.Raw], read: Callable[[msgspec.Raw], R]
    ) -> list[R | RejectedItem]:
        """Each item or what was wrong with it, in their order."""
        found = [read_item(endpoint, raw, read, len(self.log) - 1) for raw in items]
        self.rejects += [one for one in found if isinstance(one, RejectedItem)]
        return found

    def _items(self, endpoint: str, items: Sequence[msgspec.Raw], make: Callable[[answers.WireTrack], R]) -> list[R]:
        """The readable items; null ones are left out, others that can't be read go to ``rejects``."""

        def read(raw: msgspec.Raw) -> R | None:
            wire = decode_item(raw, answers.WireTrack | None)  # type: ignore[arg-type]
            return make(wire) if wire is not None else None

        found, bad = read_items(f"tracks of Spotify's {endpoint}", endpoint, items, read, len(self.log) - 1)
        self.rejects += bad
        return found


def make_spotify(settings: SpotifySettings, http: httpx.Client, gate: Gate) -> Spotify:
    """A client with a log of its own; all clients on the same connections share one token.

    Raises Unauthorized when no credentials are set.
    """
    return Spotify(http, shared_auth(http, lambda: make_auth(settings, http)), gate)


def _whole(page: answers.WirePage, offset: int, what: str = "tracks") -> None:
    if not page.items and page.total > offset:
        raise Unreadable(f"Spotify sent an empty page though {page.total} {what} are announced.")


def _listed(page: answers.WirePage) -> None:
    """The first page of a list that is read to its end."""
    _whole(page, 0)
    if page.total > Total.MOST:
        raise Unreadable(f"Spotify announces {page.total} tracks for one album.")


def _check_batch(what: str, ids: Sequence[str]) -> None:
    if len(ids) > BATCH:
        raise BadRequest(f"Spotify gives at most {BATCH} {what} a call; {len(ids)} were asked for.")


def _all_there(what: str, ids: Sequence[str], answered: Sequence[msgspec.Raw]) -> None:
    if len(answered) != len(ids):
        raise Unreadable(f"Spotify was asked for {len(ids)} {what} and answered {len(answered)}.")


def _artists(ids: Sequence[str], body: bytes) -> answers.WireArtists:
    wire = decode(NAME, body, answers.WireArtists)
    _all_there("artists", ids, wire.artists)
    return wire


def _artist_or_none(raw: msgspec.Raw) -> Artist | None:
    wire = decode_item(raw, answers.WireWholeArtist | None)  # type: ignore[arg-type]
    return None if wire is None or wire.id is None else answers.artist(wire)


def _track_or_none(raw: msgspec.Raw) -> Track | None:
    wire = decode_item(raw, answers.WireTrack | None)  # type: ignore[arg-type]
    return None if wire is None or wire.id is None else answers.track(wire)


def _album_or_none(raw: msgspec.Raw) -> AlbumHead | None:
    wire = decode_item(raw, answers.WireAlbumHead | None)  # type: ignore[arg-type]
    return answers.album_head(wire) if wire is not None else None


def _record(make: Callable[[T], R], wire: T) -> R:
    try:
        return make(wire)
    except ValueError as wrong:
        raise Unreadable(f"The answer of Spotify can't be used: {wrong}.") from wrong


def _plain(text: str) -> str:
    """The text without what would be read as another filter or a phrase."""
    return " ".join(text.replace(":", " ").replace('"', " ").split())
