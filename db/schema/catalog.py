"""Schema core, catalogue: albums, their whole track lists and artists as Spotify's catalogue tells them."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Identity, Index, Integer, SmallInteger, Table, Text

from db.schema.registry import PROVENANCE, loaded_at, metadata

catalog_album = Table(
    "catalog_album",
    metadata,
    Column("catalog_album_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the album."),
    Column("album_id_spotify", Text, nullable=False, unique=True, comment="Spotify's id, 22 characters."),
    Column("name", Text, nullable=False, comment="Title."),
    Column("album_type", Text, comment="album, single or compilation."),
    Column("release_on", Date, comment="Release day; the first of month or year where only that is known."),
    Column("track_count", Integer, comment="Tracks the catalogue counts; null where it does not say."),
    Column("listed_at", DateTime(timezone=True), comment="When its track list was read (UTC).", info=PROVENANCE),
    loaded_at(),
    schema="core",
    comment="Albums of Spotify's catalogue. Complete when as many tracks are known as are counted.",
    info={"natural_key": ["album_id_spotify"]},
)

catalog_track = Table(
    "catalog_track",
    metadata,
    Column("catalog_track_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the track."),
    Column("track_id_spotify", Text, nullable=False, unique=True, comment="Spotify's id, 22 characters."),
    Column("name", Text, nullable=False, comment="Title."),
    Column("isrc", Text, comment="ISRC without separators; null where the catalogue has none or was not asked."),
    Column("duration_ms", Integer, comment="Length, milliseconds; null where unknown."),
    Column("catalog_album_id", ForeignKey(catalog_album.c.catalog_album_id), comment="Album it is on."),
    Column("disc_number", SmallInteger, comment="Disc, from 1."),
    Column("track_number", SmallInteger, comment="Place on the disc, from 1."),
    loaded_at(),
    Index("ix_catalog_track_catalog_album_id", "catalog_album_id"),
    Index("ix_catalog_track_isrc", "isrc"),
    schema="core",
    comment="Tracks of Spotify's catalogue: those heard, and all others of their albums.",
    info={"natural_key": ["track_id_spotify"]},
)

catalog_artist = Table(
    "catalog_artist",
    metadata,
    Column("catalog_artist_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the artist."),
    Column("artist_id_spotify", Text, nullable=False, unique=True, comment="Spotify's id, 22 characters."),
    Column("name", Text, nullable=False, comment="Name."),
    loaded_at(),
    schema="core",
    comment="Artists of Spotify's catalogue.",
    info={"natural_key": ["artist_id_spotify"]},
)

catalog_track_artist = Table(
    "catalog_track_artist",
    metadata,
    Column(
        "catalog_track_id", ForeignKey(catalog_track.c.catalog_track_id), primary_key=True, comment="Track credited on."
    ),
    Column(
        "catalog_artist_id",
        ForeignKey(catalog_artist.c.catalog_artist_id),
        primary_key=True,
        comment="Artist credited.",
    ),
    Column("credit_order", SmallInteger, nullable=False, comment="Place in the credit line, from 1."),
    Index("ix_catalog_track_artist_catalog_artist_id", "catalog_artist_id"),
    schema="core",
    comment="Bridge: who is credited on which catalogue track.",
    info={"natural_key": ["catalog_track_id", "catalog_artist_id"]},
)
