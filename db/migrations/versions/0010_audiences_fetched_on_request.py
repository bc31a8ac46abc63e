"""Audiences fetched on request: who asked for which days, the queue's items for them, and what can be asked at all

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-28 18:20:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

# as taxonomies/metrics.yaml has them; a later chart-sync or delivery enters what the file says
ENDPOINTS = {
    'song_audience': ('track_spotify_streams', 'track_youtube_views', 'track_shazam_count', 'track_airplay_plays',
                      'track_tiktok_videos'),
    'artist_audience': ('artist_spotify_followers', 'artist_youtube_followers', 'artist_youtube_views',
                        'artist_instagram_followers', 'artist_tiktok_followers'),
    'artist_listening': ('artist_spotify_listeners',),
}


def upgrade() -> None:
    op.add_column('metric', sa.Column('endpoint', sa.Text(), nullable=True,
        comment='Endpoint of the provider its readings are asked of; null where they are only delivered.'), schema='core')
    for endpoint, codes in ENDPOINTS.items():
        names = ', '.join(f"'{code}'" for code in codes)
        op.execute(f"update core.metric set endpoint = '{endpoint}' where code in ({names})")
    op.add_column('fetch_policy', sa.Column('window_days', sa.Integer(), nullable=True,
        comment='Days one call answers at most; null where there is no history.'), schema='ops')
    for name, words in (('first_on', 'First day to ask for, of an item for a request; null where the fetch policy says it.'),
                        ('last_on', 'Last day to ask for, of an item for a request; null otherwise.')):
        op.add_column('work', sa.Column(name, sa.Date(), nullable=True, comment=words), schema='ops')
    op.create_check_constraint(op.f('ck_work_days_whole'), 'work',
                               '(first_on is null) = (last_on is null) and first_on <= last_on', schema='ops')
    op.create_table(
        'audience_request',
        sa.Column('request_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the request.'),
        sa.Column('artist_ids', postgresql.ARRAY(sa.BigInteger()), nullable=False, comment='Artists asked for, in order.'),
        sa.Column('platforms', postgresql.ARRAY(sa.Text()), nullable=True, comment='Codes of platforms, in order; null for all.'),
        sa.Column('from_on', sa.Date(), nullable=False, comment='First day of the period.'),
        sa.Column('to_on', sa.Date(), nullable=False, comment='Last day of the period.'),
        sa.Column('country', sa.Text(), nullable=True, comment='Only tracks in charts of this country, ISO 3166-1 alpha-2; null for all.'),
        sa.Column('state', sa.Text(), server_default='waiting', nullable=False, comment='waiting, running, done, failed or cancelled.'),
        sa.Column('requested_by', sa.Text(), nullable=False, comment='Who made it.'),
        sa.Column('requested_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.Column('attempt', sa.SmallInteger(), server_default='1', nullable=False, comment='How often it was started, by hand.'),
        sa.Column('predicted_calls', sa.Integer(), nullable=False, comment='Calls foretold when it was made.'),
        sa.Column('missing_cells', sa.BigInteger(), nullable=False,
                  comment='Days without a reading when it was made, counted for each track and artist on each platform.'),
        sa.Column('unknown_cells', sa.BigInteger(), nullable=True, comment='Those the provider knows no reading of; null until it is done.'),
        sa.Column('failure', sa.Text(), nullable=True, comment='What failed and what to do next, for a reader; null otherwise.'),
        sa.Column('flow_run_id_prefect', sa.Text(), nullable=True, comment="Prefect's id of the flow run that was started for it; null before."),
        sa.Column('started_at', sa.DateTime(timezone=True), nullable=True, comment='Start (UTC).'),
        sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True, comment='When it was done, failed or cancelled (UTC); null before.'),
        sa.CheckConstraint("state in ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f('ck_audience_request_state_known')),
        sa.CheckConstraint("(state in ('waiting', 'running')) = (finished_at is null)", name=op.f('ck_audience_request_finished_whole')),
        sa.CheckConstraint("(state = 'failed') = (failure is not null)", name=op.f('ck_audience_request_failure_said')),
        sa.CheckConstraint('from_on <= to_on', name=op.f('ck_audience_request_period_whole')),
        sa.PrimaryKeyConstraint('request_id', name=op.f('pk_audience_request')),
        schema='app',
        comment='Requests of people to fetch the days of audiences that are missing.',
    )
    op.create_index('uq_audience_request_open', 'audience_request', ['artist_ids', 'platforms', 'from_on', 'to_on', 'country'],
                    unique=True, schema='app', postgresql_where=sa.text("state in ('waiting', 'running')"),
                    postgresql_nulls_not_distinct=True)
    op.create_table(
        'audience_request_person',
        sa.Column('request_id', sa.BigInteger(), nullable=False, comment='Request.'),
        sa.Column('person', sa.Text(), nullable=False, comment='Log-in of who made it or joined it.'),
        sa.Column('question', sa.Text(), nullable=False, comment='Their own question, as the address of its answer has it.'),
        sa.Column('joined_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.Column('left_at', sa.DateTime(timezone=True), nullable=True, comment='When they cancelled (UTC); null while they wait for it.'),
        sa.ForeignKeyConstraint(['request_id'], ['app.audience_request.request_id'], name=op.f('fk_audience_request_person_request_id_audience_request')),
        sa.PrimaryKeyConstraint('request_id', 'person', name=op.f('pk_audience_request_person')),
        schema='app',
        comment='Who waits for a request: who made it, and who joined because their question is the same or a part of it.',
    )
    op.create_table(
        'audience_request_item',
        sa.Column('request_id', sa.BigInteger(), nullable=False, comment='Request.'),
        sa.Column('work_id', sa.BigInteger(), nullable=False, comment='Item of the queue.'),
        sa.Column('cells', sa.Integer(), nullable=False, comment='Days of it that were missing.'),
        sa.ForeignKeyConstraint(['request_id'], ['app.audience_request.request_id'], name=op.f('fk_audience_request_item_request_id_audience_request')),
        sa.ForeignKeyConstraint(['work_id'], ['ops.work.work_id'], name=op.f('fk_audience_request_item_work_id_work'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('request_id', 'work_id', name=op.f('pk_audience_request_item')),
        schema='app',
        comment='Items of the queue a request waits for; two requests may wait for one.',
    )
    op.create_index(op.f('ix_audience_request_item_work_id'), 'audience_request_item', ['work_id'], schema='app')
