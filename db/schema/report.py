"""Schema core, report: every issue of the weekly report, what it told, and the figures and badges as issued."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.registry import PROVENANCE, metadata

report_issue = Table(
    "report_issue",
    metadata,
    Column("issue_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the issue."),
    Column("week_on", Date, nullable=False, comment="The Friday the week begins with; it ends with Thursday."),
    Column("label", Text, comment="Label whose artists it is of; null for all."),
    Column("team", Text, comment="Team whose artists it is of; null for all."),
    Column(
        "edition", SmallInteger, nullable=False, comment="1 for the first issue of this week and scope, then 2, ..."
    ),
    Column(
        "made_at",
        DateTime(timezone=True),
        nullable=False,
        comment="When its figures were read (UTC): loads and entries made later are no part of it.",
        info=PROVENANCE,
    ),
    Column(
        "as_of",
        DateTime(timezone=True),
        nullable=False,
        comment="What had arrived by then is told (UTC); made_at, or earlier for a past week as it was known then.",
        info=PROVENANCE,
    ),
    Column("parameters", JSONB, nullable=False, comment="Parameters as given.", info=PROVENANCE),
    Column(
        "fingerprint", JSONB, nullable=False, comment="Rows and hash of the week in each weekly table: {table: {...}}."
    ),
    Column("method_versions", JSONB, nullable=False, comment="Version of the formulas of each weekly table."),
    Column("blocks", JSONB, nullable=False, comment="What it tells: the blocks of the notebook, in order."),
    Column("pdf_file", Text, nullable=False, comment="Name of the PDF in the data folder's kept issues."),
    Column("pdf_sha256", Text, nullable=False, comment="SHA-256 of the PDF.", info=PROVENANCE),
    Column("notebook_file", Text, nullable=False, comment="Name of the executed notebook beside it."),
    Column("notebook_sha256", Text, nullable=False, comment="SHA-256 of the notebook.", info=PROVENANCE),
    Column(
        "appendix_file",
        Text,
        comment="Name of the list of every artist beside it; null where it is a part of the PDF, or was made before "
        "this was kept.",
    ),
    Column("appendix_sha256", Text, comment="SHA-256 of that list.", info=PROVENANCE),
    CheckConstraint("(appendix_file is null) = (appendix_sha256 is null)", name="appendix_whole"),
    CheckConstraint("edition > 0", name="edition_range"),
    CheckConstraint("as_of <= made_at", name="as_of_past"),
    UniqueConstraint(
        "week_on", "label", "team", "edition", name="uq_report_issue_edition", postgresql_nulls_not_distinct=True
    ),
    schema="core",
    comment="Issues of the weekly report. A row is written last: an issue that is here is whole.",
    info={"natural_key": ["week_on", "label", "team", "edition"], "is_content": False},
)

report_figure = Table(
    "report_figure",
    metadata,
    Column("figure_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the figure."),
    Column("issue_id", ForeignKey(report_issue.c.issue_id), nullable=False, comment="Issue it was told in."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), nullable=False, comment="Metric."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), comment="Artist; null for all artists of the issue."),
    Column("total", BigInteger, comment="Everything seen in the week, new releases included."),
    Column(
        "last_total",
        BigInteger,
        comment="The week before as it was known the Monday after it, 07:00 UTC, with "
        "the links of then; links changed after this week's own report are "
        "left as they are now; all as now known where nothing was known.",
    ),
    Column(
        "tier",
        Text,
        comment="confirmed, rising, new release, raw only, expected, check data, spike "
        "over, back to normal, new activity; null when nothing is to be said.",
    ),
    Column("direction", Text, comment="up or down: the side of the change; of a new release, the total's."),
    Column("ratio", Float, comment="this_week / last_week; null when last_week is 0 or unknown."),
    Column(
        "expected_ratio_low",
        Float,
        comment="Lower end of the 95 % interval of this week / expected, not of ratio, which may lie outside.",
    ),
    Column("expected_ratio_high", Float, comment="Upper end of that interval."),
    Column("threshold", Float, comment="Times last week a badge needed."),
    Column("expected", Float, comment="Input e: median of the last 8 ordinary weeks on this week's tracks and days."),
    Column("settled_this_week", BigInteger, comment="The week like for like without new songs, which was judged."),
    Column("cause", Text, comment="The strongest cause, in a sentence; null where none is known."),
    UniqueConstraint(
        "issue_id", "metric_id", "artist_id", name="uq_report_figure_meaning", postgresql_nulls_not_distinct=True
    ),
    Index("ix_report_figure_artist_id", "artist_id"),
    Index("ix_report_figure_confirmed", "issue_id", postgresql_where=text("tier = 'confirmed'")),
    schema="core",
    comment="Figures and badges of followed artists as an issue of the report told them.",
    info={"natural_key": ["issue_id", "metric_id", "artist_id"], "is_content": False},
)
