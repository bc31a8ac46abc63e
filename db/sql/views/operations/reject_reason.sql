-- Rows that were refused, by source and kind of reason: names, numbers and days of single rows are left out, so that like
-- reasons count together. An example is a whole reason, and of deliveries and answers the row as it came: nobody's listening.
create view mart.reject_reason as
select g.source, g.reason_kind, g.rejects, g.rejects_30_days, g.first_rejected_at, g.last_rejected_at,
       x.reason as example_reason, x.line as example_line,
       case when x.load_id is not null or x.answer_id is not null then left(x.item::text, 500) end as example_item
from (
    select r.source, k.reason_kind, count(*) as rejects,
           count(*) filter (where r.rejected_at > now() - interval '30 days') as rejects_30_days,
           min(r.rejected_at) as first_rejected_at, max(r.rejected_at) as last_rejected_at, max(r.reject_id) as newest_id
    from ops.reject r
    cross join lateral (
        select regexp_replace(regexp_replace(core.reason_label(r.reason), '“[^”]*”|''[^'']*''|"[^"]*"', '…', 'g'),
                              '\d+([.,:T-]\d+)*', 'n', 'g') as reason_kind) k
    group by r.source, k.reason_kind) g
join ops.reject x on x.reject_id = g.newest_id;
