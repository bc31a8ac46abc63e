"""Runs know their process

Revision ID: 0026
Revises: 0027
Create Date: 2026-11-29 10:10:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0027'
branch_labels = None
depends_on = None

_NOW = 'running, completed, partial, failed, or crashed: its process was gone before it said how it ended.'
_BEFORE = 'running, completed, partial or failed.'
_END = 'End (UTC), or when it was found to have crashed; null while it runs.'
_END_BEFORE = 'End (UTC); null while it runs or when it was killed.'


def upgrade() -> None:
    op.add_column('run', sa.Column('host', sa.Text(), nullable=True,
                  comment='Machine its process ran on; null of runs before that was kept.'), schema='ops')
    op.add_column('run', sa.Column('pid', sa.Integer(), nullable=True,
                  comment='Number of its process on that machine.'), schema='ops')
    op.add_column('run', sa.Column('process_started_at', sa.DateTime(timezone=True), nullable=True,
                  comment='Start of that process (UTC): its number may belong to another one later.'), schema='ops')
    op.drop_constraint('state_known', 'run', schema='ops', type_='check')
    op.create_check_constraint(
        'state_known', 'run', "state in ('running', 'completed', 'partial', 'failed', 'crashed')", schema='ops'
    )
    op.alter_column('run', 'state', schema='ops', comment=_NOW, existing_comment=_BEFORE)
    op.alter_column('run', 'ended_at', schema='ops', comment=_END, existing_comment=_END_BEFORE)


def downgrade() -> None:
    op.execute("update ops.run set state = 'failed' where state = 'crashed'")
    op.drop_constraint('state_known', 'run', schema='ops', type_='check')
    op.create_check_constraint(
        'state_known', 'run', "state in ('running', 'completed', 'partial', 'failed')", schema='ops'
    )
    op.alter_column('run', 'state', schema='ops', comment=_BEFORE, existing_comment=_NOW)
    op.alter_column('run', 'ended_at', schema='ops', comment=_END_BEFORE, existing_comment=_END)
    for column in ('process_started_at', 'pid', 'host'):
        op.drop_column('run', column, schema='ops')
