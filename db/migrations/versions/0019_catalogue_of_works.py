"""The label's catalogue of works, and the Spotify tracks they are linked to

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-29 07:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('work',
        sa.Column('work_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Our number of the work.'),
        sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist whose catalogue it is in.'),
        sa.Column('work_code', sa.Text(), nullable=True, comment="The owner's own number of the work; null where none was given."),
        sa.Column('title', sa.Text(), nullable=False, comment='Title as the owner writes it.'),
        sa.Column('credit_name', sa.Text(), nullable=False, comment='Artists as the owner writes them.'),
        sa.Column('isrc', sa.Text(), nullable=True, comment='ISRC without separators; null where none was given.'),
        sa.Column('upc', sa.Text(), nullable=True, comment='UPC or EAN of the release, 12 or 13 digits; null where none was given.'),
        sa.Column('writers', sa.ARRAY(sa.Text()), server_default='{}', nullable=False, comment="Who wrote it, in the owner's order."),
        sa.Column('album', sa.Text(), nullable=True, comment='Release it is on, as the owner writes it; null where none was given.'),
        sa.Column('duration_ms', sa.Integer(), nullable=True, comment='Length, milliseconds; null where none was given.'),
        sa.Column('release_on', sa.Date(), nullable=True, comment='Release day; null where none was given.'),
        sa.Column('entered_by', sa.Text(), nullable=False, comment='Who entered the work.'),
        sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False, comment='Entered at (UTC).'),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False, comment='Last changed at (UTC).'),
        sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True, comment='Taken out of the catalogue at (UTC); null while it is in.'),
        sa.Column('unlinked_reason', sa.Text(), nullable=True, comment='Why the last linking found no track sure enough; null where it found one.'),
        sa.CheckConstraint("title <> ''", name=op.f('ck_work_title_said')),
        sa.CheckConstraint('duration_ms > 0', name=op.f('ck_work_duration_range')),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_work_artist_id')),
        sa.PrimaryKeyConstraint('work_id', name=op.f('pk_work')),
        schema='core',
        comment="Works of the label's own catalogue, as its owner lists them. What was heard is in core.catalog_track."
    )
    op.create_index('ix_work_artist_id', 'work', ['artist_id'], unique=False, schema='core')
    op.create_index('uq_work_code', 'work', ['artist_id', 'work_code'], unique=True, schema='core', postgresql_where=sa.text('retired_at is null'))
    op.create_index('uq_work_isrc', 'work', ['isrc'], unique=True, schema='core', postgresql_where=sa.text('retired_at is null'))
    op.create_table('work_candidate',
        sa.Column('work_id', sa.BigInteger(), nullable=False, comment='Work it was found for.'),
        sa.Column('track_id_spotify', sa.Text(), nullable=False, comment="Spotify's id of the track, 22 characters."),
        sa.Column('title', sa.Text(), nullable=False, comment='Title on Spotify.'),
        sa.Column('artist_ids_spotify', sa.ARRAY(sa.Text()), nullable=False, comment="Spotify's ids of the artists, the lead first."),
        sa.Column('artist_names', sa.ARRAY(sa.Text()), nullable=False, comment='Names of the artists, the lead first.'),
        sa.Column('album_id_spotify', sa.Text(), nullable=True, comment="Spotify's id of its album; null where it told none."),
        sa.Column('album', sa.Text(), nullable=True, comment='Title of its album; null where it told none.'),
        sa.Column('album_type', sa.Text(), nullable=True, comment='album, single or compilation; null where it told none.'),
        sa.Column('release_on', sa.Date(), nullable=True, comment='Release day; the first of month or year where only that is known.'),
        sa.Column('duration_ms', sa.Integer(), nullable=True, comment='Length, milliseconds; null where unknown.'),
        sa.Column('isrc', sa.Text(), nullable=True, comment='ISRC without separators; null where Spotify has none.'),
        sa.Column('found_by', sa.Text(), nullable=False, comment='isrc or search: the question it first answered.'),
        sa.Column('fetched_at', sa.DateTime(timezone=True), nullable=False, comment='When Spotify told it (UTC).'),
        sa.CheckConstraint("found_by in ('isrc', 'search')", name=op.f('ck_work_candidate_found_by_known')),
        sa.ForeignKeyConstraint(['work_id'], ['core.work.work_id'], name=op.f('fk_work_candidate_work_id')),
        sa.PrimaryKeyConstraint('work_id', 'track_id_spotify', name=op.f('pk_work_candidate')),
        schema='core',
        comment='Tracks Spotify answered for a work, kept so that works can be linked anew without asking again.'
    )
    op.create_table('work_link',
        sa.Column('link_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the link.'),
        sa.Column('work_id', sa.BigInteger(), nullable=False, comment='Work.'),
        sa.Column('track_id_spotify', sa.Text(), nullable=False, comment="Spotify's id of the track it is linked to."),
        sa.Column('album', sa.Text(), nullable=True, comment='Album of that track; null where unknown.'),
        sa.Column('confidence', sa.Text(), nullable=False, comment='high: linked by itself; medium: proposed and accepted by a person; by_hand: a person gave the track.'),
        sa.Column('score', sa.Float(), nullable=True, comment='How alike work and track are, 0 to 1; null where a person gave the track.'),
        sa.Column('reasons', sa.ARRAY(sa.Text()), server_default='{}', nullable=False, comment='What speaks for it, in words.'),
        sa.Column('method_version', sa.Text(), nullable=True, comment='Version of the linking rules; null where a person gave the track.'),
        sa.Column('linked_by', sa.Text(), nullable=False, comment='Who linked it: auto-linker, or a person.'),
        sa.Column('state', sa.Text(), server_default='live', nullable=False, comment='live, dead, changed or region_lost at Spotify.'),
        sa.Column('state_reason', sa.Text(), nullable=True, comment='What the last check found, in words; null where all was well.'),
        sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True, comment='Last checked at Spotify (UTC); null before.'),
        sa.Column('absences', sa.SmallInteger(), server_default='0', nullable=False, comment='How many checks running found no such track; two make it dead.'),
        sa.Column('known_from', sa.DateTime(timezone=True), nullable=False, comment='Known since: arrival of the load or moment of the entry (UTC).'),
        sa.Column('known_until', sa.DateTime(timezone=True), nullable=True, comment='Replaced or taken back at (UTC); null while it holds.'),
        sa.CheckConstraint("(confidence = 'by_hand') = (score is null)", name=op.f('ck_work_link_score_of_linker')),
        sa.CheckConstraint("confidence in ('high', 'medium', 'by_hand')", name=op.f('ck_work_link_confidence_known')),
        sa.CheckConstraint("state = 'live' or state_reason is not null", name=op.f('ck_work_link_state_told')),
        sa.CheckConstraint("state in ('live', 'dead', 'changed', 'region_lost')", name=op.f('ck_work_link_state_known')),
        sa.CheckConstraint('score between 0 and 1', name=op.f('ck_work_link_score_range')),
        sa.ForeignKeyConstraint(['work_id'], ['core.work.work_id'], name=op.f('fk_work_link_work_id')),
        sa.PrimaryKeyConstraint('link_id', name=op.f('pk_work_link')),
        schema='core',
        comment='Spotify track of each work, with the time it was known and what became of the track.'
    )
    op.create_index('ix_work_link_track_id_spotify', 'work_link', ['track_id_spotify'], unique=False, schema='core')
    op.create_index('uq_work_link_current', 'work_link', ['work_id'], unique=True, schema='core', postgresql_where=sa.text('known_until is null'))
    op.create_table('work_suggestion',
        sa.Column('suggestion_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the suggestion.'),
        sa.Column('work_id', sa.BigInteger(), nullable=False, comment='Work.'),
        sa.Column('track_id_spotify', sa.Text(), nullable=False, comment="Spotify's id of the track that may be it."),
        sa.Column('score', sa.Float(), nullable=False, comment='How alike work and track are, 0 to 1.'),
        sa.Column('reasons', sa.ARRAY(sa.Text()), nullable=False, comment='What speaks for it and what against, in words.'),
        sa.Column('method_version', sa.Text(), nullable=False, comment='Version of the linking rules.'),
        sa.Column('state', sa.Text(), server_default='waiting', nullable=False, comment='waiting, accepted or rejected.'),
        sa.Column('suggested_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When (UTC).'),
        sa.Column('decided_by', sa.Text(), nullable=True, comment='Who decided.'),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True, comment='When (UTC).'),
        sa.CheckConstraint("state in ('waiting', 'accepted', 'rejected')", name=op.f('ck_work_suggestion_state_known')),
        sa.CheckConstraint('score between 0 and 1', name=op.f('ck_work_suggestion_score_range')),
        sa.ForeignKeyConstraint(['work_id'], ['core.work.work_id'], name=op.f('fk_work_suggestion_work_id')),
        sa.PrimaryKeyConstraint('suggestion_id', name=op.f('pk_work_suggestion')),
        sa.UniqueConstraint('work_id', 'track_id_spotify', name='uq_work_suggestion_pair'),
        schema='app',
        comment='Tracks that may be a work, too doubtful to be linked unseen. A person accepts or rejects.'
    )


def downgrade() -> None:
    op.drop_table('work_suggestion', schema='app')
    op.drop_table('work_link', schema='core')
    op.drop_table('work_candidate', schema='core')
    op.drop_table('work', schema='core')
