"""What Soundcharts answers about playlists, radio, charts, concerts, popularity and similar artists, typed.

Of radio, concerts, current figures and TikTok sounds no recording is public: their members are those that public
clients read, and all but what names the thing may be missing.
"""

from uuid import UUID

import msgspec

from tasks.providers.soundcharts.records import Chart, Record, SongBrief
from tasks.providers.wire_types import Count, Moment, Name, Place, Whole, Word


class Playlist(Record):
    """A playlist; an empty ``country_code`` means none. ``latest_subscriber_count`` is of its last reading."""

    uuid: UUID
    name: Name
    platform: Word
    identifier: Word | None = None
    type: str | None = None
    country_code: str | None = None
    latest_subscriber_count: Count | None = None
    latest_track_count: Count | None = None


class PlaylistPlace(Record):
    """A song's stay on a playlist; ``exit_date`` null while it lasts. Asked of a song, ``song`` is not repeated."""

    playlist: Playlist
    entry_date: Moment | None = None
    exit_date: Moment | None = None
    position: Place | None = None
    peak_position: Place | None = None
    song: SongBrief | None = None


class Radio(Record):
    slug: Word
    name: Name
    country_code: str | None = None
    city_name: str | None = None


class RadioSpins(Record):
    """How often a station played a song, or songs of an artist, in the days asked for."""

    radio: Radio
    play_count: Count
    song: SongBrief | None = None


class ChartPlace(Record):
    """A song's place in a chart; 0 once it has left."""

    chart: Chart
    position: Whole
    song: SongBrief | None = None
    entry_date: Moment | None = None
    rank_date: Moment | None = None
    peak_position: Whole | None = None


class Venue(Record):
    name: Name | None = None
    city_name: str | None = None
    country_code: str | None = None
    capacity: Count | None = None


class Concert(Record):
    """A concert, festival or online event, past or to come. Its name may stand with the festival or the venue."""

    date: Moment
    uuid: UUID | None = None
    type: str | None = None
    name: Name | None = None
    end_date: Moment | None = None
    venue: Venue | None = None
    festival: Venue | None = None


class PopularityDay(Record):
    """Popularity of a day, 0 to 100; days are missing."""

    date: Moment
    value: Count | None = None


class CurrentFigure(Record):
    """A figure as it stands: ``evolution`` is its change over the period asked for."""

    platform: Word
    value: float | None = None
    evolution: float | None = None
    percent_evolution: float | None = None
    date: Moment | None = None


class CurrentStats(Record):
    """Everything that is known now, in one call; a group that the plan lacks is empty."""

    social: list[CurrentFigure] = msgspec.field(default_factory=list)
    audience: list[CurrentFigure] = msgspec.field(default_factory=list)
    streaming: list[CurrentFigure] = msgspec.field(default_factory=list)
    popularity: list[CurrentFigure] = msgspec.field(default_factory=list)


class SongHead(Record):
    """A song in an artist's list."""

    uuid: UUID
    name: Name
    credit_name: Name
    release_date: Moment | None = None


class TiktokSound(Record):
    """A TikTok sound; title and author may be empty."""

    identifier: Word
    title: str = ""
    author_name: str = ""
    video_count: Count | None = None
