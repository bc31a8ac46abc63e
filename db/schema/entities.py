"""Schema core, entities: platforms, tracks, artists and who is credited on what."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.registry import loaded_at, metadata

platform = Table(
    "platform",
    metadata,
    Column("platform_id", SmallInteger, Identity(always=True), primary_key=True, comment="Our number of the platform."),
    Column("code", Text, nullable=False, unique=True, comment="Our short name, for example apple-music."),
    Column("name", Text, nullable=False, comment="Name as people write it, for example Apple Music."),
    Column(
        "kinds",
        ARRAY(Text),
        nullable=False,
        comment="What the provider offers for it: audience, streaming, song_chart, artist_chart, album_chart, "
        "playlist, radio, other.",
    ),
    Column("provider", Text, nullable=False, comment="Provider that lists the platform, for example soundcharts."),
    Column("provider_code", Text, nullable=False, comment="The platform's code in that provider's addresses."),
    loaded_at(),
    CheckConstraint(
        "kinds <@ array['audience','streaming','song_chart','artist_chart','album_chart','playlist','radio','other']",
        name="kinds_known",
    ),
    schema="core",
    comment="Places where music is heard or seen, with what can be asked about them.",
    info={"natural_key": ["code"]},
)

track = Table(
    "track",
    metadata,
    Column("track_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the track."),
    Column("track_id_soundcharts", Uuid, unique=True, comment="Soundcharts' uuid; null if only Luminate has it."),
    Column(
        "song_id_luminate", BigInteger, unique=True, comment="Luminate's unified song; null if only Soundcharts has it."
    ),
    Column("name", Text, nullable=False, comment="Title."),
    Column("credit_name", Text, nullable=False, comment="Credit line as the provider prints it."),
    Column("image_url", Text, comment="Address of the cover picture."),
    Column("isrc", Text, comment="International Standard Recording Code; null where the provider has none."),
    Column("release_on", Date, comment="First release day; null where unknown."),
    Column("duration_s", Integer, comment="Length in whole seconds; null where unknown."),
    Column("is_explicit", Boolean, comment="Marked explicit; false also means unknown to the provider."),
    Column("language_code", Text, comment="Language of the lyrics, ISO 639-1; null where unknown."),
    Column("copyright", Text, comment="Copyright line."),
    Column("distributor", Text, comment="Distributor as guessed by the provider."),
    Column("labels", JSONB, comment="Labels: list of {name, type}; type is the owner group."),
    Column("genres_soundcharts", JSONB, comment="The provider's own genres: list of {root, sub}."),
    Column("audio", JSONB, comment="Audio features on Spotify's scales; null where the provider has none."),
    loaded_at("When metadata or chart row last changed the track (UTC)."),
    CheckConstraint("num_nonnulls(track_id_soundcharts, song_id_luminate) > 0", name="known_somewhere"),
    Index("ix_track_isrc", "isrc"),
    schema="core",
    comment="Tracks, known by Soundcharts, as a unified song by Luminate, or by both. Thin until metadata comes.",
    info={"natural_key": ["track_id_soundcharts", "song_id_luminate"]},
)

artist = Table(
    "artist",
    metadata,
    Column("artist_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the artist."),
    Column("artist_id_soundcharts", Uuid, unique=True, comment="Soundcharts' uuid; null if not met there."),
    Column("artist_id_spotify", Text, unique=True, comment="Spotify's id, 22 characters; null where unknown."),
    Column("name", Text, nullable=False, comment="Name in its own script."),
    Column("slug", Text, comment="The provider's name for addresses."),
    Column("image_url", Text, comment="Address of the artist's picture."),
    Column("country_code", Text, comment="Country, ISO 3166-1 alpha-2; null where unknown."),
    Column("city_name", Text, comment="City; null where unknown."),
    Column("artist_type", Text, comment="person, group or another word of the provider; null where unknown."),
    Column("gender", Text, comment="Gender as the provider says; null where unknown."),
    Column("birth_on", Date, comment="Day of birth; null where unknown."),
    Column("career_stage", Text, comment="The provider's career stage; null where unknown."),
    Column("biography", Text, comment="Biography as the provider prints it."),
    Column("genres_soundcharts", JSONB, comment="The provider's own genres: list of {root, sub}."),
    loaded_at("When metadata or a credit last changed the artist (UTC)."),
    CheckConstraint("num_nonnulls(artist_id_soundcharts, artist_id_spotify) > 0", name="known_somewhere"),
    schema="core",
    comment="Artists credited on a track or holding a Spotify account. Thin until metadata comes.",
    info={"natural_key": ["artist_id_soundcharts", "artist_id_spotify"]},
)

track_artist = Table(
    "track_artist",
    metadata,
    Column("track_id", ForeignKey(track.c.track_id), primary_key=True, comment="Track."),
    Column("artist_id", ForeignKey(artist.c.artist_id), primary_key=True, comment="Artist credited on it."),
    Column("credit_order", SmallInteger, nullable=False, comment="Place in the credit line, from 1."),
    loaded_at(),
    Index("ix_track_artist_artist_id", "artist_id"),
    schema="core",
    comment="Bridge: who is credited on which track. Full credit to each.",
    info={"natural_key": ["track_id", "artist_id"]},
)
