"""Weeks of artists and labels as totals whose change adds up

Both tables are made by the rollup alone: they are made anew, and the next rollup fills them.

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-28 10:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('artist_bridge', schema='mart')
    op.drop_table('label_week', schema='mart')
    op.create_table('artist_bridge',
        sa.Column('artist_id', sa.BigInteger(), nullable=False),
        sa.Column('metric_id', sa.SmallInteger(), nullable=False),
        sa.Column('week_on', sa.Date(), nullable=False),
        sa.Column('basis', sa.Text(), nullable=False),
        sa.Column('total', sa.BigInteger(), nullable=False),
        sa.Column('last_total', sa.BigInteger(), nullable=False),
        sa.Column('change', sa.BigInteger(), sa.Computed('total - last_total', persisted=True), nullable=True),
        sa.Column('restated', sa.BigInteger(), nullable=False),
        sa.Column('real_listening', sa.BigInteger(), nullable=False),
        sa.Column('new_releases', sa.BigInteger(), nullable=False),
        sa.Column('new_releases_change', sa.BigInteger(), nullable=False),
        sa.Column('newly_linked', sa.BigInteger(), nullable=False),
        sa.Column('missing_days', sa.BigInteger(), nullable=False),
        sa.Column('account_remainder', sa.BigInteger(), nullable=False),
        sa.Column('was_reported', sa.Boolean(), nullable=False),
        sa.Column('track_count', sa.Integer(), nullable=False),
        sa.Column('tracks_compared', sa.Integer(), nullable=False),
        sa.Column('method_version', sa.Integer(), nullable=False),
        sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint('last_total + restated + real_listening + new_releases_change + newly_linked + missing_days = total', name=op.f('ck_artist_bridge_adds_up')),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_artist_bridge_artist_id')),
        sa.ForeignKeyConstraint(['metric_id'], ['core.metric.metric_id'], name=op.f('fk_artist_bridge_metric_id')),
        sa.PrimaryKeyConstraint('artist_id', 'metric_id', 'week_on', name=op.f('pk_artist_bridge')),
        schema='mart',
    )
    op.create_index('ix_artist_bridge_metric_id_week_on', 'artist_bridge', ['metric_id', 'week_on'], unique=False, schema='mart')
    op.create_table('label_week',
        sa.Column('label', sa.Text(), nullable=False),
        sa.Column('team', sa.Text(), nullable=True),
        sa.Column('metric_id', sa.SmallInteger(), nullable=False),
        sa.Column('week_on', sa.Date(), nullable=False),
        sa.Column('total', sa.BigInteger(), nullable=False),
        sa.Column('last_total', sa.BigInteger(), nullable=False),
        sa.Column('change', sa.BigInteger(), sa.Computed('total - last_total', persisted=True), nullable=True),
        sa.Column('restated', sa.BigInteger(), nullable=False),
        sa.Column('real_listening', sa.BigInteger(), nullable=False),
        sa.Column('new_releases', sa.BigInteger(), nullable=False),
        sa.Column('new_releases_change', sa.BigInteger(), nullable=False),
        sa.Column('newly_linked', sa.BigInteger(), nullable=False),
        sa.Column('missing_days', sa.BigInteger(), nullable=False),
        sa.Column('account_remainder', sa.BigInteger(), nullable=False),
        sa.Column('shared_total', sa.BigInteger(), nullable=False),
        sa.Column('shared_last_total', sa.BigInteger(), nullable=False),
        sa.Column('shared_new_releases', sa.BigInteger(), nullable=False),
        sa.Column('this_week', sa.BigInteger(), nullable=True),
        sa.Column('last_week', sa.BigInteger(), nullable=True),
        sa.Column('settled_this_week', sa.BigInteger(), nullable=True),
        sa.Column('settled_last_week', sa.BigInteger(), nullable=True),
        sa.Column('days_matched', sa.SmallInteger(), nullable=False),
        sa.Column('days_present', sa.SmallInteger(), nullable=False),
        sa.Column('track_count', sa.Integer(), nullable=False),
        sa.Column('tracks_compared', sa.Integer(), nullable=False),
        sa.Column('artist_count', sa.Integer(), nullable=False),
        sa.Column('artists_on_account', sa.Integer(), nullable=False),
        sa.Column('top_artist_id', sa.BigInteger(), nullable=True),
        sa.Column('method_version', sa.Integer(), nullable=False),
        sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.CheckConstraint('last_total + restated + real_listening + new_releases_change + newly_linked + missing_days = total', name=op.f('ck_label_week_adds_up')),
        sa.ForeignKeyConstraint(['metric_id'], ['core.metric.metric_id'], name=op.f('fk_label_week_metric_id')),
        sa.ForeignKeyConstraint(['top_artist_id'], ['core.artist.artist_id'], name=op.f('fk_label_week_top_artist_id')),
        schema='mart',
    )
    op.create_index('uq_label_week_label_team_metric_id_week_on', 'label_week', ['label', 'team', 'metric_id', 'week_on'], unique=True, schema='mart', postgresql_nulls_not_distinct=True)
    op.execute("insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series")
    op.create_index(
        'ix_badge_confirmed', 'badge', ['metric_id', 'week_on'], schema='mart',
        postgresql_where=sa.text("tier = 'confirmed' and track_id is null"),
    )
