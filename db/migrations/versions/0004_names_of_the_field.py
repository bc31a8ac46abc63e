"""Names of the field: what is tagged is a target, and an interval says what it bounds

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-28 03:40:00
"""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

RENAMED = (
    'table core.tag_subject rename to tag_target',
    'table core.item_subject rename to item_target',
    'table core.tag_target rename column subject_id to target_id',
    'table core.item_target rename column subject_id to target_id',
    'table core.tag_evidence rename column subject_id to target_id',
    'table core.tag_target rename constraint pk_tag_subject to pk_tag_target',
    'table core.tag_target rename constraint ck_tag_subject_source_known to ck_tag_target_source_known',
    'table core.tag_target rename constraint ck_tag_subject_level_known to ck_tag_target_level_known',
    'table core.item_target rename constraint pk_item_subject to pk_item_target',
    'table core.item_target rename constraint fk_item_subject_heard_item_id to fk_item_target_heard_item_id',
    'table core.item_target rename constraint fk_item_subject_subject_id to fk_item_target_target_id',
    'table core.tag_evidence rename constraint fk_tag_evidence_subject_id to fk_tag_evidence_target_id',
    'index core.uq_tag_subject_meaning rename to uq_tag_target_meaning',
    'index core.ix_item_subject_subject_id rename to ix_item_target_target_id',
    'table mart.badge rename column ratio_low to expected_ratio_low',
    'table mart.badge rename column ratio_high to expected_ratio_high',
)


def upgrade() -> None:
    for renamed in RENAMED:
        op.execute(f'alter {renamed}')
