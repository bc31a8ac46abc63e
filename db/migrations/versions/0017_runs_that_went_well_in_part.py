"""Runs that went well in part

Revision ID: 0017
Revises: 0012
Create Date: 2026-11-29 03:30:00
"""

from alembic import op

revision = '0017'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint('state_known', 'run', schema='ops', type_='check')
    op.create_check_constraint(
        'state_known', 'run', "state in ('running', 'completed', 'partial', 'failed')", schema='ops'
    )
    op.alter_column('run', 'state', schema='ops', comment='running, completed, partial or failed.',
                    existing_comment='running, completed or failed.')
    op.alter_column('run', 'reason', schema='ops',
                    comment='Why it ran out of turn, asked for at a forced refresh; or why it or parts of it failed.',
                    existing_comment='Why it ran out of turn, asked for at a forced refresh; or why it failed.')


def downgrade() -> None:
    op.execute("update ops.run set state = 'failed' where state = 'partial'")
    op.drop_constraint('state_known', 'run', schema='ops', type_='check')
    op.create_check_constraint('state_known', 'run', "state in ('running', 'completed', 'failed')", schema='ops')
