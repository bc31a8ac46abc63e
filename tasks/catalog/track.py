"""Work of kind track_metadata: what a song is, and who is credited on it."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from db.statements import statement
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.records import Song
from tasks.work.item import Ending, WorkItem


def as_json(value: object) -> str | None:
    """JSON text for a jsonb column; None stays null rather than JSON's null."""
    return None if value is None else msgspec.json.encode(value).decode()


class TrackMetadataHandler:
    """Fetches a song's metadata, completes the track and links its artists."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> Song:
        """The song."""
        return client.song(UUID(item.entity_key))

    def store(self, connection: Connection, item: WorkItem, fetched: Song, answers: Sequence[int | None]) -> Ending:
        """Track, artists and credits. A song that names no artists keeps the credits known before."""
        given = {
            "track_id": item.entity_id,
            "name": fetched.name,
            "credit_name": fetched.credit_name,
            "image_url": fetched.image_url,
            "isrc": fetched.isrc.value if fetched.isrc else None,
            "release_on": fetched.release_date.date() if fetched.release_date else None,
            "duration_s": fetched.duration,
            "is_explicit": fetched.explicit,
            "language_code": fetched.language_code,
            "copyright": fetched.copyright,
            "distributor": fetched.distributor,
            "labels": as_json(fetched.labels),
            "genres": as_json(fetched.genres),
            "audio": as_json(fetched.audio),
        }
        changed = connection.execute(statement("catalog/track"), given).rowcount
        artists = fetched.artists or []
        if artists:
            thin = {
                "uuids": [str(artist.uuid) for artist in artists],
                "names": [artist.name for artist in artists],
                "slugs": [artist.slug for artist in artists],
                "image_urls": [artist.image_url for artist in artists],
            }
            connection.execute(statement("catalog/thin_artists"), thin)
            credits = {"track_id": item.entity_id, "uuids": thin["uuids"]}
            changed += connection.execute(statement("catalog/credits"), credits).scalar_one()
        reason = None if artists else "the provider names no artists for it"
        return Ending("stored" if changed else "unchanged", reason, rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The song is gone, or metadata is not in the plan: the chart row is all there is."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)
