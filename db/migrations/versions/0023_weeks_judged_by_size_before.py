"""Badges judged by the size an artist had before

Revision ID: 0023
Revises: 0021
Create Date: 2026-11-29 08:40:00
"""

from alembic import op

revision = '0023'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # weeks judged one after the other took an artist's size from the week itself; all are judged anew by the next rollup
    op.execute("insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series")


def downgrade() -> None:
    pass
