"""Schema core, charts: which charts exist and who stood where on which day."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
)

from db.schema.registry import PROVENANCE, loaded_at, metadata

chart = Table(
    "chart",
    metadata,
    Column("chart_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the chart."),
    Column(
        "slug", Text, nullable=False, unique=True, comment="The provider's name of the chart, for example global-28."
    ),
    Column("name", Text, nullable=False, comment="Title of the chart."),
    Column("platform_id", ForeignKey("core.platform.platform_id"), nullable=False, comment="Platform it ranks."),
    Column("frequency", Text, nullable=False, comment="daily or weekly."),
    Column("country_code", Text, comment="ISO 3166-1 alpha-2; null for a worldwide chart."),
    Column("city_name", Text, comment="City of a city chart; null otherwise."),
    Column("positions", Integer, comment="Number of positions the chart has at most."),
    Column("metric_type", Text, comment="What the chart counts, for example streamcount; null if it tells no number."),
    Column("web_url", Text, comment="Where people can look at it."),
    loaded_at(),
    schema="core",
    comment="Song charts.",
    info={"natural_key": ["slug"]},
)

chart_entry = Table(
    "chart_entry",
    metadata,
    Column("chart_id", ForeignKey(chart.c.chart_id), primary_key=True, comment="Chart."),
    Column("ranked_at", DateTime(timezone=True), primary_key=True, comment="The ranking's own date and hour (UTC)."),
    Column("position", SmallInteger, primary_key=True, comment="Place, 1 is the top."),
    Column("track_id", ForeignKey("core.track.track_id"), primary_key=True, comment="Track there; a tie has two."),
    Column("previous_position", SmallInteger, comment="Place in the ranking before; null for a new entry."),
    Column("metric_value", BigInteger, comment="Number the chart ranks by; null where the chart tells none."),
    Column("entered_on", Date, comment="Day of the track's first entry."),
    Column("appearances", Integer, comment="Days or weeks on the chart, counted by the provider."),
    Column("appearance_unit", Text, comment="DOC days on chart, WOC weeks on chart."),
    Column("answer_id", BigInteger, comment="raw.answer the row was read from.", info=PROVENANCE),
    loaded_at(),
    Index("ix_chart_entry_track_id", "track_id"),
    schema="core",
    comment="One row for each place of each ranking.",
    info={"natural_key": ["chart_id", "ranked_at", "position", "track_id"]},
)
