"""Providers and kinds of work are tables with foreign keys, no lists in constraints

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-28 04:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

# Rows of an older warehouse need something to refer to; names and labels are set after every migration.
PROVIDERS = """
    insert into core.provider (provider, name)
    select provider, provider from ops.rate_limit
    union select provider, provider from ops.call
    union select source, source from core.tag_target
"""
KINDS = """
    insert into ops.work_kind (kind, provider, label, entity)
    select k.kind, p.provider, k.kind, 'unknown'
    from (select kind from ops.work union select kind from ops.fetch_policy) k
    cross join (select min(provider) as provider from core.provider) p
"""


def upgrade() -> None:
    op.create_table(
        'provider',
        sa.Column('provider', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('provider', name=op.f('pk_provider')),
        schema='core',
    )
    op.create_table(
        'work_kind',
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('provider', sa.Text(), nullable=False),
        sa.Column('label', sa.Text(), nullable=False),
        sa.Column('entity', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('kind', name=op.f('pk_work_kind')),
        sa.ForeignKeyConstraint(['provider'], ['core.provider.provider'], name=op.f('fk_work_kind_provider')),
        schema='ops',
    )
    op.execute(PROVIDERS)
    op.execute(KINDS)
    op.drop_constraint('ck_tag_target_source_known', 'tag_target', schema='core')
    for table, column in (('ops.rate_limit', 'provider'), ('ops.call', 'provider'), ('core.tag_target', 'source')):
        schema, name = table.split('.')
        op.create_foreign_key(
            op.f(f'fk_{name}_{column}'), name, 'provider', [column], ['provider'],
            source_schema=schema, referent_schema='core',
        )
    for name in ('work', 'fetch_policy'):
        op.create_foreign_key(
            op.f(f'fk_{name}_kind'), name, 'work_kind', ['kind'], ['kind'],
            source_schema='ops', referent_schema='ops',
        )
