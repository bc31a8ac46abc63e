"""People are told: matters, results of checks of data, and which run called which

Revision ID: 0024
Revises: 0023
Create Date: 2026-11-29 10:15:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'matter',
        sa.Column('matter_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the matter.'),
        sa.Column('key', sa.Text(), nullable=False, comment='What is the matter, as code: the same while the same is wrong.'),
        sa.Column('kind', sa.Text(), nullable=False, comment='What was looked at: run, source, queue, budget, disk, data, mail.'),
        sa.Column('severity', sa.Text(), nullable=False, comment='fail or warn: how bad it is.'),
        sa.Column('what', sa.Text(), nullable=False, comment='What is wrong, in sentences; the newest that was said of it.'),
        sa.Column('next_step', sa.Text(), nullable=False, comment='What to do about it.'),
        sa.Column('first_seen_at', sa.DateTime(timezone=True), nullable=False, comment='Seen first (UTC).'),
        sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False, comment='Seen last (UTC).'),
        sa.Column('over_at', sa.DateTime(timezone=True), nullable=True, comment='Looked at and no longer so (UTC); null while it is open.'),
        sa.CheckConstraint("severity in ('fail', 'warn')", name=op.f('ck_matter_severity_known')),
        sa.PrimaryKeyConstraint('matter_id', name=op.f('pk_matter')),
        schema='ops',
        comment='What was found wrong, from when to when; people are told of each once, and once when it is over.'
    )
    op.create_index('uq_matter_open', 'matter', ['key'], unique=True, schema='ops', postgresql_where=sa.text('over_at is null'))
    op.create_table(
        'check_result',
        sa.Column('check_result_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the result.'),
        sa.Column('check_name', sa.Text(), nullable=False, comment='Folder and name of the check in db/sql/checks.'),
        sa.Column('severity', sa.Text(), nullable=False, comment='fail or warn: how bad it is.'),
        sa.Column('what', sa.Text(), nullable=False, comment='What a row of the check is.'),
        sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False, comment='When the check was made (UTC).'),
        sa.Column('rows_found', sa.Integer(), nullable=True, comment='Rows that must not be; null where the check could not be made.'),
        sa.Column('example', postgresql.JSONB(), nullable=True, comment='The first of the rows; null without one.'),
        sa.Column('reason', sa.Text(), nullable=True, comment='Why the check could not be made; null where it was.'),
        sa.Column('elapsed_ms', sa.Integer(), nullable=False, comment='How long the check took, milliseconds.'),
        sa.CheckConstraint("severity in ('fail', 'warn')", name=op.f('ck_check_result_severity_known')),
        sa.CheckConstraint('(rows_found is null) = (reason is not null)', name=op.f('ck_check_result_made_or_why_not')),
        sa.PrimaryKeyConstraint('check_result_id', name=op.f('pk_check_result')),
        schema='ops',
        comment='What each check of data found, each time it was made.'
    )
    op.create_index('ix_check_result_check_name_checked_at', 'check_result', ['check_name', 'checked_at'], schema='ops')
    op.add_column(
        'run',
        sa.Column('part_of', sa.BigInteger(), nullable=True, comment='Run that called it, as daily does; null for none.'),
        schema='ops'
    )
    op.create_foreign_key(op.f('fk_run_part_of'), 'run', 'run', ['part_of'], ['run_id'], source_schema='ops',
                          referent_schema='ops', ondelete='SET NULL')


def downgrade() -> None:
    op.drop_constraint(op.f('fk_run_part_of'), 'run', schema='ops', type_='foreignkey')
    op.drop_column('run', 'part_of', schema='ops')
    op.drop_table('check_result', schema='ops')
    op.drop_table('matter', schema='ops')
