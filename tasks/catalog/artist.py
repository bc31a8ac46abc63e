"""Work of kind artist_metadata: who an artist is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from db.statements import statement
from tasks.catalog.track import as_json
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.records import Artist
from tasks.work.item import Ending, WorkItem


class ArtistMetadataHandler:
    """Fetches an artist's metadata and completes the artist."""

    def fetch(self, item: WorkItem, client: Soundcharts) -> Artist:
        """The artist."""
        return client.artist(UUID(item.entity_key))

    def store(self, connection: Connection, item: WorkItem, fetched: Artist, answers: Sequence[int | None]) -> Ending:
        """The artist's row; genres come as words or as {root, sub}, both are kept as {root, sub}."""
        genres = (
            [{"root": genre, "sub": []} if isinstance(genre, str) else genre for genre in fetched.genres]
            if fetched.genres is not None
            else None
        )
        given = {
            "artist_id": item.entity_id,
            "name": fetched.name,
            "slug": fetched.slug,
            "image_url": fetched.image_url,
            "country_code": fetched.country_code,
            "city_name": fetched.city_name,
            "artist_type": fetched.type,
            "gender": fetched.gender,
            "birth_on": fetched.birth_date.date() if fetched.birth_date else None,
            "career_stage": fetched.career_stage,
            "biography": fetched.biography,
            "genres": as_json(genres),
        }
        changed = connection.execute(statement("catalog/artist"), given).rowcount
        return Ending("stored" if changed else "unchanged", rows=1)

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The artist is gone, or metadata is not in the plan: the credit is all there is."""
        return Ending("no_data" if failure in ("not_found", "gone") else "not_offered", reason)
