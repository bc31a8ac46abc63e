"""Name and hash of the list of every artist that is a file of its own, kept with the issue

Revision ID: 0015
Revises: 0017
Create Date: 2026-11-29 04:05:00
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('report_issue', sa.Column(
        'appendix_file', sa.Text(),
        comment='Name of the list of every artist beside it; null where it is a part of the PDF, or was made before this '
        'was kept.'), schema='core')
    op.add_column('report_issue', sa.Column(
        'appendix_sha256', sa.Text(), comment='SHA-256 of that list.'), schema='core')
    op.create_check_constraint(op.f('ck_report_issue_appendix_whole'), 'report_issue',
                               '(appendix_file is null) = (appendix_sha256 is null)', schema='core')


def downgrade() -> None:
    op.drop_constraint(op.f('ck_report_issue_appendix_whole'), 'report_issue', schema='core', type_='check')
    op.drop_column('report_issue', 'appendix_sha256', schema='core')
    op.drop_column('report_issue', 'appendix_file', schema='core')
