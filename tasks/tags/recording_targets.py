"""Targets of sources that know MusicBrainz' ids. Pure."""

from tasks.identity.release import VARIOUS_ARTISTS
from tasks.tags.tag_source import KnownItem, TagTarget


def recording_targets(source: str, item: KnownItem) -> list[TagTarget]:
    """The recording and every artist credited; "Various Artists" is nobody. Empty for an item without recording."""
    if item.recording is None:
        return []
    found = [TagTarget(source, "track", item.recording, f"{item.recording_name} – {item.credit_name}")]
    found += [
        TagTarget(source, "artist", artist_id, artist)
        for artist_id, artist in zip(item.artist_ids, item.artist_names, strict=True)
        if artist_id != VARIOUS_ARTISTS
    ]
    return found
