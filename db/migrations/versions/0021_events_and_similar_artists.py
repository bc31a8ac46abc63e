"""What happened to artists besides their numbers, and whom they are like

Revision ID: 0021
Revises: 0022
Create Date: 2026-11-29 07:15:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('event_kind',
        sa.Column('kind', sa.Text(), nullable=False, comment='Short name, for example playlist_entry.'),
        sa.Column('name', sa.Text(), nullable=False, comment='Name for people.'),
        sa.Column('direction', sa.SmallInteger(), nullable=False, comment='Which way it can move streams: 1 up, -1 down, 0 neither.'),
        sa.Column('unit', sa.Text(), nullable=True, comment='What size counts: followers, spins, places, place; null without a size.'),
        sa.Column('most_streams', sa.Numeric(), nullable=True, comment='So many streams a week one unit of size brings at the very most, by our estimate; null for kinds whose size makes no cause.'),
        sa.CheckConstraint('direction in (-1, 0, 1)', name=op.f('ck_event_kind_direction_known')),
        sa.PrimaryKeyConstraint('kind', name=op.f('pk_event_kind')),
        schema='core',
        comment='Kinds of events.'
    )
    op.create_table('event',
        sa.Column('event_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Our number of the event.'),
        sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist it happened to.'),
        sa.Column('track_id', sa.BigInteger(), nullable=True, comment="Track it happened to; null where it is the artist's."),
        sa.Column('kind', sa.Text(), nullable=False, comment='Kind of event.'),
        sa.Column('happened_on', sa.Date(), nullable=False, comment='Day it happened or began.'),
        sa.Column('until_on', sa.Date(), nullable=True, comment='Day it ended; null while it lasts, or where it is of one day.'),
        sa.Column('size', sa.BigInteger(), nullable=True, comment='How big, as first known: see unit; null where unknown.'),
        sa.Column('unit', sa.Text(), nullable=True, comment='What size counts: followers of the playlist, spins, places, place in the chart.'),
        sa.Column('country_code', sa.Text(), nullable=True, comment='Country, ISO 3166-1 alpha-2; null where there is none.'),
        sa.Column('title', sa.Text(), nullable=False, comment='Name of the playlist, station, chart or venue.'),
        sa.Column('source', sa.Text(), nullable=False, comment='Provider that says so.'),
        sa.Column('identifier', sa.Text(), nullable=False, comment="The source's id of the playlist, station, chart or concert."),
        sa.Column('answer_id', sa.BigInteger(), nullable=True, comment='raw.answer the row was read from.'),
        sa.Column('known_from', sa.DateTime(timezone=True), nullable=False, comment='Known since: arrival of the load or moment of the entry (UTC).'),
        sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_event_artist_id')),
        sa.ForeignKeyConstraint(['kind'], ['core.event_kind.kind'], name=op.f('fk_event_kind')),
        sa.ForeignKeyConstraint(['source'], ['core.provider.provider'], name=op.f('fk_event_source')),
        sa.ForeignKeyConstraint(['track_id'], ['core.track.track_id'], name=op.f('fk_event_track_id')),
        sa.PrimaryKeyConstraint('event_id', name=op.f('pk_event')),
        sa.UniqueConstraint('artist_id', 'track_id', 'kind', 'source', 'identifier', 'happened_on', name='uq_event_meaning', postgresql_nulls_not_distinct=True),
        schema='core',
        comment='What happened to artists and tracks: playlists, radio, charts, concerts. Read again it is the same.'
    )
    op.create_index('ix_event_artist_id_happened_on', 'event', ['artist_id', 'happened_on'], unique=False, schema='core')
    op.create_index('ix_event_track_id_happened_on', 'event', ['track_id', 'happened_on'], unique=False, schema='core')
    op.create_table('related_artist',
        sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist.'),
        sa.Column('source', sa.Text(), nullable=False, comment='Provider that says so.'),
        sa.Column('related_id', sa.Uuid(), nullable=False, comment="The source's uuid of the artist fans also like."),
        sa.Column('related_name', sa.Text(), nullable=False, comment='Name of the artist fans also like.'),
        sa.Column('related_artist_id', sa.BigInteger(), nullable=True, comment='Our number of the artist fans also like; null while we know none.'),
        sa.Column('place', sa.Integer(), nullable=False, comment='Place in the list, 1 is the nearest.'),
        sa.Column('read_on', sa.Date(), nullable=False, comment='Day the list was read.'),
        sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_related_artist_artist_id')),
        sa.ForeignKeyConstraint(['related_artist_id'], ['core.artist.artist_id'], name=op.f('fk_related_artist_related_artist_id')),
        sa.ForeignKeyConstraint(['source'], ['core.provider.provider'], name=op.f('fk_related_artist_source')),
        sa.PrimaryKeyConstraint('artist_id', 'source', 'related_id', name=op.f('pk_related_artist')),
        schema='core',
        comment='Whom fans of an artist also like, as the provider lists it; a list that is read replaces the one before.'
    )
    op.create_index('ix_related_artist_related_artist_id', 'related_artist', ['related_artist_id'], unique=False, schema='core')


def downgrade() -> None:
    op.drop_table('related_artist', schema='core')
    op.drop_table('event', schema='core')
    op.drop_table('event_kind', schema='core')
    op.execute("delete from ops.fetch_policy where kind in ('artist_identity', 'artist_playlists', 'artist_concerts', "
               "'artist_chart_places', 'artist_related')")
