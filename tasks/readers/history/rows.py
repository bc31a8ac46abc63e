"""Rows as the export writes them. Fields not named here, above all personal ones, are never read."""

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct, field

from tasks.readers.history.errors import HistoryRefused
from tasks.readers.history.names import Form

# A longest name is generous; Postgres holds no more than 2 GB of milliseconds, 24 days, in one integer.
Words = Annotated[str, Meta(max_length=2000)] | None
Milliseconds = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Timestamp = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | None


class ExtendedRow(Struct, gc=False):
    """A row of the extended history; ``ts`` is the end of the play (UTC)."""

    ts: str
    ms_played: Milliseconds
    platform: Words = None
    conn_country: Words = None
    master_metadata_track_name: Words = None
    master_metadata_album_artist_name: Words = None
    master_metadata_album_album_name: Words = None
    spotify_track_uri: Words = None
    episode_name: Words = None
    episode_show_name: Words = None
    spotify_episode_uri: Words = None
    audiobook_title: Words = None
    audiobook_uri: Words = None
    audiobook_chapter_uri: Words = None
    audiobook_chapter_title: Words = None
    reason_start: Words = None
    reason_end: Words = None
    shuffle: bool | None = None
    skipped: bool | None = None
    offline: bool | None = None
    offline_timestamp: Timestamp = None
    incognito_mode: bool | None = None


class AccountRow(Struct, gc=False):
    """A row of the account data of one year; ``ts`` is the minute in which the play ended (UTC)."""

    ts: str = field(name="endTime")
    ms_played: Milliseconds = field(name="msPlayed")
    artist_name: Words = field(name="artistName", default=None)
    track_name: Words = field(name="trackName", default=None)
    podcast_name: Words = field(name="podcastName", default=None)
    episode_name: Words = field(name="episodeName", default=None)
    author_name: Words = field(name="authorName", default=None)
    audiobook_name: Words = field(name="audiobookName", default=None)
    chapter_name: Words = field(name="chapterName", default=None)


Row = ExtendedRow | AccountRow
TYPES: dict[Form, type[Row]] = {"extended": ExtendedRow, "account": AccountRow}
_ALL: dict[Form, Any] = {form: msgspec.json.Decoder(list[kind]) for form, kind in TYPES.items()}  # type: ignore[valid-type]
_ONE: dict[Form, Any] = {form: msgspec.json.Decoder(kind) for form, kind in TYPES.items()}
_RAW = msgspec.json.Decoder(list[Raw])
_ANY = msgspec.json.Decoder()
_KEPT = {found.encode_name for kind in TYPES.values() for found in msgspec.structs.fields(kind)}


# Half of a character, written as \\ud83c without its other half; whole ones and escaped backslashes are the group.
_LONE_SURROGATE = re.compile(
    rb"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
NO_TEXT = "It holds bytes that are no UTF-8, or half of a character; was the file saved anew in another encoding?"


class Reject(Struct, frozen=True):
    """A row refused: its number in the file from 1, what it said without personal fields, and why."""

    line: int
    item: Any
    reason: str


def decode(piece: bytes, form: Form, first_line: int) -> tuple[list[Row], list[int] | None, list[Reject]]:
    """Rows of a JSON array, their numbers in the file (None: one after the other), and those that can't be read.

    Raises msgspec.DecodeError where the text is no JSON, HistoryRefused where it is no array.
    """
    try:
        return _ALL[form].decode(piece), None, []
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        pass
    except msgspec.DecodeError:
        marked = _LONE_SURROGATE.sub(lambda match: match[0] if match[1] else b"\xff", piece)
        if marked == piece:
            raise
        piece = marked
    try:
        raws = _RAW.decode(piece)
    except msgspec.ValidationError:
        raise HistoryRefused("its top level is not a list of rows") from None
    except RecursionError:
        raise HistoryRefused("it is nested too deep for a list of rows") from None
    rows: list[Row] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    one = _ONE[form]
    for line, raw in enumerate(raws, first_line):
        try:
            rows.append(one.decode(raw))
            lines.append(line)
        except msgspec.ValidationError as error:
            rejects.append(Reject(line, shown(_readable(raw)), f"{error}."))
        except UnicodeDecodeError:
            rejects.append(Reject(line, shown(_readable(raw)), NO_TEXT))
    return rows, lines, rejects


def _readable(raw: Raw) -> Any:
    return _ANY.decode(bytes(raw).decode("utf-8", "replace"))


def shown(row: Any) -> Any:
    """What is kept of a row that can't be read: fields we know, which hold no person, and plain values in them."""
    if not isinstance(row, dict):
        return f"({type(row).__name__})"
    return {name: _plain(value) for name, value in row.items() if name in _KEPT}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value[:2000]
    return value if value is None or isinstance(value, bool | int | float) else f"({type(value).__name__})"
