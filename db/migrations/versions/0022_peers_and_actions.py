"""Artists alike, places among others, actions and what they brought

Revision ID: 0022
Revises: 0020
Create Date: 2026-11-29 07:20:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0022'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('similar_artist',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist followed.'),
    sa.Column('source', sa.Text(), nullable=False, comment='Who finds them alike: groundswell (genres, moods and common listeners) or a provider.'),
    sa.Column('other_artist_id', sa.BigInteger(), nullable=False, comment='Artist like them.'),
    sa.Column('place', sa.SmallInteger(), nullable=False, comment='Place by likeness within the source, from 1.'),
    sa.Column('score', sa.Float(), nullable=True, comment='Likeness, 0 to 1; null where the source only orders.'),
    sa.Column('genre_likeness', sa.Float(), nullable=True, comment="Cosine of the genres' weights, 0 to 1; null where either has none."),
    sa.Column('mood_likeness', sa.Float(), nullable=True, comment="Cosine of the moods' weights, 0 to 1; null where either has none."),
    sa.Column('common_listeners', sa.Integer(), nullable=True, comment='Listeners whose histories hold plays of both; null below 5, who then count for nothing.'),
    sa.Column('reason', sa.Text(), nullable=False, comment='Why, in words.'),
    sa.Column('method_version', sa.Integer(), nullable=False, comment='Number of the formula, counted up when it changes.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('artist_id <> other_artist_id', name=op.f('ck_similar_artist_two_artists')),
    sa.CheckConstraint('common_listeners >= 5', name=op.f('ck_similar_artist_listeners_hidden')),
    sa.CheckConstraint('score between 0 and 1', name=op.f('ck_similar_artist_score_range')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_similar_artist_artist_id')),
    sa.ForeignKeyConstraint(['other_artist_id'], ['core.artist.artist_id'], name=op.f('fk_similar_artist_other_artist_id')),
    sa.PrimaryKeyConstraint('artist_id', 'source', 'other_artist_id', name=op.f('pk_similar_artist')),
    schema='mart',
    comment='Ten artists like each followed artist, by source.',
    )
    op.create_table('artist_benchmark',
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist followed.'),
    sa.Column('measure', sa.Text(), nullable=False, comment='followers, listeners, streams (a week), growth (of followers, 4 weeks), listeners growth or score.'),
    sa.Column('measured_on', sa.Date(), nullable=False, comment="Day of the figure; of streams the week's Friday."),
    sa.Column('value', sa.Float(), nullable=False, comment='The figure; growths as shares.'),
    sa.Column('size_tier', sa.Text(), nullable=True, comment="Streams a week of artists compared with, by their last 8 weeks' median; null where none are known."),
    sa.Column('tier_artists', sa.Integer(), nullable=False, comment='Artists of that size with the figure, this one included.'),
    sa.Column('percentile_share', sa.Float(), nullable=True, comment='Share of the others of that size whose figure is lower, 0 to 1; null with a reason withheld.'),
    sa.Column('withheld_reason', sa.Text(), nullable=True, comment='Why there is no percentile; null where there is one.'),
    sa.Column('root_genre', sa.Text(), nullable=True, comment="Root genre with most of the artist's weight; null where none is known."),
    sa.Column('genre_place', sa.Integer(), nullable=True, comment='Place among artists of that root genre by the figure, from 1.'),
    sa.Column('genre_artists', sa.Integer(), nullable=True, comment='Artists of that root genre with the figure.'),
    sa.Column('similar_median', sa.Float(), nullable=True, comment='Median figure of the artists like this one; null for fewer than taxonomies/peers.yaml asks.'),
    sa.Column('similar_artists', sa.Integer(), nullable=False, comment='Artists like this one with the figure.'),
    sa.Column('method_version', sa.Integer(), nullable=False, comment='Number of the formula, counted up when it changes.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint('(percentile_share is null) = (withheld_reason is not null)', name=op.f('ck_artist_benchmark_withheld_with_reason')),
    sa.CheckConstraint('percentile_share between 0 and 1', name=op.f('ck_artist_benchmark_percentile_range')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_artist_benchmark_artist_id')),
    sa.PrimaryKeyConstraint('artist_id', 'measure', name=op.f('pk_artist_benchmark')),
    schema='mart',
    comment="Where a followed artist's figure stands among artists of the same size, genre and kind.",
    )
    op.create_table('action_item',
    sa.Column('action_id', sa.BigInteger(), sa.Identity(always=True), nullable=False, comment='Number of the action.'),
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist it is for.'),
    sa.Column('rule', sa.Text(), nullable=False, comment='Rule that found it: a file of db/sql/queries/actions/rules.'),
    sa.Column('subject', sa.Text(), nullable=False, comment='What of the artist it is about, as the rule names it.'),
    sa.Column('title', sa.Text(), nullable=False, comment='What is the matter, in a sentence.'),
    sa.Column('step', sa.Text(), nullable=False, comment='What could be done, in a sentence.'),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment='Figures behind it: list of {what, value, source}.'),
    sa.Column('cost', sa.Text(), nullable=False, comment='What it takes: minutes, hours, days or money.'),
    sa.Column('aims_at', sa.Text(), nullable=False, comment='Measure that is to rise: followers, listeners, streams or score.'),
    sa.Column('weight', sa.Float(), nullable=False, comment='How much it matters, 0 to 1; the list is sorted by it.'),
    sa.Column('owner', sa.Text(), nullable=True, comment='Who is to do it; null where the artist has no team and nobody took it.'),
    sa.Column('state', sa.Text(), server_default='open', nullable=False, comment='open, doing, done, dismissed, or gone: its reason went away by itself.'),
    sa.Column('state_reason', sa.Text(), nullable=True, comment='Why it was dismissed, or how it closed by itself.'),
    sa.Column('found_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='Found (UTC).'),
    sa.Column('seen_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When its rule last found it (UTC).'),
    sa.Column('state_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='State since (UTC).'),
    sa.Column('state_by', sa.Text(), server_default='groundswell', nullable=False, comment='Who brought it to that state.'),
    sa.Column('done_on', sa.Date(), nullable=True, comment='Day it was done; null while it is not.'),
    sa.CheckConstraint("(state = 'done') = (done_on is not null)", name=op.f('ck_action_item_done_whole')),
    sa.CheckConstraint("aims_at in ('followers', 'listeners', 'streams', 'score')", name=op.f('ck_action_item_aim_known')),
    sa.CheckConstraint("cost in ('minutes', 'hours', 'days', 'money')", name=op.f('ck_action_item_cost_known')),
    sa.CheckConstraint("state <> 'dismissed' or state_reason <> ''", name=op.f('ck_action_item_dismissed_with_reason')),
    sa.CheckConstraint("state in ('open', 'doing', 'done', 'dismissed', 'gone')", name=op.f('ck_action_item_state_known')),
    sa.CheckConstraint('weight between 0 and 1', name=op.f('ck_action_item_weight_range')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_action_item_artist_id')),
    sa.PrimaryKeyConstraint('action_id', name=op.f('pk_action_item')),
    schema='app',
    comment='Actions that rules found for artists, each once; people take, finish or dismiss them.'
    )
    op.create_index('ix_action_item_artist_id', 'action_item', ['artist_id'], unique=False, schema='app')
    op.create_index('uq_action_item_active', 'action_item', ['artist_id', 'rule', 'subject'], unique=True, schema='app', postgresql_where=sa.text("state in ('open', 'doing')"))
    op.create_table('action_outcome',
    sa.Column('action_id', sa.BigInteger(), nullable=False, comment='Action that was done.'),
    sa.Column('artist_id', sa.BigInteger(), nullable=False, comment='Artist it was for.'),
    sa.Column('measure', sa.Text(), nullable=False, comment='Measure it aimed at.'),
    sa.Column('from_on', sa.Date(), nullable=False, comment='Day it was done.'),
    sa.Column('to_on', sa.Date(), nullable=False, comment='Four weeks later.'),
    sa.Column('change', sa.Float(), nullable=True, comment='Change of the measure over these, a share; of the score in points.'),
    sa.Column('peer_change', sa.Float(), nullable=True, comment='Change expected from peers that had moved alike before.'),
    sa.Column('effect', sa.Float(), nullable=True, comment='change less peer_change.'),
    sa.Column('effect_low', sa.Float(), nullable=True, comment='Lower end of the 95 % interval of the effect.'),
    sa.Column('effect_high', sa.Float(), nullable=True, comment='Upper end of that interval.'),
    sa.Column('peers', sa.Integer(), nullable=False, comment='Artists of the same size without such an action compared with.'),
    sa.Column('verdict', sa.Text(), nullable=False, comment='more, less or as much as its peers, or cannot be told.'),
    sa.Column('reason', sa.Text(), nullable=False, comment='The verdict in a sentence.'),
    sa.Column('method_version', sa.Integer(), nullable=False, comment='Number of the formula, counted up when it changes.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.CheckConstraint("(effect is null) = (verdict = 'cannot be told')", name=op.f('ck_action_outcome_told_with_effect')),
    sa.CheckConstraint("verdict in ('more', 'less', 'as much', 'cannot be told')", name=op.f('ck_action_outcome_verdict_known')),
    sa.ForeignKeyConstraint(['action_id'], ['app.action_item.action_id'], name=op.f('fk_action_outcome_action_id')),
    sa.ForeignKeyConstraint(['artist_id'], ['core.artist.artist_id'], name=op.f('fk_action_outcome_artist_id')),
    sa.PrimaryKeyConstraint('action_id', name=op.f('pk_action_outcome')),
    schema='mart',
    comment='What became of the measure an action aimed at in the four weeks after it, beside artists without it.',
    )
    op.create_index('ix_action_outcome_artist_id', 'action_outcome', ['artist_id'], unique=False, schema='mart')
    op.create_table('rule_outcome',
    sa.Column('rule', sa.Text(), nullable=False, comment='Kind of action.'),
    sa.Column('measure', sa.Text(), nullable=False, comment='Measure it aims at.'),
    sa.Column('actions', sa.Integer(), nullable=False, comment='Actions of the kind whose outcome can be told.'),
    sa.Column('not_told', sa.Integer(), nullable=False, comment='Actions of the kind whose outcome cannot be told.'),
    sa.Column('effect', sa.Float(), nullable=True, comment='Mean effect of these; null below the least number of actions.'),
    sa.Column('effect_low', sa.Float(), nullable=True, comment='Lower end of its 95 % interval.'),
    sa.Column('effect_high', sa.Float(), nullable=True, comment='Upper end of it.'),
    sa.Column('is_helpful', sa.Boolean(), nullable=False, comment='The whole interval lies above 0.'),
    sa.Column('reason', sa.Text(), nullable=False, comment='What can be said of the kind, in a sentence.'),
    sa.Column('method_version', sa.Integer(), nullable=False, comment='Number of the formula, counted up when it changes.'),
    sa.Column('loaded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False, comment='When the row was written or last changed (UTC).'),
    sa.PrimaryKeyConstraint('rule', 'measure', name=op.f('pk_rule_outcome')),
    schema='mart',
    comment='Which kinds of action helped, over all artists they were done for.',
    )


def downgrade() -> None:
    op.drop_table('rule_outcome', schema='mart')
    op.drop_table('action_outcome', schema='mart')
    op.drop_table('action_item', schema='app')
    op.drop_table('artist_benchmark', schema='mart')
    op.drop_table('similar_artist', schema='mart')
