"""Schema app: what people enter, only through the functions app_*.sql, each of which leaves a row in app.audit."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.registry import metadata

artist_card = Table(
    "artist_card",
    metadata,
    Column("card_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the card."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist followed."),
    Column("status", Text, nullable=False, server_default="draft", comment="draft, confirmed or archived."),
    Column("label", Text, nullable=False, comment="Label the artist is with."),
    Column("team", Text, comment="Team that looks after the artist; null where none does."),
    Column("created_by", Text, nullable=False, comment="Who made it."),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("confirmed_at", DateTime(timezone=True), comment="Confirmed at (UTC); from then on it counts."),
    Column("archived_at", DateTime(timezone=True), comment="Archived at (UTC); from then on it no longer counts."),
    CheckConstraint("status in ('draft', 'confirmed', 'archived')", name="status_known"),
    CheckConstraint("(status = 'archived') = (archived_at is not null)", name="archived_whole"),
    CheckConstraint("status <> 'confirmed' or confirmed_at is not null", name="confirmed_whole"),
    CheckConstraint("label <> ''", name="label_said"),
    Index("uq_artist_card_open", "artist_id", unique=True, postgresql_where=text("status <> 'archived'")),
    schema="app",
    comment="Artist cards: which artists the label follows. Only confirmed cards count.",
)

sound_suggestion = Table(
    "sound_suggestion",
    metadata,
    Column("suggestion_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the suggestion."),
    Column("sound_id", ForeignKey("core.sound.sound_id"), nullable=False, comment="Sound."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist it may belong to."),
    Column("track_id", ForeignKey("core.track.track_id"), comment="Track it may be of; null if only the artist fits."),
    Column("score", Float, nullable=False, comment="Likeness of title and author, 0 to 1."),
    Column("evidence", Text, nullable=False, comment="What is alike, for a reader."),
    Column("state", Text, nullable=False, server_default="waiting", comment="waiting, accepted or declined."),
    Column("suggested_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("decided_by", Text, comment="Who decided."),
    Column("decided_at", DateTime(timezone=True), comment="When (UTC)."),
    CheckConstraint("state in ('waiting', 'accepted', 'declined')", name="state_known"),
    CheckConstraint("score between 0 and 1", name="score_range"),
    UniqueConstraint("sound_id", "artist_id", name="uq_sound_suggestion_pair"),
    schema="app",
    comment="TikTok sounds that look like an artist's. A person accepts or declines; nothing is applied unseen.",
)

spike_rule = Table(
    "spike_rule",
    metadata,
    Column("rule_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the rule."),
    Column("metric", Text, nullable=False, comment="Metric code the rule is for."),
    Column("team", Text, comment="Team it is for; null unless it is a team's rule."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), comment="Artist it is for; null unless an artist's rule."),
    Column("threshold", Float, nullable=False, comment="A badge needs this week at least so many times last week."),
    Column("floor", Integer, nullable=False, comment="Confirmed needs at least so many more than last week, in units."),
    Column("set_by", Text, nullable=False, comment="Who set it."),
    Column("set_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    CheckConstraint("threshold > 1", name="threshold_above_one"),
    CheckConstraint("floor >= 0", name="floor_range"),
    CheckConstraint("num_nonnulls(team, artist_id) <= 1", name="one_scope"),
    UniqueConstraint("metric", "team", "artist_id", name="uq_spike_rule_scope", postgresql_nulls_not_distinct=True),
    schema="app",
    comment="When a jump is a badge: an artist's rule, else the team's, else the one for all.",
)

audit = Table(
    "audit",
    metadata,
    Column("audit_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the entry."),
    Column("done_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("done_by", Text, nullable=False, comment="Who, as the page or command said."),
    Column("database_user", Text, nullable=False, server_default=text("session_user"), comment="Database login."),
    Column("action", Text, nullable=False, comment="Function that was called, for example confirm_card."),
    Column("subject", Text, nullable=False, comment="What it was done to, for example card 12."),
    Column("before", JSONB, comment="The row before; null when there was none."),
    Column("after", JSONB, comment="The row after; null when it is gone."),
    Index("ix_audit_done_at", "done_at"),
    schema="app",
    comment="Who entered or changed what and when.",
)

reader_scope = Table(
    "reader_scope",
    metadata,
    Column("login", Text, primary_key=True, comment="Database login, as session_user has it."),
    Column("kind", Text, primary_key=True, comment="label or team."),
    Column("name", Text, primary_key=True, comment="Name of a label or team its artists are shown of."),
    CheckConstraint("kind in ('label', 'team')", name="kind_known"),
    schema="app",
    comment="Labels and teams a database login is limited to; with both kinds it sees what is in both.",
)
