"""Sums of audiences by day, those of a month in one row; the next rollup fills them

Revision ID: 0038
Revises: 0039
Create Date: 2026-11-29 14:15:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0038'
down_revision = '0039'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('audience_group_day', schema='core')
    op.add_column('audience_group', sa.Column('whole_on', sa.Date(),
                  comment='Day by which each of its series had been read; null until it is summed.'), schema='core')
    op.create_index('ix_audience_group_artist_ids', 'audience_group', ['artist_ids'], schema='core', postgresql_using='gin')
    op.create_index('ix_audience_group_gap_over_months', 'audience_group_gap', ['group_id', 'last_on'], schema='core',
                    postgresql_where=sa.text("date_trunc('month', first_on::timestamp) < date_trunc('month', last_on::timestamp)"))
    op.create_table(
        'audience_change',
        sa.Column('change_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the change.'),
        sa.Column('track_id', sa.BigInteger(), comment='Track whose series, credits or release are others now; or null.'),
        sa.Column('sound_id', sa.BigInteger(), comment='Sound whose series are others now; or null.'),
        sa.Column('membership', sa.Text(), comment='links or sounds, of which some are others now; or null.'),
        sa.PrimaryKeyConstraint('change_id', name=op.f('pk_audience_change')),
        schema='core',
        comment='What has changed since the last rollup in what sums of groups are of; all three null: something of any '
        'group. Entered by triggers (db/sql/functions/audience_change.sql), taken away by the rollup.',
    )
    op.create_table(
        'audience_group_month',
        sa.Column('group_id', sa.BigInteger(), nullable=False, comment='Group.'),
        sa.Column('month_on', sa.Date(), nullable=False, comment='First day of the month its sums are of.'),
        sa.Column('amounts', sa.Numeric(), nullable=False, comment='What came on exactly each day, its days packed.'),
        sa.Column('told_days', postgresql.BIT(31), nullable=False,
                  comment='The days something tells of as ones, from the 1st on.'),
        sa.Column('readings', sa.Numeric(), nullable=False,
                  comment='Series with a reading of each day, its days packed.'),
        sa.Column('gap_amount', sa.Numeric(),
                  comment='What came in those of its gaps that lie in this month; null where none do.'),
        sa.Column('gap_days', postgresql.BIT(31), nullable=False,
                  comment='The days of these gaps as ones, from the 1st on.'),
        sa.ForeignKeyConstraint(['group_id'], ['core.audience_group.group_id'],
                                name=op.f('fk_audience_group_month_group_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('group_id', 'month_on', name=op.f('pk_audience_group_month')),
        schema='core',
        comment='Sums of a group by day, those of a month in one row and one number, 24 digits a day (core.unpacked_days): '
        'numbers so packed are added in one, so that years of many groups are read as quickly as a few.',
    )
    # without groups no sum is told, and the next rollup makes them all
    op.execute('delete from core.audience_group')


def downgrade() -> None:
    op.drop_table('audience_group_month', schema='core')
    op.drop_table('audience_change', schema='core')
    op.drop_index('ix_audience_group_gap_over_months', 'audience_group_gap', schema='core')
    op.drop_index('ix_audience_group_artist_ids', 'audience_group', schema='core')
    op.drop_column('audience_group', 'whole_on', schema='core')
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
    op.execute('delete from core.audience_group')
