"""What a row says: which item was heard, and in which circumstances."""

import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from tasks.readers.history.names import Form

Kind = Literal["music", "podcast", "audiobook", "unknown"]

# Longer words would not fit an index; nobody's device or reason is longer, and an item with an id keeps its name whole.
LONGEST_NAME_WITHOUT_ID = 200
LONGEST_CIRCUMSTANCE = 100
_LOCAL_FILE = "spotify:local:"
_URI = re.compile(r"spotify:[a-z]+:([0-9A-Za-z]{22})")
# What Spotify writes where it does not know the country.
_NO_COUNTRY = "ZZ"


class Item(NamedTuple):
    """``id`` is Spotify's, 22 characters, or None: then names alone tell items apart."""

    kind: Kind
    id: str | None
    name: str | None
    artist: str | None
    album: str | None


class Context(NamedTuple):
    """Circumstances of a play, in the order of core.play_context."""

    form: Form
    is_video: bool
    platform: str | None
    country: str | None
    reason_start: str | None
    reason_end: str | None
    shuffle: bool | None
    skipped: bool | None
    offline: bool | None
    incognito: bool | None


# Nearly all rows are of tracks, whose item these alone name; rows without the first are of something else.
track_fields: Callable[[Any], tuple[Any, ...]] = attrgetter(
    "spotify_track_uri",
    "master_metadata_track_name",
    "master_metadata_album_artist_name",
    "master_metadata_album_album_name",
)
# The fields of a row that name its item, and those that tell its circumstances, as one tuple each.
item_fields: dict[Form, Callable[[Any], tuple[Any, ...]]] = {
    "extended": attrgetter(
        "spotify_track_uri",
        "master_metadata_track_name",
        "master_metadata_album_artist_name",
        "master_metadata_album_album_name",
        "spotify_episode_uri",
        "episode_name",
        "episode_show_name",
        "audiobook_uri",
        "audiobook_title",
        "audiobook_chapter_uri",
        "audiobook_chapter_title",
    ),
    "account": attrgetter(
        "track_name",
        "artist_name",
        "episode_name",
        "podcast_name",
        "chapter_name",
        "author_name",
        "audiobook_name",
    ),
}
context_fields: Callable[[Any], tuple[Any, ...]] = attrgetter(
    "platform",
    "conn_country",
    "reason_start",
    "reason_end",
    "shuffle",
    "skipped",
    "offline",
    "incognito_mode",
)


def item_of(fields: tuple[Any, ...], form: Form) -> Item:
    """The item that ``item_fields`` of a row tell of."""
    if form == "account":
        track, artist, episode, podcast, chapter, author, book = fields
        track_uri = album = episode_uri = book_uri = chapter_uri = None
    else:
        track_uri, track, artist, album, episode_uri, episode, podcast, book_uri, book, chapter_uri, chapter = fields
        author = None
    if track_uri:
        return _item("music", track_uri, track, artist, album)
    if episode_uri:
        return _item("podcast", episode_uri, episode, podcast, None)
    if chapter_uri or book_uri:
        return _item("audiobook", chapter_uri or book_uri, chapter, author, book)
    if track or artist or album:
        return _item("music", None, track, artist, album)
    if episode or podcast:
        return _item("podcast", None, episode, podcast, None)
    if chapter or book or author:
        return _item("audiobook", None, chapter, author, book)
    return Item("unknown", None, None, None, None)


def is_local_file(fields: tuple[Any, ...]) -> bool:
    """Whether these fields of a row tell of a file of the listener's own, played in Spotify's program."""
    return any(field is not None and field.startswith(_LOCAL_FILE) for field in fields)


def track_of(fields: tuple[Any, ...]) -> Item | None:
    """The item that ``track_fields`` of a row tell of; None where it is no track with an address."""
    uri, track, artist, album = fields
    return _item("music", uri, track, artist, album) if uri else None


def context_of(fields: tuple[Any, ...] | None, form: Form, *, is_video: bool) -> Context:
    """The circumstances that ``context_fields`` of a row tell of; an account row tells of none."""
    if fields is None:
        return Context(form, is_video, None, None, None, None, None, None, None, None)
    platform, country, start, end, shuffle, skipped, offline, incognito = fields
    known = country if country and country.upper() != _NO_COUNTRY else None
    return Context(
        form,
        is_video,
        _words(platform),
        _words(known),
        _words(start),
        _words(end),
        shuffle,
        skipped,
        offline,
        incognito,
    )


def _item(kind: Kind, uri: str | None, name: str | None, artist: str | None, album: str | None) -> Item:
    match = _URI.fullmatch(uri) if uri else None
    longest = None if match else LONGEST_NAME_WITHOUT_ID
    names = (_words(name, longest), _words(artist, longest), _words(album, longest))
    return Item(kind, match[1] if match else None, *names)


def _words(text: str | None, longest: int | None = LONGEST_CIRCUMSTANCE) -> str | None:
    """Text as Postgres can hold it; an empty one says nothing."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}")[:longest] if text else None
