"""What the vendor knows of a world's artists and songs, under internal numbers of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.cast import Artist, Track
from sandbox.seeded_random import dice
from sandbox.world import World

# Internal numbers of one kind never meet those of another: a join on the wrong key finds nothing.
_FIRST_NUMBER = {
    "account": 410_000,
    "artist": 61_000,
    "luminate account": 1_200_000,
    "sound": 9_300_000,
    "album": 23_400_000,
    "track": 88_100_000,
    "credit": 505_000_000,
    "song": 700_200_000,
}
_STRIDE = 17


@dataclass(frozen=True, slots=True)
class Account:
    """An artist on Spotify; `luminate_row` is None for those LUMINATE_ACCOUNTS does not know."""

    account_id: int
    artist_id: int
    artist: Artist
    luminate_row: int | None


@dataclass(frozen=True, slots=True)
class Song:
    """A unified song: one of the world's, with all Spotify tracks it truly is.

    `us_share` is the part of its streams that is heard in the United States; `has_video` that video is counted too.
    """

    song_id: int
    track: Track
    spotify_tracks: tuple[int, ...]
    album_id: int
    us_share: float
    has_video: bool


@dataclass(frozen=True, slots=True)
class Credit:
    """An account on a Spotify track; not primary when featured."""

    credit_id: int
    account_id: int
    spotify_track_id: int
    is_primary: bool
    track: Track


@dataclass(frozen=True, slots=True)
class Sound:
    """A TikTok sound of a song; about half of them name the Spotify track."""

    sound_id: int
    tiktok_id: str
    name: str
    author: str
    spotify_track_id: int | None
    track: Track


def number(seed: int, kind: str, index: int) -> int:
    """The internal number of the n-th thing of a kind."""
    return _FIRST_NUMBER[kind] + index * _STRIDE + dice(seed, "vendor", kind, index).randrange(_STRIDE)


def make_accounts(world: World) -> tuple[Account, ...]:
    """All artists; LUMINATE_ACCOUNTS knows five in six of them."""
    places = range(len(world.artists))
    unknown = set(dice(world.seed, "vendor", "unknown accounts").sample(places, len(places) // 6))
    return tuple(
        Account(
            number(world.seed, "account", place),
            number(world.seed, "artist", place),
            artist,
            None if place in unknown else number(world.seed, "luminate account", place),
        )
        for place, artist in enumerate(world.artists)
    )


def make_songs(world: World) -> tuple[Song, ...]:
    """All songs, the one the other provider deleted too."""
    songs, numbered = [], 0
    for place, track in enumerate(world.tracks):
        roll = dice(world.seed, "vendor", "song of", track.uuid)
        count = len(track.identifiers["spotify"])
        songs.append(
            Song(
                number(world.seed, "song", place),
                track,
                tuple(number(world.seed, "track", numbered + at) for at in range(count)),
                number(world.seed, "album", place),
                roll.uniform(0.35, 0.6) if track.home == "US" else roll.uniform(0.08, 0.3),
                place % 4 == 1,
            )
        )
        numbered += count
    return tuple(songs)


def make_credits(world: World, accounts: Sequence[Account], songs: Sequence[Song]) -> tuple[Credit, ...]:
    """Everyone credited on every Spotify track; "A feat. B" makes B a guest, "A & B" are both primary."""
    by_uuid = {account.artist.uuid: account for account in accounts}
    lines = []
    for song in songs:
        names = [by_uuid[artist].artist.name for artist in song.track.artists]
        has_guest = len(names) == 2 and song.track.credit_name == " feat. ".join(names)
        for spotify_track in song.spotify_tracks:
            for place, artist in enumerate(song.track.artists):
                is_primary = place == 0 or not has_guest
                lines.append((by_uuid[artist].account_id, spotify_track, is_primary, song.track))
    return tuple(Credit(number(world.seed, "credit", place), *line) for place, line in enumerate(lines))


def make_sounds(world: World, songs: Sequence[Song]) -> tuple[Sound, ...]:
    """All sounds of all songs, named as people name them."""
    sounds: list[Sound] = []
    for song in songs:
        lead = world.artist_by_uuid[song.track.artists[0]]
        for place, tiktok_id in enumerate(song.track.identifiers["tiktok"]):
            roll = dice(world.seed, "vendor", "sound of", tiktok_id)
            title, handle = song.track.name, lead.identifiers["tiktok"]
            name, author = (
                (title, lead.name)
                if place == 0
                else roll.choice(
                    (
                        (f"original sound - {title}", handle),
                        (f"{title} (sped up)", lead.name),
                        (f"{title} (slowed + reverb)", handle),
                        (title, handle),
                    )
                )
            )
            sounds.append(
                Sound(
                    number(world.seed, "sound", len(sounds)),
                    tiktok_id,
                    name,
                    author,
                    song.spotify_tracks[0] if roll.random() < 0.5 else None,
                    song.track,
                )
            )
    return tuple(sounds)
