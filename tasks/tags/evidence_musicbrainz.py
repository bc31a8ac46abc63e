"""Tags of MusicBrainz: votes, by id, so nothing is confused."""

from tasks.providers.musicbrainz import MusicBrainz
from tasks.tags.evidence_handler import Asked, Tag, Told


def ask_musicbrainz(asked: Asked, client: MusicBrainz) -> Told:
    """Votes for a recording, a release with its group, or an artist."""
    ask = {"track": client.recording_tags, "album": client.release_tags, "artist": client.artist_tags}[asked.level]
    return Told(tuple(Tag("tag", tag.name, tag.count) for tag in ask(asked.key)))
