"""Weeks of songs just out, told anew

Revision ID: 0018
Revises: 0015
Create Date: 2026-11-29 04:35:00
"""

from alembic import op

revision = '0018'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # what days are missing of songs just out, and which rises are over, is told by the next rollup
    op.execute("insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series")


def downgrade() -> None:
    pass
