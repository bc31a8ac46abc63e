"""What grows in a world beside its audiences: popularity of artists and songs, and the markets an artist is sold in."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from sandbox.cast import Artist, Track
from sandbox.daily_counts import Ints
from sandbox.seeded_random import dice, noise
from sandbox.world import World

MARKETS = ("US", "GB", "CA", "AU", "DE", "FR", "ES", "IT", "NL", "SE", "NO", "DK", "FI")
ELSEWHERE = ("BR", "JP", "MX")  # markets nobody asks about, in every answer all the same
# Of ten songs one is not licensed in a market its artist is sold in; an artist's first song is wherever the artist is.
UNLICENSED = 0.1
# The first artists have a market that opens or closes so many days before the end: seen by snapshots a week apart.
LATE = (("opens", 3), ("closes", 10), ("opens", 10), ("closes", 3))


@dataclass(frozen=True, slots=True)
class MarketSpan:
    """Days an artist is sold in a market: from ``opens`` on and before ``closes``, as places in the world's span."""

    opens: int
    closes: int


class Growth:
    """The truth of a world's growth. Days are the world's own; what is asked for is made then, and kept."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._places = {artist.uuid: place for place, artist in enumerate(world.artists)}
        self._artists: dict[str, Ints] = {}
        self._markets: dict[str, dict[str, MarketSpan]] = {}
        self._songs: dict[str, list[Track]] = {artist.uuid: [] for artist in world.artists}
        for track in world.tracks:
            for uuid in track.artists:
                self._songs[uuid].append(track)

    def songs(self, artist_uuid: str) -> list[Track]:
        """Songs an artist is credited on, the deleted one left out."""
        return [track for track in self._songs[artist_uuid] if not track.is_deleted]

    def artist_popularity(self, artist_uuid: str) -> dict[date, int]:
        """Spotify's index of an artist, 0 to 100, on every served day."""
        return self._dated(self._popularity(artist_uuid))

    def track_popularity(self, track_uuid: str) -> dict[date, int]:
        """Spotify's index of a song, 0 to 100, from its release on: it moves with its lead artist's."""
        track = self.world.track_by_uuid[track_uuid]
        own = dice(self.world.seed, "song popularity", track_uuid).randint(4, 24)
        values = np.clip(self._popularity(track.artists[0]) - own, 0, 100)
        return {day: value for day, value in self._dated(values).items() if day >= track.released_on}

    def markets(self, artist_uuid: str, day: date) -> tuple[str, ...]:
        """Markets of the list an artist is sold in on a day, in the order of the list."""
        at = self.world.span.index(day)
        spans = self.market_spans(artist_uuid)
        return tuple(
            market for market in MARKETS if market in spans and spans[market].opens <= at < spans[market].closes
        )

    def available_markets(self, artist_uuid: str, day: date) -> tuple[str, ...]:
        """Markets of the list with at least one song of an artist, a guest's too: what a snapshot can find out."""
        found = {market for track in self.songs(artist_uuid) for market in self.track_markets(track.uuid, day)}
        return tuple(market for market in MARKETS if market in found)

    def top_tracks(self, artist_uuid: str, market: str, day: date) -> list[Track]:
        """The ten most popular songs of an artist that are sold in a market on a day."""
        sold = [track for track in self.songs(artist_uuid) if market in self.track_markets(track.uuid, day)]
        return sorted(sold, key=lambda track: (-self.track_popularity(track.uuid)[day], track.uuid))[:10]

    def track_markets(self, track_uuid: str, day: date) -> tuple[str, ...]:
        """Markets a song is sold in on a day; none before its release."""
        track = self.world.track_by_uuid[track_uuid]
        if day < track.released_on:
            return ()
        lead = track.artists[0]
        sold = [market for market in self.markets(lead, day) if self._is_licensed(track, market)]
        return (*sold, *ELSEWHERE)

    def market_spans(self, artist_uuid: str) -> dict[str, MarketSpan]:
        """Markets an artist is ever sold in; most for the whole of the world's time."""
        if artist_uuid not in self._markets:
            self._markets[artist_uuid] = self._plant(self.world.artist_by_uuid[artist_uuid])
        return self._markets[artist_uuid]

    def _plant(self, artist: Artist) -> dict[str, MarketSpan]:
        length, roll = self.world.span.length, dice(self.world.seed, "markets", artist.uuid)
        sold = [market for market in MARKETS if roll.random() < 0.35 + 0.1 * artist.tier] or [MARKETS[0]]
        spans = {market: MarketSpan(0, length) for market in sold}
        for market in sold[1:]:
            if roll.random() < 0.15:
                spans[market] = MarketSpan(length - roll.randint(15, 200), length)
            elif roll.random() < 0.08:
                spans[market] = MarketSpan(0, length - roll.randint(15, 200))
        place = self._places[artist.uuid]
        if place < len(LATE):
            what, days = LATE[place]
            late = [market for market in MARKETS if market not in sold] or sold[-1:]
            market = late[0] if what == "opens" else sold[-1]
            spans[market] = MarketSpan(length - days, length) if what == "opens" else MarketSpan(0, length - days)
        return spans

    def _popularity(self, artist_uuid: str) -> Ints:
        """On each day from the world's origin on: a level by size that changes by a point or two on some Mondays."""
        if artist_uuid not in self._artists:
            artist, span = self.world.artist_by_uuid[artist_uuid], self.world.span
            roll = noise(self.world.seed, "popularity", artist_uuid)
            level = artist.tier * 14 + int(roll.integers(-5, 6)) - 4
            steps = np.zeros(span.length, dtype=np.int64)
            mondays = np.flatnonzero((np.arange(span.length) + span.origin.weekday()) % 7 == 0)
            steps[mondays] = roll.choice([-1, 0, 0, 0, 1, 1, 2], size=len(mondays))
            drift = np.cumsum(steps)
            self._artists[artist_uuid] = np.clip(level + drift - drift[-1] // 2, 1, 98)
        return self._artists[artist_uuid]

    def _is_licensed(self, track: Track, market: str) -> bool:
        first = min(self.songs(track.artists[0]), key=lambda one: (one.released_on, one.uuid), default=track)
        return track is first or dice(self.world.seed, "licence", track.uuid, market).random() >= UNLICENSED

    def _dated(self, values: Ints) -> dict[date, int]:
        days = self.world.span.served_days
        return dict(zip(days, values[-len(days) :].tolist(), strict=True))
