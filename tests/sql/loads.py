"""Loads a warehouse the way the cascade does: readings and credits through the areas' own stores."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import Engine, text

from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics, known_metrics, store_readings
from tasks.catalog.track import TrackMetadataHandler
from tasks.charts.store import store_platforms
from tasks.providers.reading import Reading
from tasks.providers.soundcharts.records import ArtistBrief, Song
from tasks.work.item import WorkItem

SPACE = UUID(int=20)
PLATFORMS = ("spotify", "youtube", "shazam", "airplay", "tiktok", "instagram")
Point = tuple[str, str, str, date, int]  # track or artist, metric code, identifier, day, value


class Loader:
    """Tracks are T1, T2, ..., artists are A1, A2, ...; entered when first named."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with engine.begin() as connection:
            store_platforms(connection, "soundcharts", {code: (code, ["audience"]) for code in PLATFORMS})
            enter_metrics(connection, load_metrics())
            self.metrics = {
                known.metric.code: known
                for group in known_metrics(connection, load_metrics()).values()
                for known in group
            }

    def entity_id(self, name: str) -> int:
        """Our number of a track or artist."""
        entity = "track" if name.startswith("T") else "artist"
        columns, values = ("name, credit_name", ":name, ''") if entity == "track" else ("name", ":name")
        given = {"name": name, "uuid": str(uuid5(SPACE, name))}
        with self.engine.begin() as connection:
            connection.execute(
                text(
                    f"insert into core.{entity} ({entity}_id_soundcharts, {columns}) values (:uuid, {values}) "
                    "on conflict do nothing"
                ),
                given,
            )
            found = connection.execute(
                text(f"select {entity}_id from core.{entity} where {entity}_id_soundcharts = :uuid"), given
            )
            number: int = found.scalar_one()
        return number

    def readings(self, points: Iterable[Point]) -> int:
        """Stores readings, entity by entity; number of new or changed ones."""
        by_entity: dict[str, list[Point]] = {}
        for point in points:
            by_entity.setdefault(point[0], []).append(point)
        changed = 0
        for name, mine in by_entity.items():
            item = work_item("track_audience" if name.startswith("T") else "artist_audience", self.entity_id(name))
            given = [
                (self.metrics[code], Reading("value", identifier, day, value, 0))
                for _, code, identifier, day, value in mine
            ]
            with self.engine.begin() as connection:
                changed += store_readings(connection, item, given, [None])
        return changed

    def credits(self, track: str, artists: Sequence[str]) -> None:
        """Stores the metadata of a track that names these artists."""
        uuid = uuid5(SPACE, track)
        briefs = [ArtistBrief(uuid5(SPACE, artist), artist) for artist in artists]
        item = work_item("track_metadata", self.entity_id(track))
        with self.engine.begin() as connection:
            TrackMetadataHandler().store(connection, item, Song(uuid, track, "", artists=briefs), [])


def work_item(kind: str, entity_id: int) -> WorkItem:
    """An item as it would be leased."""
    return WorkItem(0, kind, entity_id, "", "spotify", None, 1, None, None)  # type: ignore[arg-type]
