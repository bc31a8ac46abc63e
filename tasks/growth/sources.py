"""Where each field of an artist's snapshot comes from: the first source in order that this key may ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

SPOTIFY, SOUNDCHARTS, RECCOBEATS = "spotify", "soundcharts", "reccobeats"
# Sources that are no provider: weekly streams in the warehouse, and a file somebody brings in.
STREAMS, FILE = "streams", "file"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a field; ``feature`` is what the key must be allowed, None where nothing stands in the way."""

    code: str
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a snapshot as people call it, with its sources in order."""

    code: str
    name: str
    sources: tuple[Source, ...]


FIELDS = (
    Field("followers", "Followers", (Source(SPOTIFY, "artist_followers"), Source(SOUNDCHARTS))),
    Field("popularity", "Popularity", (Source(SPOTIFY, "artist_popularity"), Source(SOUNDCHARTS))),
    Field("markets", "Markets", (Source(SPOTIFY, "available_markets"), Source(SOUNDCHARTS))),
    Field("top_tracks", "Top tracks by market", (Source(SPOTIFY, "top_tracks"),)),
    Field(
        "track_popularity",
        "Popularity of tracks",
        (Source(SPOTIFY, "track_popularity"), Source(SOUNDCHARTS), Source(STREAMS)),
    ),
    Field(
        "audio",
        "Audio features",
        (Source(SPOTIFY, "audio_features"), Source(SOUNDCHARTS), Source(RECCOBEATS), Source(FILE)),
    ),
)
# What Spotify is asked once a day whether the key may use it: the features of fields, and reading several at once.
FEATURES = (
    *(source.feature for field in FIELDS for source in field.sources if source.feature is not None),
    "artists_batch",
    "tracks_batch",
)


def choose(field: Field, allowed: Mapping[str, bool], providers: Collection[str]) -> str | None:
    """The code of the first source that can be asked; None where none can.

    ``allowed``: what the key may use, by feature; what is not known is not allowed. ``providers`` can be asked at all.
    """
    for source in field.sources:
        if source.code in (STREAMS, FILE):
            return source.code
        if source.code in providers and (source.feature is None or allowed.get(source.feature, False)):
            return source.code
    return None


def chosen(allowed: Mapping[str, bool], providers: Collection[str]) -> dict[str, str | None]:
    """The source of every field, by its code."""
    return {field.code: choose(field, allowed, providers) for field in FIELDS}
