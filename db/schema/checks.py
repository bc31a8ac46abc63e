"""Schema ops, checks: matters people are told of, and what checks of data found over time."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.registry import metadata

SEVERITY = "fail or warn: how bad it is."

matter = Table(
    "matter",
    metadata,
    Column("matter_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the matter."),
    Column("key", Text, nullable=False, comment="What is the matter, as code: the same while the same is wrong."),
    Column("kind", Text, nullable=False, comment="What was looked at: run, source, queue, budget, disk, data, mail."),
    Column("severity", Text, nullable=False, comment=SEVERITY),
    Column("what", Text, nullable=False, comment="What is wrong, in sentences; the newest that was said of it."),
    Column("next_step", Text, nullable=False, comment="What to do about it."),
    Column("first_seen_at", DateTime(timezone=True), nullable=False, comment="Seen first (UTC)."),
    Column("last_seen_at", DateTime(timezone=True), nullable=False, comment="Seen last (UTC)."),
    Column("over_at", DateTime(timezone=True), comment="Looked at and no longer so (UTC); null while it is open."),
    CheckConstraint("severity in ('fail', 'warn')", name="severity_known"),
    Index("uq_matter_open", "key", unique=True, postgresql_where=text("over_at is null")),
    schema="ops",
    comment="What was found wrong, from when to when; people are told of each once, and once when it is over.",
)

check_result = Table(
    "check_result",
    metadata,
    Column("check_result_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the result."),
    Column("check_name", Text, nullable=False, comment="Folder and name of the check in db/sql/checks."),
    Column("severity", Text, nullable=False, comment=SEVERITY),
    Column("what", Text, nullable=False, comment="What a row of the check is."),
    Column("checked_at", DateTime(timezone=True), nullable=False, comment="When the check was made (UTC)."),
    Column("rows_found", Integer, comment="Rows that must not be; null where the check could not be made."),
    Column("example", JSONB, comment="The first of the rows; null without one."),
    Column("reason", Text, comment="Why the check could not be made; null where it was."),
    Column("elapsed_ms", Integer, nullable=False, comment="How long the check took, milliseconds."),
    CheckConstraint("severity in ('fail', 'warn')", name="severity_known"),
    CheckConstraint("(rows_found is null) = (reason is not null)", name="made_or_why_not"),
    Index("ix_check_result_check_name_checked_at", "check_name", "checked_at"),
    schema="ops",
    comment="What each check of data found, each time it was made.",
)
