"""Growth: artists market by market, audio profiles of tracks, and the figures of each artist and day."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    text,
)

from db.schema.registry import loaded_at, metadata

SOURCE = "Provider it was read from, for example spotify or soundcharts."
READ_ON = "Day it was read, the world's own day (UTC)."
PART = "Part of the visibility score, 0 to 25; null where what it is made of was not read."
CHANGE = "Difference to the reading {} days before; null where readings began later, see {}_weeks_needed."
NEEDED = "Weeks of readings still needed until all changes can be told; 0 when they can, null without a reading."

market = Table(
    "market",
    metadata,
    Column("market", Text, primary_key=True, comment="Country, ISO 3166-1 alpha-2."),
    Column("place", SmallInteger, nullable=False, comment="Its place in the list of taxonomies/growth.yaml, from 1."),
    Column("is_counted", Boolean, nullable=False, comment="On the list now; else only what was read before is kept."),
    schema="core",
    comment="Markets an artist's availability is read of, as taxonomies/growth.yaml lists them.",
    info={"natural_key": ["market"]},
)

market_reading = Table(
    "market_reading",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("source", Text, primary_key=True, comment=SOURCE),
    Column("market", ForeignKey("core.market.market"), primary_key=True, comment="Market, ISO 3166-1 alpha-2."),
    Column("read_on", Date, primary_key=True, comment=READ_ON),
    Column(
        "is_present",
        Boolean,
        nullable=False,
        comment="Spotify: one of the artist's tracks is available there; Soundcharts: it lists listeners there.",
    ),
    Column("track_count", Integer, comment="Tracks of the artist available there; null where the source tells none."),
    Column("top_popularity", SmallInteger, comment="Popularity of the best track there, 0 to 100; null if not told."),
    Column("listeners", BigInteger, comment="Monthly listeners there; null where the source tells none."),
    loaded_at(),
    CheckConstraint("top_popularity between 0 and 100", name="top_popularity_range"),
    CheckConstraint("track_count >= 0", name="track_count_range"),
    schema="core",
    comment="Markets of an artist as a source told them on a day. A day is read whole or not at all.",
    info={"natural_key": ["artist_id", "source", "market", "read_on"]},
)

market_top_track = Table(
    "market_top_track",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("market", ForeignKey("core.market.market"), primary_key=True, comment="Market, ISO 3166-1 alpha-2."),
    Column("read_on", Date, primary_key=True, comment=READ_ON),
    Column("place", SmallInteger, primary_key=True, comment="Place in the market's list, from 1."),
    Column("track_id_spotify", Text, nullable=False, comment="Spotify's id of the track, 22 characters."),
    Column("name", Text, nullable=False, comment="Title."),
    Column("popularity", SmallInteger, comment="Popularity of the track, 0 to 100; null where it was not told."),
    loaded_at(),
    CheckConstraint("place >= 1", name="place_range"),
    CheckConstraint("popularity between 0 and 100", name="popularity_range"),
    schema="core",
    comment="Spotify's top tracks of an artist in a market on a day.",
    info={"natural_key": ["artist_id", "market", "read_on", "place"]},
)

genre_reading = Table(
    "genre_reading",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("source", Text, primary_key=True, comment=SOURCE),
    Column("read_on", Date, primary_key=True, comment="Day it was first read so, the world's own day (UTC)."),
    Column(
        "genres",
        ARRAY(Text),
        nullable=False,
        comment="Genres of the artist by the source's own names, in its order; empty where it names none.",
    ),
    loaded_at(),
    schema="core",
    comment="Genres of an artist as a source told them, a row for each day on which they were others than before.",
    info={"natural_key": ["artist_id", "source", "read_on"]},
)


def feature(name: str, sentence: str) -> Column[float]:
    return Column(name, Float, comment=f"{sentence}; null where the source does not tell it.")


audio_profile = Table(
    "audio_profile",
    metadata,
    Column("track_id_spotify", Text, primary_key=True, comment="Spotify's id of the track, 22 characters."),
    Column(
        "source",
        Text,
        primary_key=True,
        comment="Who measured: spotify, soundcharts, reccobeats or file. Values of two sources are not comparable.",
    ),
    Column("read_on", Date, nullable=False, comment=READ_ON),
    feature("danceability", "How well one can dance to it, 0 to 1"),
    feature("energy", "Intensity, 0 to 1"),
    feature("valence", "How glad it sounds, 0 to 1"),
    feature("tempo_bpm", "Beats a minute"),
    feature("acousticness", "How likely it is acoustic, 0 to 1"),
    feature("speechiness", "Part of spoken words, 0 to 1"),
    feature("instrumentalness", "How likely it has no voice, 0 to 1"),
    feature("liveness", "How likely there is an audience, 0 to 1"),
    feature("loudness_db", "Loudness, decibels, mostly -60 to 0"),
    Column("key", SmallInteger, comment="Pitch class, 0 is C, 11 is B; null where unknown or not told."),
    Column("mode", SmallInteger, comment="1 major, 0 minor; null where not told."),
    loaded_at(),
    *(
        CheckConstraint(f"{name} between 0 and 1", name=f"{name}_range")
        for name in (
            "danceability",
            "energy",
            "valence",
            "acousticness",
            "speechiness",
            "instrumentalness",
            "liveness",
        )
    ),
    CheckConstraint("key between 0 and 11", name="key_range"),
    CheckConstraint("mode in (0, 1)", name="mode_known"),
    schema="core",
    comment="Audio features of Spotify tracks, a row for each source; sources are never mixed in one distribution.",
    info={"natural_key": ["track_id_spotify", "source"]},
)

growth_metric = Table(
    "growth_metric",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist."),
    Column("measured_on", Date, primary_key=True, comment="Day the figures are of; each field says when it was read."),
    Column("followers", BigInteger, comment="Followers on Spotify as last read; null where not read of late."),
    Column("followers_source", Text, comment=SOURCE),
    Column("followers_on", Date, comment="Day the followers are of."),
    Column("popularity", SmallInteger, comment="Spotify's popularity, 0 to 100; null where not read of late."),
    Column("popularity_source", Text, comment=SOURCE),
    Column("popularity_on", Date, comment="Day the popularity is of."),
    Column(
        "market_count",
        SmallInteger,
        comment="Markets of the list held: present, or absent in the newest reading alone; null if not read of late.",
    ),
    Column("markets_source", Text, comment=SOURCE),
    Column("markets_on", Date, comment="Day the markets are of."),
    Column(
        "new_markets",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'"),
        comment="Markets that came with the newest reading of this day.",
    ),
    Column(
        "lost_markets",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'"),
        comment="Markets lost with it: absent in two readings one after the other.",
    ),
    Column(
        "track_popularity", Float, comment="Mean popularity of the ten most popular tracks, 0 to 100; null if not read."
    ),
    Column("track_count", SmallInteger, comment="Tracks the mean is over, at most 10."),
    Column(
        "stream_percentile",
        Float,
        comment="Share of followed artists with fewer streams in the newest week, 0 to 1; told where popularity of "
        "tracks is not.",
    ),
    Column("tracks_source", Text, comment="spotify or soundcharts for popularity of tracks; streams for a percentile."),
    Column("tracks_on", Date, comment="Day the popularity of tracks is of, or last day of the week of streams."),
    Column("followers_part", Numeric(5, 2), comment=PART),
    Column("popularity_part", Numeric(5, 2), comment=PART),
    Column("markets_part", Numeric(5, 2), comment=PART),
    Column("tracks_part", Numeric(5, 2), comment=PART),
    Column(
        "visibility_score", Numeric(5, 2), comment="Sum of the four parts, 0 to 100; null when one is missing, never 0."
    ),
    Column("withheld_reason", Text, comment="Which parts are missing and why the score is not told; null when it is."),
    Column("followers_week_change", BigInteger, comment=CHANGE.format(7, "followers")),
    Column("followers_month_change", BigInteger, comment=CHANGE.format(28, "followers")),
    Column("followers_weeks_needed", SmallInteger, comment=NEEDED),
    Column("popularity_week_change", SmallInteger, comment=CHANGE.format(7, "popularity")),
    Column("popularity_month_change", SmallInteger, comment=CHANGE.format(28, "popularity")),
    Column("popularity_weeks_needed", SmallInteger, comment=NEEDED),
    Column("formula_version", Integer, nullable=False, comment="Number of the formula of the score, see growth.yaml."),
    loaded_at(),
    CheckConstraint("(visibility_score is null) = (withheld_reason is not null)", name="withheld_with_a_reason"),
    Index("ix_growth_metric_measured_on", "measured_on"),
    schema="mart",
    comment="Growth of each followed artist on a day: levels, markets, the visibility score in four parts, changes.",
    info={"natural_key": ["artist_id", "measured_on"]},
)
