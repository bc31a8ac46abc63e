"""The vendor's catalogue, said whole each Sunday: only what is out by then."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sandbox.deliveries.accounts import luminate_week, week_ended
from sandbox.deliveries.catalogue import Song
from sandbox.deliveries.links import links_on
from sandbox.deliveries.streams import GLOBAL, US
from sandbox.deliveries.vendor import Vendor
from sandbox.seeded_random import dice

Row = tuple[object, ...]

SNAPSHOTS: Final = (
    "SPOTIFY_ACCOUNTS",
    "SPOTIFY_ALBUMS",
    "SPOTIFY_TRACKS",
    "SPOTIFY_ACCOUNT_TRACKS",
    "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS",
    "LUMINATE_ACCOUNTS",
    "TIKTOK_SOUNDS",
)
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def snapshot(vendor: Vendor, table: str, drop_on: date) -> Iterator[Row]:
    """Rows of a catalogue table as of a Sunday, in the order of its columns. Raises KeyError for another table."""
    return {
        "SPOTIFY_ACCOUNTS": _accounts,
        "SPOTIFY_ALBUMS": _albums,
        "SPOTIFY_TRACKS": _tracks,
        "SPOTIFY_ACCOUNT_TRACKS": _account_tracks,
        "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS": _links,
        "LUMINATE_ACCOUNTS": _luminate_accounts,
        "TIKTOK_SOUNDS": _sounds,
    }[table](vendor, drop_on)


def _out(vendor: Vendor, drop_on: date) -> list[Song]:
    return [song for song in vendor.songs() if song.track.released_on <= drop_on]


def _tracks(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    for song in _out(vendor, drop_on):
        track, lead = song.track, vendor.account_of(song.track.artists[0])
        for place, (spotify_track, spotify_id) in enumerate(
            zip(song.spotify_tracks, track.identifiers["spotify"], strict=True)
        ):
            roll = dice(vendor.world.seed, "vendor", "spotify track", spotify_id)
            code = track.isrc
            yield (
                spotify_track,
                spotify_id,
                track.name,
                max(0, min(100, lead.artist.tier * 14 - 10 + roll.randint(-6, 6) - 8 * place)),
                f"https://p.scdn.co/mp3-preview/{roll.getrandbits(160):040x}" if roll.random() < 0.7 else "",
                f"{code[:2]}-{code[2:5]}-{code[5:7]}-{code[7:]}" if roll.random() < 0.2 else code,
                code,
                track.duration_s * 1000 + roll.randrange(1000),
                song.album_id,
                roll.choice(("en", "es", "ja", "")),
                lead.account_id,
                "37i9dQZF1E8" + "".join(roll.choices(_BASE62, k=11)),
                f"{track.released_on} 00:00:00",
            )


def _accounts(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    for account in vendor.accounts:
        spotify_id = account.artist.identifiers["spotify"]
        fans = vendor.followers[account.account_id]
        roll = dice(vendor.world.seed, "vendor", "spotify account", spotify_id)
        picture = f"https://i.scdn.co/image/{roll.getrandbits(128):032x}"
        newest = max((day for day in fans if day < drop_on), default=min(fans))
        yield (
            account.account_id,
            spotify_id,
            account.artist.name,
            min(100, account.artist.tier * 14 + roll.randint(-5, 5)),
            f"https://open.spotify.com/artist/{spotify_id}",
            fans[newest],
            f"{picture}640",
            f"{picture}320",
            f"{picture}160",
            f"{picture}header" if roll.random() < 0.5 else "",
            account.artist_id,
            f"{drop_on} 03:00:00",
        )


def _account_tracks(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    for credit in vendor.credits:
        if credit.track.released_on <= drop_on:
            since = f"{credit.track.released_on} 00:00:00"
            is_primary = "true" if credit.is_primary else "false"
            yield credit.credit_id, credit.account_id, credit.spotify_track_id, is_primary, since, since


def _albums(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    for song in _out(vendor, drop_on):
        yield song.album_id, song.track.name, song.track.released_on


def _links(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    yield from links_on(vendor.links, drop_on).items()


def _sounds(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    for sound in vendor.sounds:
        if sound.track.released_on <= drop_on:
            read = [reading.count for reading in vendor.readings(sound.sound_id) if reading.drop_on <= drop_on]
            track = sound.spotify_track_id
            yield sound.sound_id, sound.tiktok_id, sound.name, sound.author, track or "", read[-1] if read else ""


def _luminate_accounts(vendor: Vendor, drop_on: date) -> Iterator[Row]:
    thursday = week_ended(drop_on)
    if thursday > vendor.world.end_on:
        return
    for account in vendor.accounts:
        periods = vendor.periods(account.account_id, thursday)
        if not periods:
            continue
        figures: list[object] = []
        for region in (US, GLOBAL):
            each = periods[region]
            growth = round(100 * (each.this_period / each.last_period - 1), 1) if each.last_period else ""
            year, week = luminate_week(thursday)
            figures += [each.this_period, each.last_period, each.activity_to_date, growth, year, week]
        yield (
            account.luminate_row,
            f"AR{account.artist_id:010d}",
            account.account_id,
            f"{vendor.world.start_on - timedelta(days=200)} 00:00:00",
            f"{vendor.world.start_on - timedelta(days=400)} 00:00:00",
            f"{drop_on} 04:30:00",
            *figures,
        )
