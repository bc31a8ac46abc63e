"""Schema app, requests: days of audiences people asked to be fetched, only through the functions app_audience_*.sql."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
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
    func,
    text,
)

from db.schema.registry import metadata

audience_request = Table(
    "audience_request",
    metadata,
    Column("request_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the request."),
    Column("artist_ids", ARRAY(BigInteger), nullable=False, comment="Artists asked for, in order."),
    Column("platforms", ARRAY(Text), comment="Codes of platforms, in order; null for all."),
    Column("from_on", Date, nullable=False, comment="First day of the period."),
    Column("to_on", Date, nullable=False, comment="Last day of the period."),
    Column("country", Text, comment="Only tracks in charts of this country, ISO 3166-1 alpha-2; null for all."),
    Column(
        "state", Text, nullable=False, server_default="waiting", comment="waiting, running, done, failed or cancelled."
    ),
    Column("requested_by", Text, nullable=False, comment="Who made it."),
    Column("requested_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("attempt", SmallInteger, nullable=False, server_default="1", comment="How often it was started, by hand."),
    Column("predicted_calls", Integer, nullable=False, comment="Calls foretold when it was made."),
    Column(
        "missing_cells",
        BigInteger,
        nullable=False,
        comment="Days without a reading when it was made, counted for each track and artist on each platform.",
    ),
    Column("unknown_cells", BigInteger, comment="Those the provider knows no reading of; null until it is done."),
    Column("failure", Text, comment="What failed and what to do next, for a reader; null otherwise."),
    Column("flow_run_id_prefect", Text, comment="Prefect's id of the flow run that was started for it; null before."),
    Column("started_at", DateTime(timezone=True), comment="Start (UTC)."),
    Column("finished_at", DateTime(timezone=True), comment="When it was done, failed or cancelled (UTC); null before."),
    CheckConstraint("state in ('waiting', 'running', 'done', 'failed', 'cancelled')", name="state_known"),
    CheckConstraint("(state in ('waiting', 'running')) = (finished_at is null)", name="finished_whole"),
    CheckConstraint("(state = 'failed') = (failure is not null)", name="failure_said"),
    CheckConstraint("from_on <= to_on", name="period_whole"),
    Index(
        "uq_audience_request_open",
        "artist_ids",
        "platforms",
        "from_on",
        "to_on",
        "country",
        unique=True,
        postgresql_where=text("state in ('waiting', 'running')"),
        postgresql_nulls_not_distinct=True,
    ),
    schema="app",
    comment="Requests of people to fetch the days of audiences that are missing.",
)

audience_request_person = Table(
    "audience_request_person",
    metadata,
    Column("request_id", ForeignKey(audience_request.c.request_id), primary_key=True, comment="Request."),
    Column("person", Text, primary_key=True, comment="Log-in of who made it or joined it."),
    Column("question", Text, nullable=False, comment="Their own question, as the address of its answer has it."),
    Column("joined_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("left_at", DateTime(timezone=True), comment="When they cancelled (UTC); null while they wait for it."),
    schema="app",
    comment="Who waits for a request: who made it, and who joined because their question is the same or a part of it.",
)

audience_request_item = Table(
    "audience_request_item",
    metadata,
    Column("request_id", ForeignKey(audience_request.c.request_id), primary_key=True, comment="Request."),
    Column(
        "work_id",
        ForeignKey("ops.work.work_id", ondelete="CASCADE"),
        primary_key=True,
        comment="Item of the queue.",
    ),
    Column("cells", Integer, nullable=False, comment="Days of it that were missing."),
    Index("ix_audience_request_item_work_id", "work_id"),
    schema="app",
    comment="Items of the queue a request waits for; two requests may wait for one.",
)
