"""Genre, style, mood and theme of TheAudioDB: written by users, and now and then about somebody else."""

from collections.abc import Sequence

from tasks.providers.theaudiodb import PROVIDER, TheAudioDb
from tasks.providers.theaudiodb.records import Row
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.recording_targets import recording_targets
from tasks.tags.tag_source import KnownItem, RawTag, Tag, TagAnswer, TagQuery, TagSource, TagTarget


def targets(item: KnownItem) -> list[TagTarget]:
    """The recording and every artist credited, by MusicBrainz' ids."""
    return recording_targets(PROVIDER.code, item)


def query_tags(query: TagQuery, client: TheAudioDb) -> TagAnswer:
    """The fields of a recording's or an artist's row, each as written."""
    if query.level == "artist":
        row = client.artist(query.key)
        if row.name is not None and not is_same_artist(query.name, row.name):
            return TagAnswer(why=f"TheAudioDB answers for the artist {row.name}")
        return _checked(row, query.key)
    row = client.track(query.key)
    if row.artist is not None and query.artists and not any(is_same_artist(one, row.artist) for one in query.artists):
        return TagAnswer(why=f"TheAudioDB answers for a track of {row.artist}")
    if row.name is not None and query.title is not None and not is_same_title(query.title, row.name):
        return TagAnswer(why=f"TheAudioDB answers for the track {row.name}")
    return _checked(row, query.key)


def _checked(row: Row, mbid: str) -> TagAnswer:
    if row.as_mbid is not None and row.as_mbid.casefold() != mbid.casefold():
        return TagAnswer(why=f"TheAudioDB answers for {row.as_mbid}")
    fields = {"genre": row.genre, "style": row.style, "mood": row.mood, "theme": row.theme}
    return TagAnswer(tuple(Tag(field, value, 1) for field, value in fields.items() if value))


def scale(tags: Sequence[RawTag]) -> list[tuple[RawTag, float]]:
    """Each field the same, shared among its tags."""
    fields = [tag.field for tag in tags]
    return [(tag, 1 / fields.count(tag.field)) for tag in tags]


SOURCE = TagSource(PROVIDER, targets, query_tags, scale)
