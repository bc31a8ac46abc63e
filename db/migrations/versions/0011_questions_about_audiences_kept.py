"""Questions about audiences that are kept: who asked what and when

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-28 18:30:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'audience_question',
        sa.Column('question_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the question.'),
        sa.Column('asked_by', sa.Text(), nullable=False, comment='Who asked.'),
        sa.Column('asked_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False,
                  comment='When last (UTC).'),
        sa.Column('name', sa.Text(), comment='What who asked calls it; null unless it was saved.'),
        sa.Column('artist_ids', postgresql.ARRAY(sa.BigInteger()), nullable=False, comment='Our numbers of the artists.'),
        sa.Column('platforms', postgresql.ARRAY(sa.Text()), comment='Codes of the platforms; null for all.'),
        sa.Column('from_on', sa.Date(), nullable=False, comment='First day asked for.'),
        sa.Column('to_on', sa.Date(), nullable=False, comment='Last day asked for.'),
        sa.Column('country_code', sa.Text(), comment='Country, ISO 3166-1 alpha-2; null for all.'),
        sa.Column('group_by', sa.Text(), nullable=False, comment='What is shown first: platform, track or date.'),
        sa.Column('is_daily', sa.Boolean(), nullable=False, comment='Each day is listed.'),
        sa.CheckConstraint("group_by in ('platform', 'track', 'date')", name=op.f('ck_audience_question_group_by_known')),
        sa.CheckConstraint('cardinality(artist_ids) > 0', name=op.f('ck_audience_question_artists_chosen')),
        sa.CheckConstraint('from_on <= to_on', name=op.f('ck_audience_question_days_in_order')),
        sa.CheckConstraint("name <> ''", name=op.f('ck_audience_question_name_whole')),
        sa.PrimaryKeyConstraint('question_id', name=op.f('pk_audience_question')),
        schema='app',
        comment='Questions about audiences: who asked what and when last, and what they call those they saved.',
    )
    op.create_index('ix_audience_question_asked_by', 'audience_question', ['asked_by', 'asked_at'], schema='app')
