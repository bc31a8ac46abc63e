"""Tags of Last.fm: weights up to 100, by names, which it corrects as it thinks right."""

from tasks.identity.titles import titled
from tasks.providers.errors import NotFound
from tasks.providers.lastfm import LastFm
from tasks.providers.lastfm.records import TagAnswer
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.evidence_handler import Asked, Tag, Told


def ask_lastfm(asked: Asked, client: LastFm) -> Told:
    """Tags of a track or an artist. A title nobody tags is asked for once more without "feat." and "remastered"."""
    artist, _, title = asked.key.partition("\t")
    if asked.level == "artist":
        return _told(client.artist_tags(artist), artist, None)
    parts = titled(title)
    plain = parts.core if not parts.versions else title
    try:
        told = _told(client.track_tags(artist, title), artist, title)
    except NotFound:
        if plain == title:
            raise
        told = Told()
    if told.tags or plain == title:
        return told
    return _told(client.track_tags(artist, plain), artist, plain)


def _told(answer: TagAnswer, artist: str, title: str | None) -> Told:
    if answer.artist is not None and not is_same_artist(artist, answer.artist):
        return Told(why=f"Last.fm answers for the artist {answer.artist}")
    if title is not None and answer.title is not None and not is_same_title(title, answer.title):
        return Told(why=f"Last.fm answers for the track {answer.title}")
    return Told(tuple(Tag("tag", tag.name, tag.count) for tag in answer.tags))
