"""Genres and styles of Discogs: of albums, by names, without weights."""

from collections.abc import Sequence

from tasks.identity.titles import titled
from tasks.providers.discogs import PROVIDER, Discogs
from tasks.tags.answer_check import is_same_artist, is_same_title
from tasks.tags.tag_source import KnownItem, RawTag, Tag, TagAnswer, TagQuery, TagSource, TagTarget, named_target


def targets(item: KnownItem) -> list[TagTarget]:
    """The album, by names. A compilation's genres are not its songs'."""
    names = item.names
    if names is None or names.album is None:
        return []
    return [named_target(PROVIDER.code, "album", names.lead, names.album)]


def query_tags(query: TagQuery, client: Discogs) -> TagAnswer:
    """Genres and styles of the first album found that is the one asked for."""
    artist, _, title = query.key.partition("\t")
    found = client.search_albums(artist, titled(title).core)
    if not found:
        return TagAnswer(why="Discogs finds no such album")
    album = next(
        (
            one
            for one in found
            if not one.is_compilation and is_same_artist(artist, one.artist) and is_same_title(title, one.title)
        ),
        None,
    )
    if album is None:
        return TagAnswer(why=f"Discogs finds other albums only, the first is {found[0].title} by {found[0].artist}")
    genres = tuple(Tag("genre", genre, 1) for genre in album.genres)
    return TagAnswer(genres + tuple(Tag("style", style, 1) for style in album.styles))


def scale(tags: Sequence[RawTag]) -> list[tuple[RawTag, float]]:
    """Genres and styles alike."""
    return [(tag, 1.0) for tag in tags]


SOURCE = TagSource(PROVIDER, targets, query_tags, scale)
