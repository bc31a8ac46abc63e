"""One seeded world: its artists, songs, charts and audiences, and the truth behind the numbers it serves."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np

from sandbox.cast import Artist, Track, make_artists, make_tracks
from sandbox.charts import COUNTRY_OF_SLUG, RankingEntry, Rankings, country_rankings, country_share
from sandbox.daily_counts import Floats, Ints, daily_flow, expected_flow, lift
from sandbox.happenings import PlantedEvent, plant_events
from sandbox.markets import by_country, plant_market_events
from sandbox.places import ARTIST_FIELDS, STREAMING_PLATFORMS, TRACK_PLATFORMS
from sandbox.series import followers, monthly_listeners, side_count, track_values
from sandbox.span import END_ON, WARMUP_DAYS, Span
from sandbox.surges import plant_surges
from sandbox.truth import Correction, PlantedJump, absent_days, plant_corrections, plant_jumps

__all__ = [
    "END_ON",
    "Artist",
    "Correction",
    "PlantedEvent",
    "PlantedJump",
    "RankingEntry",
    "Track",
    "World",
    "make_world",
]


class World:
    """Everything that is true in a sandbox; series are made when first asked for and kept."""

    def __init__(
        self, seed: int, artists: Sequence[Artist], tracks: Sequence[Track], end_on: date, is_planted: bool = True
    ) -> None:
        self.seed = seed
        self.span = Span(end_on)
        self.artists = tuple(artists)
        self.tracks = tuple(tracks)
        self.artist_by_uuid = {artist.uuid: artist for artist in self.artists}
        self.track_by_uuid = {track.uuid: track for track in self.tracks}
        self.is_planted = is_planted
        alone = plant_jumps(seed, self.artists, self.tracks, self.span) if is_planted else []
        self.surges = tuple(plant_surges(seed, self.artists, self.tracks, alone, self.span)) if is_planted else ()
        self.jumps = (*alone, *self.surges)
        jumped = {jump.entity for jump in alone}
        self.corrections = tuple(plant_corrections(seed, self.tracks, jumped, self.span)) if is_planted else ()
        self._flows: dict[tuple[str, str], Ints] = {}
        self._expectations: dict[tuple[str, str], tuple[Floats, Floats]] = {}
        self._rankings: dict[str, Rankings] = {}

    @property
    def start_on(self) -> date:
        """First day of history."""
        return self.span.start_on

    @property
    def end_on(self) -> date:
        """Last day of history: today, for the world."""
        return self.span.end_on

    @cached_property
    def events(self) -> tuple[PlantedEvent, ...]:
        """Playlists, radio and concerts, with and without an effect."""
        planted = plant_events(self.seed, self.artists, self.tracks, self.jumps, self.span) if self.is_planted else []
        return tuple(event for event in planted if event.on <= self.end_on or event.kind == "concert")

    @cached_property
    def market_events(self) -> tuple[PlantedEvent, ...]:
        """Jumps that come from one country."""
        if not self.is_planted:
            return ()
        return tuple(plant_market_events(self.seed, self.jumps, self.events, self.tracks, self.span))

    @cached_property
    def deleted_track(self) -> str | None:
        """Uuid of the song whose every endpoint answers 404 although charts list it."""
        return next((track.uuid for track in self.tracks if track.is_deleted), None)

    @cached_property
    def silent_audience(self) -> tuple[str, str] | None:
        """Artist and platform whose social audience answers 404."""
        return (self.artists[-1].uuid, "instagram") if self.artists and self.is_planted else None

    def credits(self) -> set[tuple[str, str]]:
        """All (track, artist) pairs that can be learned from song metadata: the deleted song's are not among them."""
        return {(track.uuid, artist) for track in self.tracks if not track.is_deleted for artist in track.artists}

    def chart_slugs(self) -> tuple[str, ...]:
        return tuple(COUNTRY_OF_SLUG)

    def rankings(self, slug: str) -> Rankings:
        """All rankings of a chart by day, oldest first. Raises KeyError for a slug that is not the world's."""
        if slug not in self._rankings:
            country = COUNTRY_OF_SLUG[slug]
            self._rankings[slug] = country_rankings(
                self.seed, country, self.tracks, self.span, lambda track: self._flow(track, "spotify")
            )
        return self._rankings[slug]

    def charted_tracks(self, since: date | None = None) -> set[str]:
        """Uuids of all songs in rankings of `since` and later, by default in all rankings."""
        return {
            line.track
            for slug in self.chart_slugs()
            for day, lines in self.rankings(slug).items()
            if since is None or day >= since
            for line in lines
        }

    def country_share(self, track_uuid: str, country: str) -> float:
        """Part of a song's streams that a country's chart counts while the song is on it."""
        return country_share(self.seed, self.track_by_uuid[track_uuid], country)

    def daily_streams(self, track_uuid: str) -> dict[date, int]:
        """True Spotify streams of each day: no gaps, no corrections, one identifier's worth. From the release on."""
        return self.daily_counts(track_uuid, "spotify")

    def daily_counts(self, track_uuid: str, platform: str) -> dict[date, int]:
        """True events of each day on a platform: streams, views, Shazams, plays, new videos (all sounds together)."""
        track = self.track_by_uuid[track_uuid]
        return self._dated(self._flow(track, platform), released_on=track.released_on)

    def track_series(self, track_uuid: str, platform: str) -> dict[str, dict[date, int]]:
        """What the provider serves, by identifier: corrections in, missing days out.

        Raises KeyError for a platform without song audience.
        """
        track = self.track_by_uuid[track_uuid]
        flow = self._flow(track, platform)
        values = track_values(self.seed, track, platform, flow, self.span, self.corrections)
        gone = self.missing_days(track_uuid, platform)
        return {name: self._dated(value, gone, track.released_on) for name, value in values.items()}

    def artist_series(self, artist_uuid: str, platform: str, kind: str = "followers") -> dict[date, int]:
        """What the provider serves: kind "followers", "likes", "posts", "views", "following" or "listeners".

        Raises KeyError for a platform that does not have the kind.
        """
        artist = self.artist_by_uuid[artist_uuid]
        if kind == "listeners":
            if platform not in STREAMING_PLATFORMS:
                raise KeyError(platform)
            return self._dated(self._listeners(artist), self.missing_days(artist_uuid, platform, "listeners"))
        if kind not in ARTIST_FIELDS[platform]:
            raise KeyError(kind)
        fans = followers(self.seed, artist, platform, self.span, self.jumps)
        value = fans if kind == "followers" else side_count(self.seed, artist, platform, kind, fans)
        return self._dated(value, self.missing_days(artist_uuid, platform))

    def listeners_by_country(self, artist_uuid: str, platform: str) -> dict[str, dict[date, int]]:
        """The part of an artist's listeners in each country, which the provider tells on Mondays."""
        rises = [event for event in self.market_events if event.artist == artist_uuid]
        return by_country(self.artist_series(artist_uuid, platform, "listeners"), rises)

    def missing_days(self, uuid: str, platform: str, kind: str = "audience") -> frozenset[date]:
        """Days within the world's history that the provider lacks for a song or artist; kind also "listeners"."""
        return absent_days(self.seed, uuid, platform, kind, self.span) if self.is_planted else frozenset()

    def jump_factor(self, artist_uuid: str, platform: str, week_on: date) -> float:
        """How many times the usual flow of an artist's songs is expected in the seven days from `week_on` on, exactly.

        Jumps of single songs and of partners credited on them count too; 1.0 where nothing was planted.
        """
        first = self.span.index(week_on)
        days = slice(max(first, 0), max(first + 7, 0))
        songs = [self._expected(track, platform) for track in self.tracks if artist_uuid in track.artists]
        usual = sum(float(without[days].sum()) for _, without in songs)
        return sum(float(planted[days].sum()) for planted, _ in songs) / usual if usual else 1.0

    def flow(self, track_uuid: str, platform: str) -> Ints:
        """True events of each day from `span.origin` on, the 28 days before the served history too."""
        return self._flow(self.track_by_uuid[track_uuid], platform)

    def _flow(self, track: Track, platform: str) -> Ints:
        if platform not in TRACK_PLATFORMS:
            raise KeyError(platform)
        key = (track.uuid, platform)
        if key not in self._flows:
            self._flows[key] = daily_flow(self.seed, track, platform, self.span, self.jumps)
        return self._flows[key]

    def _expected(self, track: Track, platform: str) -> tuple[Floats, Floats]:
        """Expected flow with what was planted, and without."""
        key = (track.uuid, platform)
        if key not in self._expectations:
            usual = expected_flow(self.seed, track, platform, self.span)
            self._expectations[key] = usual * lift(track, platform, self.span, self.jumps), usual
        return self._expectations[key]

    def _listeners(self, artist: Artist) -> Ints:
        streams = np.zeros(self.span.length, dtype=np.int64)
        for track in self.tracks:
            if artist.uuid in track.artists:
                streams = streams + self._flow(track, "spotify")
        return monthly_listeners(self.seed, artist, streams, self.span)

    def _dated(
        self, values: Ints, gone: frozenset[date] = frozenset(), released_on: date | None = None
    ) -> dict[date, int]:
        """Values of the served days, oldest first."""
        days = self.span.served_days
        return {
            day: value
            for day, value in zip(days, values[WARMUP_DAYS:].tolist(), strict=True)
            if day not in gone and (released_on is None or day >= released_on)
        }


def make_world(seed: int = 7, artists: int = 60, tracks: int = 160, end_on: date = END_ON) -> World:
    """The world of a seed: the same in every process, and quick, because series are made when asked for.

    Raises ValueError unless there are more tracks than artists: each artist leads a song that is not deleted.
    """
    if not 0 < artists < tracks:
        raise ValueError(
            f"{tracks} tracks are too few for {artists} artists: every artist needs one, and one is deleted"
        )
    made = make_artists(seed, artists)
    return World(seed, made, make_tracks(seed, made, tracks, Span(end_on)), end_on)
