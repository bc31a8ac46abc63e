"""Genres and styles of Discogs: of albums, by names, without weights."""

from tasks.identity.titles import titled
from tasks.providers.discogs import Discogs
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.evidence_handler import Asked, Tag, Told


def ask_discogs(asked: Asked, client: Discogs) -> Told:
    """Genres and styles of the first album found that is the one asked for."""
    artist, _, title = asked.key.partition("\t")
    found = client.search_albums(artist, titled(title).core)
    if not found:
        return Told(why="Discogs finds no such album")
    album = next(
        (
            one
            for one in found
            if not one.is_compilation and is_same_artist(artist, one.artist) and is_same_title(title, one.title)
        ),
        None,
    )
    if album is None:
        return Told(why=f"Discogs finds other albums only, the first is {found[0].title} by {found[0].artist}")
    genres = tuple(Tag("genre", genre, 1) for genre in album.genres)
    return Told(genres + tuple(Tag("style", style, 1) for style in album.styles))
