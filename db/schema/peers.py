"""Schema mart: which artists are alike, and where an artist stands among others."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    SmallInteger,
    Table,
    Text,
)

from db.schema.registry import loaded_at, metadata

similar_artist = Table(
    "similar_artist",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist followed."),
    Column(
        "source",
        Text,
        primary_key=True,
        comment="Who finds them alike: groundswell (genres, moods and common listeners) or a provider.",
    ),
    Column(
        "other_artist_id",
        BigInteger,
        ForeignKey("core.artist.artist_id"),
        primary_key=True,
        comment="Artist like them.",
    ),
    Column("place", SmallInteger, nullable=False, comment="Place by likeness within the source, from 1."),
    Column("score", Float, comment="Likeness, 0 to 1; null where the source only orders."),
    Column("genre_likeness", Float, comment="Cosine of the genres' weights, 0 to 1; null where either has none."),
    Column("mood_likeness", Float, comment="Cosine of the moods' weights, 0 to 1; null where either has none."),
    Column(
        "common_listeners",
        Integer,
        comment="Listeners whose histories hold plays of both; null below 5, who then count for nothing.",
    ),
    Column("reason", Text, nullable=False, comment="Why, in words."),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint("artist_id <> other_artist_id", name="two_artists"),
    CheckConstraint("score between 0 and 1", name="score_range"),
    CheckConstraint("common_listeners >= 5", name="listeners_hidden"),
    schema="mart",
    comment="Ten artists like each followed artist, by source.",
    info={"natural_key": ["artist_id", "source", "other_artist_id"]},
)

artist_benchmark = Table(
    "artist_benchmark",
    metadata,
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist followed."),
    Column(
        "measure",
        Text,
        primary_key=True,
        comment="followers, listeners, streams (a week), growth (of followers, 4 weeks), listeners growth or score.",
    ),
    Column("measured_on", Date, nullable=False, comment="Day of the figure; of streams the week's Friday."),
    Column("value", Float, nullable=False, comment="The figure; growths as shares."),
    Column(
        "size_tier",
        Text,
        comment="Streams a week of artists compared with, by their last 8 weeks' median; null where none are known.",
    ),
    Column("tier_artists", Integer, nullable=False, comment="Artists of that size with the figure, this one included."),
    Column(
        "percentile_share",
        Float,
        comment="Share of the others of that size whose figure is lower, 0 to 1; null with a reason withheld.",
    ),
    Column("withheld_reason", Text, comment="Why there is no percentile; null where there is one."),
    Column("root_genre", Text, comment="Root genre with most of the artist's weight; null where none is known."),
    Column("genre_place", Integer, comment="Place among artists of that root genre by the figure, from 1."),
    Column("genre_artists", Integer, comment="Artists of that root genre with the figure."),
    Column("similar_median", Float, comment="Median figure of artists like this one; null for few of them."),
    Column("similar_artists", Integer, nullable=False, comment="Artists like this one with the figure."),
    Column("method_version", Integer, nullable=False, comment="Number of the formula, counted up when it changes."),
    loaded_at(),
    CheckConstraint("percentile_share between 0 and 1", name="percentile_range"),
    CheckConstraint("(percentile_share is null) = (withheld_reason is not null)", name="withheld_with_reason"),
    schema="mart",
    comment="Where a followed artist's figure stands among artists of the same size, genre and kind.",
    info={"natural_key": ["artist_id", "measure"]},
)
