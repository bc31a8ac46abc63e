"""What goes wrong in the vendor's drops, as data: the truth knows each fault by name."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LateDay:
    """A song's figures of a day come `drops` drops later than they should."""

    song_id: int
    day: date
    drops: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """The drop `drop_on` says a song's day again: `scale` times what it said before, at most half a percent apart."""

    song_id: int
    day: date
    drop_on: date
    scale: float


@dataclass(frozen=True, slots=True)
class Takedown:
    """The platform took artificial streams away: `days` days from `first_on` are said again, 15 to 40 % lower."""

    song_id: int
    first_on: date
    days: int
    scale: float
    drop_on: date
    reason: str = "platform removed artificial streams"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows of a song's or sound's day stand twice in the drop `drop_on`, or again in it after an earlier one.

    Letter for letter: a later drop repeats the day it was updated on too.
    """

    table: str
    entity_id: int
    day: date
    drop_on: date


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """The drop `drop_on` comes without song figures; the next one holds `day` and its own."""

    day: date
    drop_on: date


@dataclass(frozen=True, slots=True)
class DoubleDay:
    """For these songs `missing_on` never comes, and the day after holds what both had."""

    missing_on: date
    song_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NegativeDay:
    """A real negative number: the day's streams times `scale`, and no day before it is said again."""

    song_id: int
    day: date
    scale: float


@dataclass(frozen=True, slots=True)
class BadRow:
    """One row more in a drop: that of a song's or sound's day, with `text` where `column` should be."""

    drop_on: date
    table: str
    column: str
    text: str
    entity_id: int
    day: date


@dataclass(frozen=True, slots=True)
class NeverLinked:
    """A song that no Spotify track is linked to, ever."""

    song_id: int


@dataclass(frozen=True, slots=True)
class LateLink:
    """A song whose Spotify tracks are linked from the drop `drop_on` on, `weeks` weeks late."""

    song_id: int
    drop_on: date
    weeks: int


@dataclass(frozen=True, slots=True)
class Relink:
    """From the drop `drop_on` on a Spotify track is linked to another song, wrongly."""

    spotify_track_id: int
    song_id: int
    other_song_id: int
    drop_on: date


@dataclass(frozen=True, slots=True)
class ThinLinks:
    """An account of which most songs are never linked: its own total explains more than its songs'."""

    account_id: int
    song_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkFaults:
    """What goes wrong between Spotify tracks and songs."""

    never: tuple[NeverLinked, ...]
    late: tuple[LateLink, ...]
    relinks: tuple[Relink, ...]
    thin: tuple[ThinLinks, ...]


@dataclass(frozen=True, slots=True)
class FeedFaults:
    """What goes wrong with the daily figures of songs; `renamed_drop` has THIS_DAY under another name."""

    renamed_drop: date
    skipped: tuple[SkippedDay, ...]
    doubles: tuple[DoubleDay, ...]
    negatives: tuple[NegativeDay, ...]
    takedowns: tuple[Takedown, ...]
    late: tuple[LateDay, ...]
    restatements: tuple[Restatement, ...]
    repeats: tuple[Repeat, ...]
    bad_rows: tuple[BadRow, ...]
