"""What Soundcharts answers, typed. Fields that can be missing are optional; unknown ones are ignored."""

from typing import Annotated, Any
from uuid import UUID

import msgspec

from tasks.providers.wire_types import Count, Moment, Name, Place, Total, Whole, Word


class Record(msgspec.Struct, rename="camel"):
    """A piece of an answer, its names in camel case on the wire."""


class Page(Record):
    """Where in a collection a page lies; ``total`` items in all."""

    total: Total


class Collection(Record):
    """A page of anything. Items stay raw so that one bad item does not spoil the others.

    ``related`` is the entity the items belong to, where there is one. Older answers carry no ``page``.
    """

    items: list[msgspec.Raw]
    related: msgspec.Raw = msgspec.Raw()
    page: Page | None = None


class Platform(Record):
    code: Word
    name: Name


class ChartMetric(Record):
    type: str


class Chart(Record):
    """A song chart; an empty ``country_code`` means worldwide."""

    slug: Word
    name: Name
    platform: Word
    frequency: str
    country_code: str | None = None
    city_name: str | None = None
    max_results_count: Whole | None = None
    web_url: str | None = None
    metric: ChartMetric | None = None


class RankingHead(Record):
    chart: Chart
    date: Moment


class SongBrief(Record):
    uuid: UUID
    name: Name
    credit_name: Name
    image_url: str | None = None


class RankingEntry(Record):
    """A place in a ranking. ``old_position`` 0 or null: not in the ranking before."""

    song: SongBrief
    position: Place
    metric: Count | None = None
    entry_date: Moment | None = None
    old_position: Place | None = None
    time_on_chart: Whole | None = None
    time_on_chart_unit: str | None = None


class Isrc(Record):
    value: Word | None = None


class ArtistBrief(Record):
    uuid: UUID
    name: Name
    slug: str | None = None
    image_url: str | None = None


class Song(Record):
    """A song's metadata. ``duration`` in whole seconds; ``explicit`` false also means unknown."""

    uuid: UUID
    name: Name
    credit_name: Name
    artists: list[ArtistBrief] | None = None
    isrc: Isrc | None = None
    release_date: Moment | None = None
    copyright: str | None = None
    image_url: str | None = None
    duration: Whole | None = None
    explicit: bool | None = None
    genres: list[Any] | None = None
    labels: list[Any] | None = None
    audio: dict[str, Any] | None = None
    language_code: str | None = None
    distributor: str | None = None


class Artist(Record):
    """An artist's metadata. ``genres`` are strings or objects with root and sub, depending on the version."""

    uuid: UUID
    name: Name
    slug: str | None = None
    image_url: str | None = None
    country_code: str | None = None
    city_name: str | None = None
    type: str | None = None
    gender: str | None = None
    birth_date: Moment | None = None
    career_stage: str | None = None
    biography: str | None = None
    genres: list[Any] | None = None


class Plot(Record):
    """A reading of one platform id."""

    value: Count | None = None
    identifier: Word = Word("")


class SongAudienceDay(Record):
    date: Moment
    plots: list[Plot]


class ArtistAudienceDay(Record):
    """Readings of an artist's account; a platform fills only some."""

    date: Moment
    follower_count: Count | None = None
    like_count: Count | None = None
    view_count: Count | None = None
    post_count: Count | None = None


class CountryPlot(Record):
    """The part of a day's value that is of one country."""

    value: Count
    country_code: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]


class ListeningDay(Record):
    """Listeners of a day, with their countries on some days; each raw, so that a bad one costs itself alone."""

    date: Moment
    value: Count | None = None
    country_plots: list[msgspec.Raw] | None = None


class Enveloped(Record):
    """A single object."""

    object: msgspec.Raw
