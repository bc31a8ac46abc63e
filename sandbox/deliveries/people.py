"""What the label's people would enter about a world: the roster of artists, and the sounds they know of.

`roster.csv` (link, label, team) holds every artist, links in the forms people paste; `sounds.csv` (artist, sound,
track) four sounds in five, the others are left to be found.
"""

import csv
from pathlib import Path

from sandbox.deliveries.arrivals import arrival
from sandbox.deliveries.catalogue import Account
from sandbox.deliveries.vendor import Vendor
from sandbox.seeded_random import dice

LABELS = ("Tidemark", "Low Lantern", "Paperboat")
TEAMS = ("Frontline", "Frontline", "International", "Catalogue")
KNOWN_SHARE = 0.8


def write_lists(vendor: Vendor, folder: Path) -> tuple[Path, Path]:
    """Write both lists into a folder; their paths."""
    roster, sounds = folder / "roster.csv", folder / "sounds.csv"
    _write(roster, ("link", "label", "team"), [roster_line(vendor, account) for account in vendor.accounts])
    _write(sounds, ("artist", "sound", "track"), sound_lines(vendor))
    return roster, sounds


def roster_line(vendor: Vendor, account: Account) -> tuple[str, str, str]:
    """Link, label and team of an artist."""
    roll = dice(vendor.world.seed, "roster", account.artist.uuid)
    spotify = account.artist.identifiers["spotify"]
    form = roll.choice(
        (
            "https://open.spotify.com/artist/{}",
            "https://open.spotify.com/intl-de/artist/{}?si=4f1c2a9b0d3e4f5a",
            "open.spotify.com/artist/{}/",
            "spotify:artist:{}",
        )
    )
    return form.format(spotify), roll.choice(LABELS), roll.choice(TEAMS)


def sound_lines(vendor: Vendor) -> list[tuple[str, str, str]]:
    """Artist, sound and, where its Spotify track is linked to a song, the track of most sounds."""
    seed = vendor.world.seed
    linked = vendor.links_known(arrival(vendor.world.end_on))
    track_ids = {
        number: spotify
        for song in vendor.songs()
        for number, spotify in zip(song.spotify_tracks, song.track.identifiers["spotify"], strict=True)
    }
    lines = []
    for sound in vendor.sounds:
        if dice(seed, "known sound", sound.tiktok_id).random() >= KNOWN_SHARE:
            continue
        artist = vendor.world.artist_by_uuid[sound.track.artists[0]]
        track = sound.spotify_track_id
        named = track_ids[track] if track is not None and track in linked else ""
        lines.append(
            (
                f"https://open.spotify.com/artist/{artist.identifiers['spotify']}",
                f"https://www.tiktok.com/music/-{sound.tiktok_id}",
                f"spotify:track:{named}" if named else "",
            )
        )
    return lines


def _write(path: Path, heading: tuple[str, ...], lines: list[tuple[str, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *lines])
