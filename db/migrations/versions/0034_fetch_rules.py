"""How often things are fetched by platform and by the size of artists

Revision ID: 0034
Revises: 0026
Create Date: 2026-11-29 11:10:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'fetch_rule',
        sa.Column('kind', sa.Text(), nullable=False, comment='Kind of work.'),
        sa.Column('platform', sa.Text(), server_default='', nullable=False, comment='Platform it is for; empty for all.'),
        sa.Column('least_streams', sa.BigInteger(), server_default='0', nullable=False, comment='For artists of at least so many streams a week (median of 8), and tracks of theirs; 0 for all.'),
        sa.Column('stale_after', sa.Interval(), nullable=False, comment='Fetched again when the last success is older.'),
        sa.CheckConstraint('least_streams >= 0', name=op.f('ck_fetch_rule_least_streams_range')),
        sa.CheckConstraint("platform <> '' or least_streams > 0", name=op.f('ck_fetch_rule_narrower_than_all')),
        sa.ForeignKeyConstraint(['kind'], ['ops.work_kind.kind'], name=op.f('fk_fetch_rule_kind')),
        sa.PrimaryKeyConstraint('kind', 'platform', 'least_streams', name=op.f('pk_fetch_rule')),
        schema='ops',
        comment='How often charted tracks and artists are fetched, where not as ops.fetch_policy says of the kind.'
    )


def downgrade() -> None:
    op.drop_table('fetch_rule', schema='ops')
