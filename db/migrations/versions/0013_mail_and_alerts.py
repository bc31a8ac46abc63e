"""Mail: who gets the weekly report, alerts about badges, and what became of each mail

Revision ID: 0013
Revises: 0011
Create Date: 2026-11-28 21:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'report_recipient',
        sa.Column('recipient_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the recipient.'),
        sa.Column('address', sa.Text(), nullable=False, comment='E-mail address in lower case.'),
        sa.Column('name', sa.Text(), nullable=True, comment='Name the mail is addressed to; null where none was given.'),
        sa.Column('label', sa.Text(), nullable=True, comment="Only this label's artists; null for all labels."),
        sa.Column('team', sa.Text(), nullable=True, comment="Only this team's artists; null for all teams."),
        sa.Column('unsubscribed_at', sa.DateTime(timezone=True), nullable=True, comment='Unsubscribed at (UTC); null while mails are sent.'),
        sa.Column('added_by', sa.Text(), nullable=False, comment='Who entered it last.'),
        sa.Column('added_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.CheckConstraint('address = lower(address)', name=op.f('ck_report_recipient_address_folded')),
        sa.PrimaryKeyConstraint('recipient_id', name=op.f('pk_report_recipient')),
        sa.UniqueConstraint('address', name=op.f('uq_report_recipient_address')),
        schema='app',
        comment='Who gets the weekly report by mail, and of whose artists.'
    )
    op.create_table(
        'alert_rule',
        sa.Column('rule_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="Number of the rule."),
        sa.Column('address', sa.Text(), nullable=False, comment='E-mail address in lower case.'),
        sa.Column('artist_ids', sa.ARRAY(sa.BigInteger()), nullable=True, comment='Only these artists, in order; null for all of the scope.'),
        sa.Column('label', sa.Text(), nullable=True, comment="Only this label's artists; null for all labels."),
        sa.Column('team', sa.Text(), nullable=True, comment="Only this team's artists; null for all teams."),
        sa.Column('limit_labels', sa.ARRAY(sa.Text()), nullable=True, comment='Labels the log-in of who made it is limited to; null for no limit.'),
        sa.Column('limit_teams', sa.ARRAY(sa.Text()), nullable=True, comment='Teams that log-in is limited to; null for no limit.'),
        sa.Column('tiers', sa.ARRAY(sa.Text()), nullable=False, comment='Tiers of badges it tells of.'),
        sa.Column('rhythm', sa.Text(), nullable=False, comment='at once, daily or weekly.'),
        sa.Column('unsubscribed_at', sa.DateTime(timezone=True), nullable=True, comment='Unsubscribed at (UTC); null while mails are sent.'),
        sa.Column('made_by', sa.Text(), nullable=False, comment='Log-in of who made it.'),
        sa.Column('made_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.CheckConstraint("rhythm in ('at once', 'daily', 'weekly')", name=op.f('ck_alert_rule_rhythm_known')),
        sa.CheckConstraint('address = lower(address)', name=op.f('ck_alert_rule_address_folded')),
        sa.CheckConstraint('cardinality(artist_ids) > 0', name=op.f('ck_alert_rule_artists_chosen')),
        sa.CheckConstraint('cardinality(tiers) > 0', name=op.f('ck_alert_rule_tiers_chosen')),
        sa.PrimaryKeyConstraint('rule_id', name=op.f('pk_alert_rule')),
        schema='app',
        comment='Alerts: who is mailed about new badges of which artists, and how often.'
    )
    op.create_table(
        'mail_delivery',
        sa.Column('delivery_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the delivery.'),
        sa.Column('mail', sa.Text(), nullable=False, comment="What is mailed: an issue of the report, or an alert's mail."),
        sa.Column('address', sa.Text(), nullable=False, comment='E-mail address in lower case.'),
        sa.Column('rule_id', sa.BigInteger(), nullable=True, comment="Number of the rule."),
        sa.Column('state', sa.Text(), nullable=False, comment='waiting; claimed by a sender; sending: handed over, not answered yet; sent; deferred: put off; refused; uncertain: handed over, the answer never known.'),
        sa.Column('attempts', sa.SmallInteger(), server_default='0', nullable=False, comment="Attempts since last queued."),
        sa.Column('sender', sa.Integer(), nullable=True, comment='Number of the sender that claimed it last; its advisory lock says if it lives.'),
        sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True, comment="Not to be taken before (UTC)."),
        sa.Column('answer', sa.Text(), nullable=True, comment='What the mail server answered last, or why nobody knows; null before.'),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='Last change.'),
        sa.CheckConstraint("(state = 'deferred') = (next_try_at is not null)", name=op.f('ck_mail_delivery_next_try_whole')),
        sa.CheckConstraint("state in ('waiting', 'claimed', 'sending', 'sent', 'deferred', 'refused', 'uncertain')", name=op.f('ck_mail_delivery_state_known')),
        sa.ForeignKeyConstraint(['rule_id'], ['app.alert_rule.rule_id'], name=op.f('fk_mail_delivery_rule_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('delivery_id', name=op.f('pk_mail_delivery')),
        sa.UniqueConstraint('mail', 'address', name='uq_mail_delivery_mail_address'),
        schema='app',
        comment='Each mail to each person once: what became of it, as the mail server answered.'
    )
    op.create_index('ix_mail_delivery_open', 'mail_delivery', ['state'], unique=False, schema='app', postgresql_where=sa.text("state not in ('sent', 'refused')"))
    op.create_index('ix_mail_delivery_rule_id', 'mail_delivery', ['rule_id'], unique=False, schema='app')
    op.create_table(
        'unsubscribe_token',
        sa.Column('token_hash', sa.Text(), nullable=False, comment='SHA-256 of the token in the link of one mail, as hex.'),
        sa.Column('recipient_id', sa.BigInteger(), nullable=True, comment="Recipient of the report; null for an alert's mail."),
        sa.Column('rule_id', sa.BigInteger(), nullable=True, comment="Number of the rule."),
        sa.Column('made_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.CheckConstraint('num_nonnulls(recipient_id, rule_id) = 1', name=op.f('ck_unsubscribe_token_one_list')),
        sa.ForeignKeyConstraint(['recipient_id'], ['app.report_recipient.recipient_id'], name=op.f('fk_unsubscribe_token_recipient_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['rule_id'], ['app.alert_rule.rule_id'], name=op.f('fk_unsubscribe_token_rule_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_unsubscribe_token')),
        schema='app',
        comment='Links in mails that end what they are sent for. The tokens themselves are kept nowhere.'
    )
    op.create_index('ix_unsubscribe_token_rule_id', 'unsubscribe_token', ['rule_id'], unique=False, schema='app')
    op.create_index('ix_unsubscribe_token_recipient_id', 'unsubscribe_token', ['recipient_id'], unique=False, schema='app')
    op.create_table(
        'alert_sent',
        sa.Column('rule_id', sa.BigInteger(), nullable=False, comment="Number of the rule."),
        sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist of the badge.'),
        sa.Column('metric_id', sa.SmallInteger(), nullable=False, comment='Metric of the badge.'),
        sa.Column('week_on', sa.Date(), nullable=False, comment="The Friday the week begins with; it ends with Thursday."),
        sa.Column('tier', sa.Text(), nullable=False, comment=
        "confirmed, rising, new release, raw only, expected, check data, spike "
        "over, back to normal, new activity; null when nothing is to be said."),
        sa.Column('delivery_id', sa.BigInteger(), nullable=False, comment='Mail that tells of it.'),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_alert_sent_artist_id')),
        sa.ForeignKeyConstraint(['delivery_id'], ['app.mail_delivery.delivery_id'], name=op.f('fk_alert_sent_delivery_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['metric_id'], ['core.metric.metric_id'], name=op.f('fk_alert_sent_metric_id')),
        sa.ForeignKeyConstraint(['rule_id'], ['app.alert_rule.rule_id'], name=op.f('fk_alert_sent_rule_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('rule_id', 'artist_id', 'metric_id', 'week_on', 'tier', name=op.f('pk_alert_sent')),
        schema='app',
        comment='Badges an alert has told of, so that none is told twice.'
    )
    op.create_index('ix_alert_sent_artist_id', 'alert_sent', ['artist_id'], unique=False, schema='app')
    op.create_index('ix_alert_sent_delivery_id', 'alert_sent', ['delivery_id'], unique=False, schema='app')
