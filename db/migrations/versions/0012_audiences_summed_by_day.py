"""Audiences of tracks of the same artists summed by day; the next rollup fills them

Revision ID: 0012
Revises: 0014
Create Date: 2026-11-28 21:55:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'audience_group',
        sa.Column('group_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Our number of the group.'),
        sa.Column('metric_id', sa.SmallInteger(), nullable=False, comment='What is measured.'),
        sa.Column('artist_ids', postgresql.ARRAY(sa.BigInteger()), nullable=False,
                  comment='Artists of every track or sound of it, in order.'),
        sa.Column('series_count', sa.Integer(), nullable=False, comment='How many series its sums are of.'),
        sa.ForeignKeyConstraint(['metric_id'], ['core.metric.metric_id'], name=op.f('fk_audience_group_metric_id')),
        sa.PrimaryKeyConstraint('group_id', name=op.f('pk_audience_group')),
        sa.UniqueConstraint('metric_id', 'artist_ids', name='uq_audience_group_meaning'),
        schema='core',
        comment='Series of one metric whose tracks or sounds have the same artists: a question about artists asks for all of '
        'them or none. Worldwide counts by day alone, and none of an id that another mirrors. Made by the rollup.',
    )
    op.create_table(
        'audience_group_series',
        sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False, comment='Series.'),
        sa.Column('group_id', sa.BigInteger(), nullable=False, comment='Group it is summed in.'),
        sa.Column('first_on', sa.Date(), nullable=False, comment='Day of its first reading.'),
        sa.ForeignKeyConstraint(['group_id'], ['core.audience_group.group_id'],
                                name=op.f('fk_audience_group_series_group_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['series_id'], ['core.audience_series.series_id'],
                                name=op.f('fk_audience_group_series_series_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('series_id', name=op.f('pk_audience_group_series')),
        schema='core',
        comment='What the sums of a group are of.',
    )
    op.create_index('ix_audience_group_series_group_id', 'audience_group_series', ['group_id'], schema='core')
    op.create_table(
        'audience_group_day',
        sa.Column('group_id', sa.BigInteger(), nullable=False, comment='Group.'),
        sa.Column('on_date', sa.Date(), nullable=False, comment='Day.'),
        sa.Column('amount', sa.BigInteger(), comment='Sum of what came on exactly this day; null where nothing tells.'),
        sa.Column('readings', sa.Integer(), nullable=False, comment='Series with a reading of this day.'),
        sa.ForeignKeyConstraint(['group_id'], ['core.audience_group.group_id'],
                                name=op.f('fk_audience_group_day_group_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('group_id', 'on_date', name=op.f('pk_audience_group_day')),
        schema='core',
        comment='Sums of a group by day.',
    )
    op.create_table(
        'audience_group_gap',
        sa.Column('series_id', sa.Integer(), autoincrement=False, nullable=False, comment='Series.'),
        sa.Column('last_on', sa.Date(), nullable=False, comment='Day of the reading that ends it.'),
        sa.Column('group_id', sa.BigInteger(), nullable=False, comment='Group of the series.'),
        sa.Column('first_on', sa.Date(), nullable=False, comment='Day after the reading before.'),
        sa.Column('amount', sa.BigInteger(), nullable=False, comment='What came in all of these days together.'),
        sa.Column('value', sa.BigInteger(), nullable=False, comment='The reading that ends it.'),
        sa.ForeignKeyConstraint(['group_id'], ['core.audience_group.group_id'],
                                name=op.f('fk_audience_group_gap_group_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['series_id'], ['core.audience_group_series.series_id'],
                                name=op.f('fk_audience_group_gap_series_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('series_id', 'last_on', name=op.f('pk_audience_group_gap')),
        schema='core',
        comment='What was read of a series of a group over several days, which nobody can tell by day.',
    )
    op.create_index('ix_audience_group_gap_group_id', 'audience_group_gap', ['group_id', 'last_on'], schema='core')


def downgrade() -> None:
    for table in ('audience_group_gap', 'audience_group_day', 'audience_group_series', 'audience_group'):
        op.drop_table(table, schema='core')
