"""Deliveries that do not make a source fresh, and the last day of a made-up world

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-28 14:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'world',
        sa.Column('end_on', sa.Date(), nullable=False, comment='Its last day, which is today to whoever reads its figures.'),
        sa.PrimaryKeyConstraint('end_on', name=op.f('pk_world')),
        schema='ops',
        comment='The made-up world a warehouse holds; without a row it holds real data, and today is today.',
    )
    op.add_column('source',
        sa.Column('most_rejected_share', sa.Numeric(precision=4, scale=3), server_default='0.5', nullable=False,
                  comment='A delivery of which a larger share of the rows was rejected does not make it fresh.'),
        schema='ops')
    op.create_check_constraint(op.f('ck_source_most_rejected_share_range'), 'source',
                               'most_rejected_share between 0 and 1', schema='ops')
