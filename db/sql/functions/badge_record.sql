-- Whether a confirmed week lasted: the week after is still at least the threshold times what the confirmed one was expected to
-- be (a fall: at most that part of it). The weeks are compared on the tracks and days both of them share, so what was expected
-- is carried to those. Null where the week after can't be compared.
create or replace function core.has_lasted(
    direction text, threshold double precision, expected double precision, settled_this_week bigint,
    next_settled_this_week bigint, next_settled_last_week bigint
)
    returns boolean
    language sql immutable parallel safe
    return case when direction = 'up'
                then next_settled_this_week
                     >= threshold * expected * next_settled_last_week / nullif(settled_this_week, 0)
                else next_settled_this_week * threshold
                     <= expected * next_settled_last_week / nullif(settled_this_week, 0) end;

comment on function core.has_lasted(text, double precision, double precision, bigint, bigint, bigint) is
    'Whether the week after a confirmed one is still at the threshold times what was expected; null where unknown.';

-- The record of badges in a sentence.
create or replace function core.record_words(
    weeks integer, confirmed bigint, lasted bigint, uncompared bigint, pending bigint
)
    returns text
    language sql immutable parallel safe
    return case when confirmed + uncompared = 0
                then 'None confirmed yet in the last ' || weeks || ' weeks'
                else 'Of the last ' || weeks || ' weeks'' ' || confirmed || ' confirmed, ' || lasted
                     || ' held for a second week' end
           || case when uncompared > 0 then '; ' || uncompared || ' more can''t be compared with the week after' else '' end
           || case when pending > 0
                   then '; this week''s ' || pending || ' not counted, as the second week is not over' else '' end || '.';

comment on function core.record_words(integer, bigint, bigint, bigint, bigint) is
    'How many confirmed badges of the last weeks held for a second week, in a sentence.';
