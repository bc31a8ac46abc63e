"""Badges that were told as confirmed are found without reading all figures of an issue

Revision ID: 0036
Revises: 0034
Create Date: 2026-11-29 14:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        'ix_report_figure_confirmed',
        'report_figure',
        ['issue_id'],
        schema='core',
        postgresql_where=sa.text("tier = 'confirmed'"),
    )


def downgrade() -> None:
    op.drop_index('ix_report_figure_confirmed', 'report_figure', schema='core')
