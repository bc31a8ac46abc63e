"""What enrichment should find, from the sandbox's own library."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, text

from sandbox.library import LibraryTrack
from tests.enrich.running import library


@dataclass(frozen=True)
class Matched:
    """A heard item: the track it truly is, and the recording it was found to be."""

    track: LibraryTrack
    has_id: bool
    method: str
    recording: str | None


def matched(engine: Engine) -> Iterator[Matched]:
    """Every music item with its truth; by its id, else by its names."""
    by_names = {(track.name, library().artist_by_id[track.artists[0]].name): track for track in library().tracks}
    with engine.connect() as connection:
        rows = connection.execute(text(ITEMS)).all()
    for row in rows:
        known = (
            library().track_by_id[row.item_id_spotify] if row.item_id_spotify else by_names[row.name, row.artist_name]
        )
        yield Matched(known, row.item_id_spotify is not None, row.method, row.recording)


ITEMS = (
    "select h.item_id_spotify, h.name, h.artist_name, i.method, r.recording_id_musicbrainz::text as recording "
    "from core.heard_item h join core.item_recording i using (heard_item_id) "
    "left join core.recording r using (recording_id) where h.kind = 'music' order by 1, 2"
)
# How each thing ended, under names that do not depend on the order of work.
ENDS = (
    "select w.kind, coalesce(h.item_id_spotify, h.name, l.album_id_spotify, s.source || s.level || s.source_key), "
    "w.state, case when w.outcome = 'no_data' then w.outcome else 'has data' end "
    "from ops.work w "
    "left join core.heard_item h on w.kind in ('spotify_track', 'recording_match') and h.heard_item_id = w.entity_id "
    "left join core.catalog_album l on w.kind = 'spotify_album' and l.catalog_album_id = w.entity_id "
    "left join core.tag_target s on w.kind like 'tags%' and s.target_id = w.entity_id order by 1, 2, 3, 4"
)
