"""Issues of the weekly report, with the figures and badges they told

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-28 22:00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'report_issue',
        sa.Column('issue_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the issue.'),
        sa.Column('week_on', sa.Date(), nullable=False, comment="The Friday the week begins with; it ends with Thursday."),
        sa.Column('label', sa.Text(), comment='Label whose artists it is of; null for all.'),
        sa.Column('team', sa.Text(), comment='Team whose artists it is of; null for all.'),
        sa.Column('edition', sa.SmallInteger(), nullable=False,
                  comment='1 for the first issue of this week and scope, then 2, ...'),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False,
                  comment='When its figures were read (UTC): loads and entries made later are no part of it.'),
        sa.Column('as_of', sa.DateTime(timezone=True), nullable=False,
                  comment='What had arrived by then is told (UTC); made_at, or earlier for a past week as it was known '
                  'then.'),
        sa.Column('parameters', postgresql.JSONB(), nullable=False, comment="Parameters as given."),
        sa.Column('fingerprint', postgresql.JSONB(), nullable=False,
                  comment='Rows and hash of the week in each weekly table: {table: {...}}.'),
        sa.Column('method_versions', postgresql.JSONB(), nullable=False,
                  comment='Version of the formulas of each weekly table.'),
        sa.Column('blocks', postgresql.JSONB(), nullable=False,
                  comment='What it tells: the blocks of the notebook, in order.'),
        sa.Column('pdf_file', sa.Text(), nullable=False, comment="Name of the PDF in the data folder's kept issues."),
        sa.Column('pdf_sha256', sa.Text(), nullable=False, comment='SHA-256 of the PDF.'),
        sa.Column('notebook_file', sa.Text(), nullable=False, comment='Name of the executed notebook beside it.'),
        sa.Column('notebook_sha256', sa.Text(), nullable=False, comment='SHA-256 of the notebook.'),
        sa.CheckConstraint('edition > 0', name=op.f('ck_report_issue_edition_range')),
        sa.CheckConstraint('as_of <= made_at', name=op.f('ck_report_issue_as_of_past')),
        sa.PrimaryKeyConstraint('issue_id', name=op.f('pk_report_issue')),
        sa.UniqueConstraint('week_on', 'label', 'team', 'edition', name='uq_report_issue_edition',
                            postgresql_nulls_not_distinct=True),
        schema='core',
        comment='Issues of the weekly report. A row is written last: an issue that is here is whole.',
    )
    op.create_table(
        'report_figure',
        sa.Column('figure_id', sa.BigInteger(), sa.Identity(always=True), nullable=False,
                  comment='Number of the figure.'),
        sa.Column('issue_id', sa.BigInteger(), nullable=False, comment='Issue it was told in.'),
        sa.Column('metric_id', sa.SmallInteger(), nullable=False, comment='Metric.'),
        sa.Column('artist_id', sa.BigInteger(), comment='Artist; null for all artists of the issue.'),
        sa.Column('total', sa.BigInteger(), comment="Everything seen in the week, new releases included."),
        sa.Column('last_total', sa.BigInteger(),
                  comment=
        "The week before as it was known the Monday after it, 07:00 UTC, with "
        "the links of then; links changed after this week's own report are "
        "left as they are now; all as now known where nothing was known."),
        sa.Column('tier', sa.Text(), comment=
        "confirmed, rising, new release, raw only, expected, check data, spike "
        "over, back to normal, new activity; null when nothing is to be said."),
        sa.Column('direction', sa.Text(), comment="up or down: the side of the change; of a new release, the total's."),
        sa.Column('ratio', sa.Float(), comment="this_week / last_week; null when last_week is 0 or unknown."),
        sa.Column('expected_ratio_low', sa.Float(),
                  comment=
        "Lower end of the 95 % interval of this week / expected, not of ratio, "
        "which may lie outside."),
        sa.Column('expected_ratio_high', sa.Float(), comment='Upper end of that interval.'),
        sa.Column('threshold', sa.Float(), comment='Times last week a badge needed.'),
        sa.Column('expected', sa.Float(), comment="Input e: median of the last 8 ordinary weeks on this week's tracks and days."),
        sa.Column('settled_this_week', sa.BigInteger(),
                  comment='The week like for like without new songs, which was judged.'),
        sa.Column('cause', sa.Text(), comment='The strongest cause, in a sentence; null where none is known.'),
        sa.ForeignKeyConstraint(['issue_id'], ['core.report_issue.issue_id'],
                                name=op.f('fk_report_figure_issue_id_report_issue')),
        sa.ForeignKeyConstraint(['metric_id'], ['core.metric.metric_id'],
                                name=op.f('fk_report_figure_metric_id_metric')),
        sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'],
                                name=op.f('fk_report_figure_artist_id_artist')),
        sa.PrimaryKeyConstraint('figure_id', name=op.f('pk_report_figure')),
        sa.UniqueConstraint('issue_id', 'metric_id', 'artist_id', name='uq_report_figure_meaning',
                            postgresql_nulls_not_distinct=True),
        schema='core',
        comment='Figures and badges of followed artists as an issue of the report told them.',
    )
    op.create_index('ix_report_figure_artist_id', 'report_figure', ['artist_id'], schema='core')
