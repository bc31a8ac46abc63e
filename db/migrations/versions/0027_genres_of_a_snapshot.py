"""Genres of an artist as sources tell them

Revision ID: 0027
Revises: 0024
Create Date: 2026-11-29 10:45:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('genre_reading',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist.'),
    sa.Column('source', sa.Text(), nullable=False, comment='Provider it was read from, for example spotify or soundcharts.'),
    sa.Column('read_on', sa.Date(), nullable=False, comment="Day it was first read so, the world's own day (UTC)."),
    sa.Column('genres', sa.ARRAY(sa.Text()), nullable=False, comment="Genres of the artist by the source's own names, in its order; empty where it names none."),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_genre_reading_artist_id')),
    sa.PrimaryKeyConstraint('artist_id', 'source', 'read_on', name=op.f('pk_genre_reading')),
    schema='core',
    comment='Genres of an artist as a source told them, a row for each day on which they were others than before.'
    )


def downgrade() -> None:
    op.drop_table('genre_reading', schema='core')
