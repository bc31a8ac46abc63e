"""Work of kind audio_features: what ReccoBeats measured of the tracks of an artist that nobody else has told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from tasks.growth.audio_store import AudioProfile, put_profiles
from tasks.providers.errors import BadRequest, Forbidden
from tasks.providers.reccobeats import ReccoBeats
from tasks.providers.reccobeats.client import BATCH
from tasks.work.item import Ending, WorkItem


@dataclass(frozen=True, slots=True)
class AudioFeaturesHandler:
    """``tracks``: Spotify ids of the tracks without a profile, by artist."""

    tracks: Mapping[int, Sequence[str]]
    day: date

    def fetch(self, item: WorkItem, client: ReccoBeats) -> list[AudioProfile]:
        """Profiles of those tracks it knows."""
        ids = self.tracks.get(item.entity_id, ())
        return [
            AudioProfile.of_reccobeats(features)
            for start in range(0, len(ids), BATCH)
            for features in client.audio_features(ids[start : start + BATCH])
        ]

    def store(
        self, connection: Connection, item: WorkItem, fetched: list[AudioProfile], answers: Sequence[int | None]
    ) -> Ending:
        """The profiles; tracks it does not know stay without one and are asked for again when that is stale."""
        if not fetched:
            return Ending("no_data", "ReccoBeats knows none of the artist's tracks that lack a profile")
        changed = put_profiles(connection, "reccobeats", self.day, fetched)
        return Ending("stored" if changed else "unchanged", rows=changed)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """It is not open to us, or knows no such thing."""
        offered = failure not in (BadRequest.failure, Forbidden.failure)
        return Ending("no_data" if offered else "not_offered", reason)
