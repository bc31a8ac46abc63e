"""Growth: markets, audio profiles, the figures of each artist and day

Revision ID: 0020
Revises: 0019
Create Date: 2026-11-29 07:01:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audio_profile',
    sa.Column('track_id_spotify', sa.Text(), nullable=False, comment="Spotify's id of the track, 22 characters."),
    sa.Column('source', sa.Text(), nullable=False, comment='Who measured: spotify, soundcharts, reccobeats or file. Values of two sources are not comparable.'),
    sa.Column('read_on', sa.Date(), nullable=False, comment="Day it was read, the world's own day (UTC)."),
    sa.Column('danceability', sa.Float(), nullable=True, comment='How well one can dance to it, 0 to 1; null where the source does not tell it.'),
    sa.Column('energy', sa.Float(), nullable=True, comment='Intensity, 0 to 1; null where the source does not tell it.'),
    sa.Column('valence', sa.Float(), nullable=True, comment='How glad it sounds, 0 to 1; null where the source does not tell it.'),
    sa.Column('tempo_bpm', sa.Float(), nullable=True, comment='Beats a minute; null where the source does not tell it.'),
    sa.Column('acousticness', sa.Float(), nullable=True, comment='How likely it is acoustic, 0 to 1; null where the source does not tell it.'),
    sa.Column('speechiness', sa.Float(), nullable=True, comment='Part of spoken words, 0 to 1; null where the source does not tell it.'),
    sa.Column('instrumentalness', sa.Float(), nullable=True, comment='How likely it has no voice, 0 to 1; null where the source does not tell it.'),
    sa.Column('liveness', sa.Float(), nullable=True, comment='How likely there is an audience, 0 to 1; null where the source does not tell it.'),
    sa.Column('loudness_db', sa.Float(), nullable=True, comment='Loudness, decibels, mostly -60 to 0; null where the source does not tell it.'),
    sa.Column('key', sa.SmallInteger(), nullable=True, comment='Pitch class, 0 is C, 11 is B; null where unknown or not told.'),
    sa.Column('mode', sa.SmallInteger(), nullable=True, comment='1 major, 0 minor; null where not told.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('acousticness between 0 and 1', name=op.f('ck_audio_profile_acousticness_range')),
    sa.CheckConstraint('danceability between 0 and 1', name=op.f('ck_audio_profile_danceability_range')),
    sa.CheckConstraint('energy between 0 and 1', name=op.f('ck_audio_profile_energy_range')),
    sa.CheckConstraint('instrumentalness between 0 and 1', name=op.f('ck_audio_profile_instrumentalness_range')),
    sa.CheckConstraint('key between 0 and 11', name=op.f('ck_audio_profile_key_range')),
    sa.CheckConstraint('liveness between 0 and 1', name=op.f('ck_audio_profile_liveness_range')),
    sa.CheckConstraint('mode in (0, 1)', name=op.f('ck_audio_profile_mode_known')),
    sa.CheckConstraint('speechiness between 0 and 1', name=op.f('ck_audio_profile_speechiness_range')),
    sa.CheckConstraint('valence between 0 and 1', name=op.f('ck_audio_profile_valence_range')),
    sa.PrimaryKeyConstraint('track_id_spotify', 'source', name=op.f('pk_audio_profile')),
    schema='core',
    comment='Audio features of Spotify tracks, a row for each source; sources are never mixed in one distribution.'
    )
    op.create_table('market',
    sa.Column('market', sa.Text(), nullable=False, comment='Country, ISO 3166-1 alpha-2.'),
    sa.Column('place', sa.SmallInteger(), nullable=False, comment='Its place in the list of taxonomies/growth.yaml, from 1.'),
    sa.Column('is_counted', sa.Boolean(), nullable=False, comment='On the list now; else only what was read before is kept.'),
    sa.PrimaryKeyConstraint('market', name=op.f('pk_market')),
    schema='core',
    comment="Markets an artist's availability is read of, as taxonomies/growth.yaml lists them."
    )
    op.create_table('market_reading',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist.'),
    sa.Column('source', sa.Text(), nullable=False, comment='Provider it was read from, for example spotify or soundcharts.'),
    sa.Column('market', sa.Text(), nullable=False, comment='Market, ISO 3166-1 alpha-2.'),
    sa.Column('read_on', sa.Date(), nullable=False, comment="Day it was read, the world's own day (UTC)."),
    sa.Column('is_present', sa.Boolean(), nullable=False, comment="Spotify: one of the artist's tracks is available there; Soundcharts: it lists listeners there."),
    sa.Column('track_count', sa.Integer(), nullable=True, comment='Tracks of the artist available there; null where the source tells none.'),
    sa.Column('top_popularity', sa.SmallInteger(), nullable=True, comment='Popularity of the best track there, 0 to 100; null if not told.'),
    sa.Column('listeners', sa.BigInteger(), nullable=True, comment='Monthly listeners there; null where the source tells none.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('top_popularity between 0 and 100', name=op.f('ck_market_reading_top_popularity_range')),
    sa.CheckConstraint('track_count >= 0', name=op.f('ck_market_reading_track_count_range')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_market_reading_artist_id')),
    sa.ForeignKeyConstraint(['market'], ['core.market.market'], name=op.f('fk_market_reading_market')),
    sa.PrimaryKeyConstraint('artist_id', 'source', 'market', 'read_on', name=op.f('pk_market_reading')),
    schema='core',
    comment='Markets of an artist as a source told them on a day. A day is read whole or not at all.'
    )
    op.create_table('market_top_track',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist.'),
    sa.Column('market', sa.Text(), nullable=False, comment='Market, ISO 3166-1 alpha-2.'),
    sa.Column('read_on', sa.Date(), nullable=False, comment="Day it was read, the world's own day (UTC)."),
    sa.Column('place', sa.SmallInteger(), nullable=False, comment="Place in the market's list, from 1."),
    sa.Column('track_id_spotify', sa.Text(), nullable=False, comment="Spotify's id of the track, 22 characters."),
    sa.Column('name', sa.Text(), nullable=False, comment='Title.'),
    sa.Column('popularity', sa.SmallInteger(), nullable=True, comment='Popularity of the track, 0 to 100; null where it was not told.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('place >= 1', name=op.f('ck_market_top_track_place_range')),
    sa.CheckConstraint('popularity between 0 and 100', name=op.f('ck_market_top_track_popularity_range')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_market_top_track_artist_id')),
    sa.ForeignKeyConstraint(['market'], ['core.market.market'], name=op.f('fk_market_top_track_market')),
    sa.PrimaryKeyConstraint('artist_id', 'market', 'read_on', 'place', name=op.f('pk_market_top_track')),
    schema='core',
    comment="Spotify's top tracks of an artist in a market on a day."
    )
    op.create_table('growth_metric',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist.'),
    sa.Column('measured_on', sa.Date(), nullable=False, comment='Day the figures are of; each field says when it was read.'),
    sa.Column('followers', sa.BigInteger(), nullable=True, comment='Followers on Spotify as last read; null where not read of late.'),
    sa.Column('followers_source', sa.Text(), nullable=True, comment='Provider it was read from, for example spotify or soundcharts.'),
    sa.Column('followers_on', sa.Date(), nullable=True, comment='Day the followers are of.'),
    sa.Column('popularity', sa.SmallInteger(), nullable=True, comment="Spotify's popularity, 0 to 100; null where not read of late."),
    sa.Column('popularity_source', sa.Text(), nullable=True, comment='Provider it was read from, for example spotify or soundcharts.'),
    sa.Column('popularity_on', sa.Date(), nullable=True, comment='Day the popularity is of.'),
    sa.Column('market_count', sa.SmallInteger(), nullable=True, comment='Markets of the list held: present, or absent in the newest reading alone; null if not read of late.'),
    sa.Column('markets_source', sa.Text(), nullable=True, comment='Provider it was read from, for example spotify or soundcharts.'),
    sa.Column('markets_on', sa.Date(), nullable=True, comment='Day the markets are of.'),
    sa.Column('new_markets', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False, comment='Markets that came with the newest reading of this day.'),
    sa.Column('lost_markets', sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False, comment='Markets lost with it: absent in two readings one after the other.'),
    sa.Column('track_popularity', sa.Float(), nullable=True, comment='Mean popularity of the ten most popular tracks, 0 to 100; null if not read.'),
    sa.Column('track_count', sa.SmallInteger(), nullable=True, comment='Tracks the mean is over, at most 10.'),
    sa.Column('stream_percentile', sa.Float(), nullable=True, comment='Share of followed artists with fewer streams in the newest week, 0 to 1; told where popularity of tracks is not.'),
    sa.Column('tracks_source', sa.Text(), nullable=True, comment='spotify or soundcharts for popularity of tracks; streams for a percentile.'),
    sa.Column('tracks_on', sa.Date(), nullable=True, comment='Day the popularity of tracks is of, or last day of the week of streams.'),
    sa.Column('followers_part', sa.Numeric(precision=5, scale=2), nullable=True, comment='Part of the visibility score, 0 to 25; null where what it is made of was not read.'),
    sa.Column('popularity_part', sa.Numeric(precision=5, scale=2), nullable=True, comment='Part of the visibility score, 0 to 25; null where what it is made of was not read.'),
    sa.Column('markets_part', sa.Numeric(precision=5, scale=2), nullable=True, comment='Part of the visibility score, 0 to 25; null where what it is made of was not read.'),
    sa.Column('tracks_part', sa.Numeric(precision=5, scale=2), nullable=True, comment='Part of the visibility score, 0 to 25; null where what it is made of was not read.'),
    sa.Column('visibility_score', sa.Numeric(precision=5, scale=2), nullable=True, comment='Sum of the four parts, 0 to 100; null when one is missing, never 0.'),
    sa.Column('withheld_reason', sa.Text(), nullable=True, comment='Which parts are missing and why the score is not told; null when it is.'),
    sa.Column('followers_week_change', sa.BigInteger(), nullable=True, comment='Difference to the reading 7 days before; null where readings began later, see followers_weeks_needed.'),
    sa.Column('followers_month_change', sa.BigInteger(), nullable=True, comment='Difference to the reading 28 days before; null where readings began later, see followers_weeks_needed.'),
    sa.Column('followers_weeks_needed', sa.SmallInteger(), nullable=True, comment='Weeks of readings still needed until all changes can be told; 0 when they can, null without a reading.'),
    sa.Column('popularity_week_change', sa.SmallInteger(), nullable=True, comment='Difference to the reading 7 days before; null where readings began later, see popularity_weeks_needed.'),
    sa.Column('popularity_month_change', sa.SmallInteger(), nullable=True, comment='Difference to the reading 28 days before; null where readings began later, see popularity_weeks_needed.'),
    sa.Column('popularity_weeks_needed', sa.SmallInteger(), nullable=True, comment='Weeks of readings still needed until all changes can be told; 0 when they can, null without a reading.'),
    sa.Column('formula_version', sa.Integer(), nullable=False, comment='Number of the formula of the score, see growth.yaml.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('(visibility_score is null) = (withheld_reason is not null)', name=op.f('ck_growth_metric_withheld_with_a_reason')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_growth_metric_artist_id')),
    sa.PrimaryKeyConstraint('artist_id', 'measured_on', name=op.f('pk_growth_metric')),
    schema='mart',
    comment='Growth of each followed artist on a day: levels, markets, the visibility score in four parts, changes.'
    )
    op.create_index('ix_growth_metric_measured_on', 'growth_metric', ['measured_on'], unique=False, schema='mart')
    op.add_column('capability', sa.Column('client_id', sa.Text(), nullable=True, comment='App the finding is of; null where it was not told. Another app is asked anew.'), schema='ops')
    op.create_table_comment(
        'capability',
        'What providers let this app use; growth asks once a day, others again after 30 days.',
        existing_comment='What providers let this app use; a row older than 30 days is asked again.',
        schema='ops'
    )


def downgrade() -> None:
    op.create_table_comment(
        'capability',
        'What providers let this app use; a row older than 30 days is asked again.',
        existing_comment='What providers let this app use; growth asks once a day, others again after 30 days.',
        schema='ops'
    )
    op.drop_column('capability', 'client_id', schema='ops')
    op.drop_index('ix_growth_metric_measured_on', table_name='growth_metric', schema='mart')
    op.drop_table('growth_metric', schema='mart')
    op.drop_table('market_top_track', schema='core')
    op.drop_table('market_reading', schema='core')
    op.drop_table('market', schema='core')
    op.drop_table('audio_profile', schema='core')
