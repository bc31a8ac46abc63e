"""A mail that nobody took and that is not sent later

Revision ID: 0039
Revises: 0036
Create Date: 2026-11-29 14:40:00
"""

from alembic import op

revision = '0039'
down_revision = '0036'
branch_labels = None
depends_on = None

WAS = "'waiting', 'claimed', 'sending', 'sent', 'deferred', 'refused', 'uncertain'"
COMMENT = (
    'waiting; claimed by a sender; sending: handed over, not answered yet; sent; deferred: put off; '
    'refused; uncertain: handed over, the answer never known'
)


def upgrade() -> None:
    _allow(f"{WAS}, 'failed'", f'{COMMENT}; failed: given up, nobody took it.')


def downgrade() -> None:
    op.execute("update app.mail_delivery set state = 'refused' where state = 'failed'")
    _allow(WAS, f'{COMMENT}.')


def _allow(states: str, comment: str) -> None:
    op.drop_constraint(op.f('ck_mail_delivery_state_known'), 'mail_delivery', schema='app')
    op.create_check_constraint(op.f('ck_mail_delivery_state_known'), 'mail_delivery', f'state in ({states})', schema='app')
    op.alter_column('mail_delivery', 'state', schema='app', comment=comment)
