"""Schema core, events: what happened to artists besides their numbers, and whom they are like."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from db.schema.links import known_from
from db.schema.registry import PROVENANCE, loaded_at, metadata

event_kind = Table(
    "event_kind",
    metadata,
    Column("kind", Text, primary_key=True, comment="Short name, for example playlist_entry."),
    Column("name", Text, nullable=False, comment="Name for people."),
    Column(
        "direction", SmallInteger, nullable=False, comment="Which way it can move streams: 1 up, -1 down, 0 neither."
    ),
    Column("unit", Text, comment="What size counts: followers, spins, places, place; null without a size."),
    Column(
        "most_streams",
        Numeric,
        comment="So many streams a week one unit of size brings at the very most, by our estimate; null for kinds "
        "whose size makes no cause.",
    ),
    CheckConstraint("direction in (-1, 0, 1)", name="direction_known"),
    schema="core",
    comment="Kinds of events.",
    info={"natural_key": ["kind"]},
)

event = Table(
    "event",
    metadata,
    Column("event_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the event."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist it happened to."),
    Column(
        "track_id", ForeignKey("core.track.track_id"), comment="Track it happened to; null where it is the artist's."
    ),
    Column("kind", ForeignKey(event_kind.c.kind), nullable=False, comment="Kind of event."),
    Column("happened_on", Date, nullable=False, comment="Day it happened or began."),
    Column("until_on", Date, comment="Day it ended; null while it lasts, or where it is of one day."),
    Column("size", BigInteger, comment="How big, as first known: see unit; null where unknown."),
    Column("unit", Text, comment="What size counts: followers of the playlist, spins, places, place in the chart."),
    Column("country_code", Text, comment="Country, ISO 3166-1 alpha-2; null where there is none."),
    Column("title", Text, nullable=False, comment="Name of the playlist, station, chart or venue."),
    Column("source", ForeignKey("core.provider.provider"), nullable=False, comment="Provider that says so."),
    Column("identifier", Text, nullable=False, comment="The source's id of the playlist, station, chart or concert."),
    Column("answer_id", BigInteger, comment="raw.answer the row was read from.", info=PROVENANCE),
    known_from(),
    loaded_at(),
    UniqueConstraint(
        "artist_id",
        "track_id",
        "kind",
        "source",
        "identifier",
        "happened_on",
        name="uq_event_meaning",
        postgresql_nulls_not_distinct=True,
    ),
    Index("ix_event_artist_id_happened_on", "artist_id", "happened_on"),
    Index("ix_event_track_id_happened_on", "track_id", "happened_on"),
    schema="core",
    comment="What happened to artists and tracks: playlists, radio, charts, concerts. Read again it is the same.",
    info={"natural_key": ["artist_id", "track_id", "kind", "source", "identifier", "happened_on"]},
)

related_artist = Table(
    "related_artist",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("source", ForeignKey("core.provider.provider"), primary_key=True, comment="Provider that says so."),
    Column("related_id", Uuid, primary_key=True, comment="The source's uuid of the artist fans also like."),
    Column("related_name", Text, nullable=False, comment="Name of the artist fans also like."),
    Column(
        "related_artist_id",
        ForeignKey("core.artist.artist_id"),
        comment="Our number of the artist fans also like; null while we know none.",
    ),
    Column("place", Integer, nullable=False, comment="Place in the list, 1 is the nearest."),
    Column("read_on", Date, nullable=False, comment="Day the list was read."),
    loaded_at(),
    Index("ix_related_artist_related_artist_id", "related_artist_id"),
    schema="core",
    comment="Whom fans of an artist also like, as the provider lists it; a list that is read replaces the one before.",
    info={"natural_key": ["artist_id", "source", "related_id"]},
)
