"""Schema app, mail: who gets the weekly report, who is alerted of which badges, and what became of each mail."""

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
    UniqueConstraint,
    func,
    text,
)

from db.schema.registry import metadata

report_recipient = Table(
    "report_recipient",
    metadata,
    Column("recipient_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the recipient."),
    Column("address", Text, nullable=False, unique=True, comment="E-mail address in lower case."),
    Column("name", Text, comment="Name the mail is addressed to; null where none was given."),
    Column("label", Text, comment="Only this label's artists; null for all labels."),
    Column("team", Text, comment="Only this team's artists; null for all teams."),
    Column("unsubscribed_at", DateTime(timezone=True), comment="Unsubscribed at (UTC); null while mails are sent."),
    Column("added_by", Text, nullable=False, comment="Who entered it last."),
    Column("added_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    CheckConstraint("address = lower(address)", name="address_folded"),
    schema="app",
    comment="Who gets the weekly report by mail, and of whose artists.",
)

alert_rule = Table(
    "alert_rule",
    metadata,
    Column("rule_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the rule."),
    Column("address", Text, nullable=False, comment="E-mail address in lower case."),
    Column("artist_ids", ARRAY(BigInteger), comment="Only these artists, in order; null for all of the scope."),
    Column("label", Text, comment="Only this label's artists; null for all labels."),
    Column("team", Text, comment="Only this team's artists; null for all teams."),
    Column("limit_labels", ARRAY(Text), comment="Labels the log-in of who made it is limited to; null for no limit."),
    Column("limit_teams", ARRAY(Text), comment="Teams that log-in is limited to; null for no limit."),
    Column("tiers", ARRAY(Text), nullable=False, comment="Tiers of badges it tells of."),
    Column("rhythm", Text, nullable=False, comment="at once, daily or weekly."),
    Column("unsubscribed_at", DateTime(timezone=True), comment="Unsubscribed at (UTC); null while mails are sent."),
    Column("made_by", Text, nullable=False, comment="Log-in of who made it."),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    CheckConstraint("rhythm in ('at once', 'daily', 'weekly')", name="rhythm_known"),
    CheckConstraint("cardinality(tiers) > 0", name="tiers_chosen"),
    CheckConstraint("cardinality(artist_ids) > 0", name="artists_chosen"),
    CheckConstraint("address = lower(address)", name="address_folded"),
    schema="app",
    comment="Alerts: who is mailed about new badges of which artists, and how often.",
)

mail_delivery = Table(
    "mail_delivery",
    metadata,
    Column("delivery_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the delivery."),
    Column("mail", Text, nullable=False, comment="What is mailed: an issue of the report, an alert's mail, a matter."),
    Column("address", Text, nullable=False, comment="E-mail address in lower case, or our name of one of Apprise."),
    Column("rule_id", ForeignKey(alert_rule.c.rule_id, ondelete="CASCADE"), comment="Number of the rule."),
    Column(
        "state",
        Text,
        nullable=False,
        comment="waiting; claimed by a sender; sending: handed over, not answered yet; sent; deferred: put off; "
        "refused; uncertain: handed over, the answer never known; failed: given up, nobody took it.",
    ),
    Column("attempts", SmallInteger, nullable=False, server_default="0", comment="Attempts since last queued."),
    Column("sender", Integer, comment="Number of the sender that claimed it last; its advisory lock says if it lives."),
    Column("next_try_at", DateTime(timezone=True), comment="Not to be taken before (UTC)."),
    Column("answer", Text, comment="What the mail server answered last, or why nobody knows; null before."),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Last change."),
    UniqueConstraint("mail", "address", name="uq_mail_delivery_mail_address"),
    CheckConstraint(
        "state in ('waiting', 'claimed', 'sending', 'sent', 'deferred', 'refused', 'uncertain', 'failed')",
        name="state_known",
    ),
    CheckConstraint("(state = 'deferred') = (next_try_at is not null)", name="next_try_whole"),
    Index("ix_mail_delivery_open", "state", postgresql_where=text("state not in ('sent', 'refused')")),
    Index("ix_mail_delivery_rule_id", "rule_id"),
    schema="app",
    comment="Each mail to each person once: what became of it, as the mail server answered.",
)

unsubscribe_token = Table(
    "unsubscribe_token",
    metadata,
    Column("token_hash", Text, primary_key=True, comment="SHA-256 of the token in the link of one mail, as hex."),
    Column(
        "recipient_id",
        ForeignKey(report_recipient.c.recipient_id, ondelete="CASCADE"),
        comment="Recipient of the report; null for an alert's mail.",
    ),
    Column("rule_id", ForeignKey(alert_rule.c.rule_id, ondelete="CASCADE"), comment="Number of the rule."),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    CheckConstraint("num_nonnulls(recipient_id, rule_id) = 1", name="one_list"),
    Index("ix_unsubscribe_token_recipient_id", "recipient_id"),
    Index("ix_unsubscribe_token_rule_id", "rule_id"),
    schema="app",
    comment="Links in mails that end what they are sent for. The tokens themselves are kept nowhere.",
)

alert_sent = Table(
    "alert_sent",
    metadata,
    Column(
        "rule_id", ForeignKey(alert_rule.c.rule_id, ondelete="CASCADE"), primary_key=True, comment="Number of the rule."
    ),
    Column("artist_id", ForeignKey("core.artist.artist_id"), primary_key=True, comment="Artist of the badge."),
    Column("metric_id", ForeignKey("core.metric.metric_id"), primary_key=True, comment="Metric of the badge."),
    Column("week_on", Date, primary_key=True, comment="The Friday the week begins with; it ends with Thursday."),
    Column(
        "tier",
        Text,
        primary_key=True,
        comment="confirmed, rising, new release, raw only, expected, check data, spike "
        "over, back to normal, new activity; null when nothing is to be said.",
    ),
    Column(
        "delivery_id",
        ForeignKey(mail_delivery.c.delivery_id, ondelete="CASCADE"),
        nullable=False,
        comment="Mail that tells of it.",
    ),
    Index("ix_alert_sent_delivery_id", "delivery_id"),
    Index("ix_alert_sent_artist_id", "artist_id"),
    schema="app",
    comment="Badges an alert has told of, so that none is told twice.",
)
