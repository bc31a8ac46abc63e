"""What ReccoBeats tells, typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AudioFeatures:
    """Audio features of a Spotify track; None where nothing is told. Tempo in beats a minute, loudness in decibels."""

    track_id_spotify: str
    danceability: float | None
    energy: float | None
    valence: float | None
    tempo_bpm: float | None
    acousticness: float | None
    speechiness: float | None
    instrumentalness: float | None
    liveness: float | None
    loudness_db: float | None
    key: int | None
    mode: int | None
