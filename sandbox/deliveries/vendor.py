"""The vendor of a world: what it holds, what went wrong, and what anybody could know of it at a moment."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from sandbox.daily_counts import Ints
from sandbox.deliveries.accounts import Period, period, totals, week_ended
from sandbox.deliveries.arrivals import first_drop, newest_drop, sunday_until
from sandbox.deliveries.catalogue import (
    Account,
    Credit,
    Song,
    Sound,
    make_accounts,
    make_credits,
    make_songs,
    make_sounds,
)
from sandbox.deliveries.dealing import deal_feed_faults
from sandbox.deliveries.links import deal_link_faults, links_on, make_links
from sandbox.deliveries.posts import Reading, readings
from sandbox.deliveries.streams import AUDIO, GLOBAL, US, Kind, Word, counted, reported_counts, scaled, words
from sandbox.world import World


class Vendor:
    """A world as the warehouse vendor sees it; everything here follows from the world and the faults, not from drops.

    A moment is aware of its time zone; a drop of a day is there at 06:00 UTC. Drops are taken to go on after the
    world's last day, so ask only about moments up to the last drop that was written.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.accounts: tuple[Account, ...] = make_accounts(world)
        self._songs = make_songs(world)
        self.credits: tuple[Credit, ...] = make_credits(world, self.accounts, self._songs)
        self.sounds: tuple[Sound, ...] = make_sounds(world, self._songs)
        self.link_faults = deal_link_faults(world, self.accounts, self._songs)
        self.links = make_links(world, self._songs, self.link_faults)
        self.feed_faults = deal_feed_faults(world, self._songs, self.sounds)
        self._song_by_id = {song.song_id: song for song in self._songs}
        self._song_by_track = {track: song for song in self._songs for track in song.spotify_tracks}
        self._account_by_uuid = {account.artist.uuid: account for account in self.accounts}
        counts = {song.song_id: counted(world, song) for song in self._songs}
        self._reported = {
            song.song_id: reported_counts(world, song, counts[song.song_id], self.feed_faults) for song in self._songs
        }
        self._words = words(world, self._songs, self.feed_faults)
        self._totals = totals(world, self.accounts, self._songs, counts)
        self._readings = {sound.sound_id: readings(world, sound) for sound in self.sounds}

    @property
    def renamed_drop(self) -> date:
        """The drop whose song figures have THIS_DAY under another name; the next one delivers them again."""
        return self.feed_faults.renamed_drop

    @property
    def first_drop(self) -> date:
        return first_drop(self.world.span)

    @cached_property
    def followers(self) -> dict[int, dict[date, int]]:
        """Spotify followers of each account, day by day; every snapshot reads one of the days."""
        return {
            account.account_id: self.world.artist_series(account.artist.uuid, "spotify", "followers")
            for account in self.accounts
        }

    def songs(self) -> tuple[Song, ...]:
        """All unified songs, linked or not, released or not yet."""
        return self._songs

    def song(self, song_id: int) -> Song:
        """A unified song by its number. Raises KeyError."""
        return self._song_by_id[song_id]

    def song_of(self, spotify_track_id: int) -> Song:
        """The song a Spotify track (internal number) truly is, whatever the links say. Raises KeyError."""
        return self._song_by_track[spotify_track_id]

    def account_of(self, artist_uuid: str) -> Account:
        """The Spotify account of one of the world's artists. Raises KeyError."""
        return self._account_by_uuid[artist_uuid]

    def songs_of(self, account_id: int) -> tuple[Song, ...]:
        """All songs an account is credited on, as guest too."""
        tracks = {track for account, track in self.account_tracks if account == account_id}
        return tuple(song for song in self._songs if tracks & set(song.spotify_tracks))

    @property
    def account_tracks(self) -> frozenset[tuple[int, int]]:
        """All (account, Spotify track) pairs, by internal number."""
        return frozenset((credit.account_id, credit.spotify_track_id) for credit in self.credits)

    def account_tracks_known(self, known_at: datetime) -> frozenset[tuple[int, int]]:
        """Those of them that the newest snapshot at a moment holds."""
        snapshot = self._snapshot(known_at)
        return frozenset(
            (credit.account_id, credit.spotify_track_id)
            for credit in self.credits
            if snapshot is not None and credit.track.released_on <= snapshot
        )

    def links_known(self, known_at: datetime) -> dict[int, int]:
        """Unified song by Spotify track, both internal numbers, as the newest snapshot at a moment says."""
        snapshot = self._snapshot(known_at)
        return {} if snapshot is None else links_on(self.links, snapshot)

    def streams_known(self, song_id: int, region: str, known_at: datetime) -> dict[date, int]:
        """Audio streams of each day, the last word of the drops there were at a moment; region "GLOBAL" or "US"."""
        values = self._reported[song_id][AUDIO, region.upper()].tolist()
        newest = newest_drop(known_at)
        found = {
            word.day: scaled(values[self.world.span.index(word.day)], word)
            for word in self._words[song_id]
            if word.drop_on <= newest
        }
        return dict(sorted(found.items()))

    def accounts_known(self, known_at: datetime) -> dict[tuple[int, str], dict[date, int]]:
        """Weekly totals by account and region ("GLOBAL", "US"): THIS_PERIOD by the Thursday that ended the week."""
        found: dict[tuple[int, str], dict[date, int]] = {}
        drop_on, newest = self.first_drop, newest_drop(known_at)
        while drop_on <= newest and week_ended(drop_on) <= self.world.end_on:
            thursday = week_ended(drop_on)
            for account in self.accounts:
                for region, each in self.periods(account.account_id, thursday).items():
                    found.setdefault((account.account_id, region), {})[thursday] = each.this_period
            drop_on += timedelta(weeks=1)
        return found

    def posts_known(self, sound_id: int, known_at: datetime) -> dict[date, int]:
        """A sound's counter at the last reading of each day, of the drops there were at a moment."""
        newest = newest_drop(known_at)
        return {
            reading.read_at.date(): reading.count for reading in self._readings[sound_id] if reading.drop_on <= newest
        }

    def periods(self, account_id: int, thursday: date) -> dict[str, Period]:
        """What LUMINATE_ACCOUNTS says of an account for the week that ended on a Thursday, by region.

        Empty for an account it does not know, and for one without streams in that week and the one before.
        """
        found = {
            region: period(self.world, self._totals[account_id, region], thursday)
            for region in (GLOBAL, US)
            if (account_id, region) in self._totals
        }
        return found if any(each.this_period or each.last_period for each in found.values()) else {}

    def reported_counts(self, song_id: int) -> dict[Kind, Ints]:
        """What a song's rows say first, by metric and region, each day from the world's `span.origin` on."""
        return self._reported[song_id]

    def words(self, song_id: int) -> Sequence[Word]:
        """Every word about a song, in the order of the drops."""
        return self._words[song_id]

    def readings(self, sound_id: int) -> Sequence[Reading]:
        """Every reading of a sound, oldest first."""
        return self._readings[sound_id]

    def _snapshot(self, known_at: datetime) -> date | None:
        """The Sunday of the newest snapshot at a moment; None before the first."""
        newest = sunday_until(newest_drop(known_at))
        return newest if newest >= self.first_drop else None
