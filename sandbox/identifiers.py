"""Ids as the platforms write them: Spotify 22 characters, YouTube 11, TikTok 19 digits, ISRC 12."""

import random
import string
from datetime import UTC, date, datetime, time

# Asked for by ISRC this one answers 410: several songs share it. No song of a world carries it.
BLACKLISTED_ISRC = "QZGSW2499999"

_BASE62 = string.digits + string.ascii_letters
_BASE64 = _BASE62 + "-_"


def isrc(country: str, year: int, index: int) -> str:
    """An ISRC that no other song of the world has."""
    return f"{country}GS{'ABCDEFGHJK'[index // 100_000 % 10]}{year % 100:02d}{index % 100_000:05d}"


def artist_identifiers(roll: random.Random) -> dict[str, str]:
    """One id for each platform on which an artist has an audience."""
    handle = _text(roll, string.ascii_lowercase, 10)
    return {
        "spotify": _text(roll, _BASE62, 22),
        "youtube": "UC" + _text(roll, _BASE64, 22),
        "instagram": handle,
        "tiktok": handle,
    }


def track_identifiers(roll: random.Random, released_on: date, uuid: str) -> dict[str, tuple[str, ...]]:
    """Ids for each platform, the default first: one or two on Spotify, one to four sounds on TikTok.

    Airplay has no ids of its own; its plots carry the song's uuid.
    """
    sounds = roll.randint(1, 4)
    return {
        "spotify": tuple(_text(roll, _BASE62, 22) for _ in range(2 if roll.random() < 0.2 else 1)),
        "youtube": (_text(roll, _BASE64, 11),),
        "shazam": (str(roll.randint(100_000_000, 999_999_999)),),
        "airplay": (uuid,),
        "tiktok": tuple(_sound(roll, released_on) for _ in range(sounds)),
    }


def link(platform: str, identifier: str) -> str:
    """Web address of a song's id on its platform."""
    forms = {
        "spotify": "https://open.spotify.com/track/{}",
        "youtube": "https://www.youtube.com/watch?v={}",
        "shazam": "https://www.shazam.com/track/{}",
        "tiktok": "https://www.tiktok.com/music/-{}",
        "instagram": "https://www.instagram.com/{}",
    }
    return forms.get(platform, "https://airplay.example/{}").format(identifier)


def _sound(roll: random.Random, released_on: date) -> str:
    """A TikTok sound id; its upper 32 bits are the second of its creation, within 60 days of the release."""
    # TikTok ids of before 2018 would be shorter than 19 digits; such songs got their sounds later
    day = max(released_on, date(2019, 1, 1))
    born = int(datetime.combine(day, time(), UTC).timestamp()) + roll.randrange(60 * 86_400)
    return str((born << 32) | roll.getrandbits(32))


def _text(roll: random.Random, alphabet: str, length: int) -> str:
    return "".join(roll.choices(alphabet, k=length))
