"""Tiers new release, spike over and back to normal, with what they rest on

Badges that stand stay until the next rollup, which judges all weeks again.

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-28 14:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint('ck_badge_tier_known', 'badge', schema='mart')
    op.create_check_constraint(
        op.f('ck_badge_tier_known'), 'badge',
        "tier in ('confirmed', 'rising', 'new release', 'raw only', 'expected', 'check data', 'spike over', "
        "'back to normal', 'new activity')",
        schema='mart',
    )
    for name in ('extra', 'this_week', 'last_week'):
        op.alter_column('badge', name, existing_type=sa.BigInteger(), nullable=True, schema='mart')
    for name, kind in (
        ('total_change', sa.BigInteger()),
        ('new_releases_change', sa.BigInteger()),
        ('last_tier', sa.Text()),
        ('last_direction', sa.Text()),
        ('last_expected', sa.Float()),
    ):
        op.add_column('badge', sa.Column(name, kind, nullable=True), schema='mart')
    op.execute("insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series")
