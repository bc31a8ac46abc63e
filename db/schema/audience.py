"""Schema core, audience: what is measured, for whom, and the values day by day."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from db.schema.registry import PROVENANCE, loaded_at, metadata

metric = Table(
    "metric",
    metadata,
    Column("metric_id", SmallInteger, Identity(always=True), primary_key=True, comment="Our number of the metric."),
    Column("code", Text, nullable=False, unique=True, comment="Short name, for example track_spotify_streams."),
    Column("name", Text, nullable=False, comment="Name as charts print it, for example Spotify streams."),
    Column("platform_id", ForeignKey("core.platform.platform_id"), nullable=False, comment="Platform measured."),
    Column("entity_kind", Text, nullable=False, comment="track, artist or sound."),
    Column(
        "metric_kind",
        Text,
        nullable=False,
        comment="stock: level, differenced week by week; counter: running total, differenced; rolling: average over a "
        "moving window, averaged; flow: count of that day, summed; weekly: count of the 7 days ending that day.",
    ),
    Column("unit", Text, nullable=False, comment="What one is, for example streams, followers, plays."),
    Column(
        "identifier_rule",
        Text,
        nullable=False,
        comment="How several ids of one entity combine: single (one id), largest (ids mirror each other), "
        "sum (ids are separate things).",
    ),
    Column(
        "endpoint",
        Text,
        comment="Endpoint of the provider its readings are asked of; null where they are only delivered.",
    ),
    Column("country_code", Text, comment="Country the weekly figures are of; null for worldwide."),
    Column(
        "membership",
        Text,
        nullable=False,
        server_default="credits",
        comment="How an artist's tracks are found for sums: credits (core.track_artist), links (Spotify track to "
        "unified song) or sounds (core.artist_sound).",
    ),
    CheckConstraint("entity_kind in ('track', 'artist', 'sound')", name="entity_kind_known"),
    CheckConstraint("metric_kind in ('stock', 'counter', 'rolling', 'flow', 'weekly')", name="metric_kind_known"),
    CheckConstraint("membership in ('credits', 'links', 'sounds')", name="membership_known"),
    CheckConstraint("identifier_rule in ('single', 'largest', 'sum')", name="identifier_rule_known"),
    schema="core",
    comment="What is measured and how it may be added up. Filled from taxonomies/metrics.yaml.",
    info={"natural_key": ["code"]},
)

audience_series = Table(
    "audience_series",
    metadata,
    Column("series_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the series."),
    Column("metric_id", ForeignKey(metric.c.metric_id), nullable=False, comment="What is measured."),
    Column("track_id", ForeignKey("core.track.track_id"), comment="Track measured; else null."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), comment="Artist measured; else null."),
    Column("sound_id", ForeignKey("core.sound.sound_id"), comment="TikTok sound measured; else null."),
    Column(
        "identifier", Text, nullable=False, server_default="", comment="The platform's own id; empty if it has one."
    ),
    Column("country_code", Text, comment="Country the numbers are of; null for worldwide."),
    CheckConstraint("num_nonnulls(track_id, artist_id, sound_id) = 1", name="one_entity"),
    UniqueConstraint(
        "metric_id",
        "track_id",
        "artist_id",
        "sound_id",
        "identifier",
        "country_code",
        name="uq_audience_series_meaning",
        postgresql_nulls_not_distinct=True,
    ),
    Index("ix_audience_series_track_id", "track_id"),
    Index("ix_audience_series_artist_id", "artist_id"),
    Index("ix_audience_series_sound_id", "sound_id"),
    Index("ix_audience_series_identifier", "identifier", postgresql_where=text("identifier <> ''")),
    schema="core",
    comment="One line of numbers: a metric of one track, artist or sound under one platform id.",
    info={"natural_key": ["metric_id", "track_id", "artist_id", "sound_id", "identifier", "country_code"]},
)

audience_point = Table(
    "audience_point",
    metadata,
    Column("series_id", ForeignKey(audience_series.c.series_id), nullable=False, comment="Series."),
    Column("observed_on", Date, nullable=False, comment="Day the value is of, the source's own day (UTC)."),
    Column("value", BigInteger, nullable=False, comment="Value as the provider gave it, in the metric's unit."),
    Column("answer_id", BigInteger, comment="raw.answer the value was read from.", info=PROVENANCE),
    Column("load_id", BigInteger, comment="ops.load it came in; null for a provider's answer.", info=PROVENANCE),
    loaded_at("When this value was first known: for a vendor load its arrival (UTC)."),
    # with the value in the index an artist's line of 200 songs is read from it alone
    PrimaryKeyConstraint("series_id", "observed_on", postgresql_include=["value"]),
    # days come in order, so a small index of ranges finds the newest ones among years of readings
    Index(
        "ix_audience_point_observed_on",
        "observed_on",
        postgresql_using="brin",
        postgresql_with={"pages_per_range": 32},
    ),
    schema="core",
    comment="Audience facts as now known. A missing day has no row; nothing is interpolated.",
    info={"natural_key": ["series_id", "observed_on"]},
)

audience_revision = Table(
    "audience_revision",
    metadata,
    Column("revision_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the revision."),
    Column("series_id", ForeignKey(audience_series.c.series_id), nullable=False, comment="Series."),
    Column("observed_on", Date, nullable=False, comment="Day the value was of."),
    Column("value", BigInteger, nullable=False, comment="Value that was known before the provider restated it."),
    Column("answer_id", BigInteger, comment="raw.answer the old value was read from.", info=PROVENANCE),
    Column("load_id", BigInteger, comment="ops.load the old value came in; null for an answer.", info=PROVENANCE),
    Column("known_from", DateTime(timezone=True), nullable=False, comment="Known since (UTC).", info=PROVENANCE),
    Column(
        "known_until",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Replaced at (UTC); the value now known is in audience_point.",
        info=PROVENANCE,
    ),
    Index("ix_audience_revision_series_id_observed_on", "series_id", "observed_on"),
    schema="core",
    comment="Values the provider has restated since: what was known when, so that a past report can be rebuilt.",
    info={"natural_key": ["series_id", "observed_on", "value"]},
)
