-- Cards as they were, by the audit: after the last entry until then, else before the first one since.
with entry as (
    select (coalesce(after, before) ->> 'card_id')::bigint as card_id, done_at, audit_id, before, after
    from app.audit where subject like 'card %'
), state as (
    select distinct on (card_id) card_id, after as content from entry where done_at <= cast(:cards_at as timestamptz)
    order by card_id, done_at desc, audit_id desc
), since as (
    select distinct on (card_id) card_id, before as content from entry where done_at > cast(:cards_at as timestamptz)
    order by card_id, done_at, audit_id
), card as (
    -- whose card it is, is as now known: two rows of one artist may have become one
    select c.card_id, c.artist_id, x.content ->> 'status' as status, x.content ->> 'label' as label,
           x.content ->> 'team' as team, c.created_by, c.created_at, (x.content ->> 'confirmed_at')::timestamptz as confirmed_at,
           (x.content ->> 'archived_at')::timestamptz as archived_at
    from app.artist_card c
    left join state s on s.card_id = c.card_id
    left join since l on l.card_id = c.card_id
    cross join lateral (
        select case when s.card_id is not null then s.content when l.card_id is not null then l.content
                    when c.created_at <= cast(:cards_at as timestamptz) then to_jsonb(c) end as content
    ) x
    where x.content is not null
), numbered as (
    select *, row_number() over (partition by artist_id, status = 'archived'
                                 order by status = 'confirmed' desc, created_at, card_id) as place
    from card
)
select card_id, artist_id, status, label, team, created_by, created_at, confirmed_at, archived_at
from numbered where place = 1 or status = 'archived'
