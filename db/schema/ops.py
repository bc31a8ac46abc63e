"""Schema ops: the queue, the limits, the ledger and what ran."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Interval,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.registry import metadata

work_kind = Table(
    "work_kind",
    metadata,
    Column("kind", Text, primary_key=True, comment="Code of the kind of work."),
    Column("provider", ForeignKey("core.provider.provider"), nullable=False, comment="Provider that is called for it."),
    Column("label", Text, nullable=False, comment="What is fetched, for people."),
    Column("entity", Text, nullable=False, comment="What ops.work.entity_id names: track, heard_item, tag_target, ..."),
    schema="ops",
    comment="Kinds of work, as the providers' folders describe them (tasks/providers).",
)

run = Table(
    "run",
    metadata,
    Column("run_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the run."),
    Column("flow", Text, nullable=False, comment="Flow that ran, for example cascade."),
    Column("started_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Start (UTC)."),
    Column(
        "ended_at",
        DateTime(timezone=True),
        comment="End (UTC), or when it was found to have crashed; null while it runs.",
    ),
    Column(
        "state",
        Text,
        nullable=False,
        server_default="running",
        comment="running, completed, partial, failed, or crashed: its process was gone before it said how it ended.",
    ),
    Column("host", Text, comment="Machine its process ran on; null of runs before that was kept."),
    Column("pid", Integer, comment="Number of its process on that machine."),
    Column(
        "process_started_at",
        DateTime(timezone=True),
        comment="Start of that process (UTC): its number may belong to another one later.",
    ),
    Column("flow_run_id_prefect", Text, comment="Prefect's id of the flow run; null when it ran without Prefect."),
    Column("parameters", JSONB, nullable=False, comment="Parameters as given."),
    Column(
        "reason",
        Text,
        comment="Why it ran out of turn, asked for at a forced refresh; or why it or parts of it failed.",
    ),
    Column("predicted_calls", Integer, comment="Provider calls foretold before a forced refresh."),
    Column(
        "part_of",
        ForeignKey("ops.run.run_id", ondelete="SET NULL"),
        comment="Run that called it, as daily does; null for none.",
    ),
    Column("summary", JSONB, comment="What it did: found, new, fetched, skipped, failed."),
    CheckConstraint("state in ('running', 'completed', 'partial', 'failed', 'crashed')", name="state_known"),
    schema="ops",
    comment="Every run of a flow, under Prefect or not.",
)

work = Table(
    "work",
    metadata,
    Column("work_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the item."),
    Column("kind", ForeignKey("ops.work_kind.kind"), nullable=False, comment="Kind of work, see ops.work_kind."),
    Column(
        "entity_id",
        BigInteger,
        nullable=False,
        comment="Number of what is fetched: of the entity that ops.work_kind names for the kind.",
    ),
    Column("platform", Text, nullable=False, server_default="", comment="Platform code of an audience; else empty."),
    Column(
        "for_at",
        DateTime(timezone=True),
        comment="Date and hour of the ranking, or the first day of an item for a request; null otherwise.",
    ),
    Column(
        "first_on", Date, comment="First day to ask for, of an item for a request; null where the fetch policy says it."
    ),
    Column("last_on", Date, comment="Last day to ask for, of an item for a request; null otherwise."),
    Column("priority", SmallInteger, nullable=False, server_default="0", comment="Higher goes first."),
    Column("state", Text, nullable=False, server_default="pending", comment="pending, leased, done, retry or dead."),
    Column("attempts", SmallInteger, nullable=False, server_default="0", comment="Attempts since last queued."),
    Column(
        "next_try_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Not to be taken before (UTC).",
    ),
    Column("outcome", Text, comment="Of a done item: stored, unchanged, no_data, not_offered. Null otherwise."),
    Column("reason", Text, comment="Why it waits for a retry, is dead or had no data, for a reader."),
    Column("leased_by", Text, comment="Worker that holds it; null when nobody does."),
    Column("lease_until", DateTime(timezone=True), comment="The lease ends (UTC); after that anyone may take it."),
    Column("queued_for", Text, comment="Chart whose schedule queued it last; null for a sweep or a forced refresh."),
    Column("covered_from", Date, comment="First day ever asked for (audience kinds)."),
    Column("covered_until", Date, comment="Last day asked for and answered (audience kinds)."),
    Column("queued_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Queued (UTC)."),
    Column("done_at", DateTime(timezone=True), comment="Last time it was done (UTC); kept when it is queued again."),
    CheckConstraint("state in ('pending', 'leased', 'done', 'retry', 'dead')", name="state_known"),
    CheckConstraint("(state = 'leased') = (leased_by is not null and lease_until is not null)", name="lease_whole"),
    CheckConstraint("(first_on is null) = (last_on is null) and first_on <= last_on", name="days_whole"),
    UniqueConstraint(
        "kind", "entity_id", "platform", "for_at", name="uq_work_meaning", postgresql_nulls_not_distinct=True
    ),
    Index(
        "ix_work_open",
        "kind",
        text("priority desc"),
        "next_try_at",
        postgresql_where=text("state in ('pending', 'retry', 'leased')"),
    ),
    schema="ops",
    comment="The persistent queue: one item for each thing to fetch, which is also the state of that thing.",
)

call = Table(
    "call",
    metadata,
    Column("call_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the call."),
    Column("provider", ForeignKey("core.provider.provider"), nullable=False, comment="Provider called."),
    Column("endpoint", Text, nullable=False, comment="Name of the endpoint in our client."),
    Column("work_id", BigInteger, comment="Item of ops.work it was made for; null when for none."),
    Column("called_at", DateTime(timezone=True), nullable=False, comment="When the request left (UTC)."),
    Column("waited_ms", Integer, nullable=False, comment="Wait for a slot of the rate limit before it, milliseconds."),
    Column("elapsed_ms", Integer, nullable=False, comment="From request to end of the answer, milliseconds."),
    Column("status", SmallInteger, comment="HTTP status; null when no whole answer came."),
    Column("cost", SmallInteger, nullable=False, comment="Calls the provider counts for it: 1 when answered, else 0."),
    Column("quota_remaining", BigInteger, comment="Calls left by the answer's x-quota-remaining; null if not told."),
    Column("failure", Text, comment="Kind of failure: throttled, quota, unavailable, unreadable, ...; null if none."),
    Column("answer_id", BigInteger, comment="raw.answer with the body; null when no body is kept."),
    Index("ix_call_provider_called_at", "provider", "called_at"),
    schema="ops",
    comment="Ledger of every call to a provider: what it cost and how it ended.",
)

rate_limit = Table(
    "rate_limit",
    metadata,
    Column("provider", ForeignKey("core.provider.provider"), primary_key=True, comment="Provider the limit is for."),
    Column("allowed_per_s", Numeric(10, 4), nullable=False, comment="Calls a second the provider allows."),
    Column(
        "utilisation",
        Numeric(4, 3),
        nullable=False,
        server_default="0.94",
        comment="Share of the allowed rate we ask for; the rest absorbs late wake-ups.",
    ),
    Column("wait_cap_s", Integer, nullable=False, server_default="60", comment="Longest wait obeyed on the spot, s."),
    Column("next_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Next free slot."),
    Column("daily_budget", Integer, comment="Calls allowed in one UTC day; null for no budget."),
    Column(
        "spent_on", Date, nullable=False, server_default=text("'-infinity'"), comment="Day spent_calls is of (UTC)."
    ),
    Column("spent_calls", Integer, nullable=False, server_default="0", comment="Calls reserved on that day."),
    Column("blocked_until", DateTime(timezone=True), comment="Nothing is called before (quota used up, long wait)."),
    Column("blocked_reason", Text, comment="Why it is blocked, for a reader."),
    CheckConstraint("allowed_per_s > 0", name="allowed_positive"),
    CheckConstraint("utilisation > 0 and utilisation <= 1", name="utilisation_range"),
    CheckConstraint("daily_budget >= 0", name="daily_budget_range"),
    schema="ops",
    comment="One row for each provider; every worker reserves its calls from it.",
)

fetch_policy = Table(
    "fetch_policy",
    metadata,
    Column("kind", ForeignKey("ops.work_kind.kind"), primary_key=True, comment="Kind of work."),
    Column("stale_after", Interval, nullable=False, comment="Fetched again when the last success is older."),
    Column("history_days", Integer, comment="Days of history asked for at first; null where there is none."),
    Column("overlap_days", Integer, comment="Days asked for again each time, to see restatements; null if none."),
    Column("window_days", Integer, comment="Days one call answers at most; null where there is no history."),
    schema="ops",
    comment="How often each kind of data is fetched and how far back.",
)

chart_schedule = Table(
    "chart_schedule",
    metadata,
    Column("slug", Text, primary_key=True, comment="Chart to synchronise."),
    Column("is_active", Boolean, nullable=False, server_default="true", comment="Switched on."),
    Column("auto_fetch_track_metadata", Boolean, nullable=False, server_default="true", comment="Fetch its tracks."),
    Column("auto_fetch_artist_metadata", Boolean, nullable=False, server_default="true", comment="Fetch its artists."),
    Column("auto_fetch_audience", Boolean, nullable=False, server_default="true", comment="Fetch audiences."),
    Column(
        "priority_platforms",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{spotify,youtube,shazam,airplay}'"),
        comment="Platforms whose audience is fetched for the chart's tracks.",
    ),
    Column(
        "artist_platforms",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{spotify,youtube,shazam,airplay,instagram,tiktok}'"),
        comment="Platforms whose audience is fetched for the chart's artists, where offered.",
    ),
    Column("metadata_delay_seconds", Integer, nullable=False, server_default="0", comment="Wait before metadata, s."),
    Column("audience_delay_seconds", Integer, nullable=False, server_default="60", comment="Wait before audience, s."),
    Column("priority", SmallInteger, nullable=False, server_default="0", comment="Higher is fetched first."),
    Column("history_days", Integer, nullable=False, server_default="365", comment="How far back rankings are read."),
    Column("daily_call_budget", Integer, comment="Calls a UTC day for what this chart led to; null for no limit."),
    schema="ops",
    comment="Which charts are synchronised, and what follows from them by itself.",
)

dirty_mark = Table(
    "dirty_mark",
    metadata,
    Column("dirty_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the mark."),
    Column("series_id", ForeignKey("core.audience_series.series_id"), comment="Series that changed; or null."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), comment="Artist whose credits changed; or null."),
    Column("since_on", Date, nullable=False, comment="First day that changed; later weeks are rolled up again."),
    CheckConstraint("num_nonnulls(series_id, artist_id) = 1", name="one_subject"),
    schema="ops",
    comment="Marks left by loads, taken away by the rollup in the transaction that rebuilds what they name.",
)

reject = Table(
    "reject",
    metadata,
    Column("reject_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the reject."),
    Column("source", Text, nullable=False, comment="Where the row came from: provider and endpoint."),
    Column("answer_id", BigInteger, comment="raw.answer with the row, if it came in one."),
    Column("load_id", ForeignKey("ops.load.load_id"), comment="Vendor load with the row, if it came in one."),
    Column(
        "file_id", ForeignKey("ops.history_file.file_id"), comment="File of listening history with the row, if any."
    ),
    Column("line", Integer, comment="Line of the file or number of the row in its load, from 1."),
    Column("item", JSONB, nullable=False, comment="The row as it was."),
    Column("reason", Text, nullable=False, comment="Why it was refused, for a reader."),
    Column("rejected_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    schema="ops",
    comment="Single rows that could not be read; the rest of their answer was loaded.",
)
