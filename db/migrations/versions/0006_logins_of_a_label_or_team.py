"""Database logins that are limited to a label or team

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-28 07:45:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'reader_scope',
        sa.Column('login', sa.Text(), nullable=False, comment='Database login, as session_user has it.'),
        sa.Column('kind', sa.Text(), nullable=False, comment='label or team.'),
        sa.Column('name', sa.Text(), nullable=False, comment='Name of a label or team its artists are shown of.'),
        sa.CheckConstraint("kind in ('label', 'team')", name=op.f('ck_reader_scope_kind_known')),
        sa.PrimaryKeyConstraint('login', 'kind', 'name', name=op.f('pk_reader_scope')),
        schema='app',
        comment='Labels and teams a database login is limited to; with both kinds it sees what is in both.',
    )
