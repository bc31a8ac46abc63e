-- Totals of followed artists over 4, 8 and 13 weeks that end with a week, beside as many weeks before them; a span with a
-- week of which nothing is known is left out.
create view mart.artist_span as
select b.week_on, f.artist_id, f.artist, f.label, f.team, m.code as metric, m.name as metric_name, m.unit, n.weeks,
       t.total, t.last_total, t.total - t.last_total as change,
       case when t.last_total > 0 and t.total >= 0 then (t.total - t.last_total)::double precision / t.last_total end
           as change_share
from mart.followed_artist f
join mart.artist_bridge b on b.artist_id = f.artist_id
join core.metric m on m.metric_id = b.metric_id
join mart.newest_week c on c.metric_id = b.metric_id and b.week_on <= c.week_on
cross join (values (4), (8), (13)) as n (weeks)
cross join lateral (
    select sum(p.total) filter (where p.week_on > b.week_on - 7 * n.weeks)::bigint as total,
           sum(p.total) filter (where p.week_on <= b.week_on - 7 * n.weeks)::bigint as last_total,
           count(*) filter (where p.week_on > b.week_on - 7 * n.weeks) as known,
           count(*) filter (where p.week_on <= b.week_on - 7 * n.weeks) as known_before
    from mart.artist_bridge p
    where p.artist_id = b.artist_id and p.metric_id = b.metric_id and p.week_on > b.week_on - 14 * n.weeks
      and p.week_on <= b.week_on
) s
cross join lateral (
    select s.total, case when s.known_before = n.weeks then s.last_total end as last_total
) t
where s.known = n.weeks;
