"""Genre, style, mood and theme of TheAudioDB: written by users, and now and then about somebody else."""

from tasks.providers.theaudiodb import TheAudioDb
from tasks.providers.theaudiodb.records import Row
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.evidence_handler import Asked, Tag, Told


def ask_theaudiodb(asked: Asked, client: TheAudioDb) -> Told:
    """The fields of a recording's or an artist's row, each as written."""
    if asked.level == "artist":
        row = client.artist(asked.key)
        if row.name is not None and not is_same_artist(asked.name, row.name):
            return Told(why=f"TheAudioDB answers for the artist {row.name}")
        return _told(row, asked.key)
    row = client.track(asked.key)
    if row.artist is not None and asked.artists and not any(is_same_artist(one, row.artist) for one in asked.artists):
        return Told(why=f"TheAudioDB answers for a track of {row.artist}")
    if row.name is not None and asked.title is not None and not is_same_title(asked.title, row.name):
        return Told(why=f"TheAudioDB answers for the track {row.name}")
    return _told(row, asked.key)


def _told(row: Row, mbid: str) -> Told:
    if row.as_mbid is not None and row.as_mbid.casefold() != mbid.casefold():
        return Told(why=f"TheAudioDB answers for {row.as_mbid}")
    fields = {"genre": row.genre, "style": row.style, "mood": row.mood, "theme": row.theme}
    return Told(tuple(Tag(field, said, 1) for field, said in fields.items() if said))
