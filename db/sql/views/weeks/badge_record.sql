-- How badges did: of the confirmed weeks whose second week is over when a week ends, the last 8 weeks of them, how many lasted.
-- A row for each label ('All' for all followed artists), team and artist, metric and week that is over, from badges as they
-- were told; this week's, which are not counted yet, as they stand.
create view mart.badge_record as
with whose as (
    select l.week_on, l.metric_id, l.label, l.team, null::bigint as artist_id from mart.label_week l
    union all
    select g.week_on, g.metric_id, f.label, f.team, f.artist_id
    from mart.artist_bridge g join mart.followed_artist f on f.artist_id = g.artist_id
)
select w.week_on, w.label, w.team, w.artist_id, m.code as metric, m.name as metric_name, r.weeks, r.confirmed, r.lasted,
       r.uncompared, r.pending, core.record_words(r.weeks, r.confirmed, r.lasted, r.uncompared, r.pending) as record
from whose w
join core.metric m on m.metric_id = w.metric_id
join mart.newest_week k on k.metric_id = w.metric_id and w.week_on <= k.week_on
cross join lateral (
    select 8 as weeks, count(o.has_lasted) filter (where o.was_told and o.week_on < w.week_on) as confirmed,
           count(*) filter (where o.has_lasted and o.was_told and o.week_on < w.week_on) as lasted,
           count(*) filter (where o.has_lasted is null and o.was_told and o.week_on < w.week_on) as uncompared,
           count(*) filter (where o.is_standing and o.week_on = w.week_on) as pending
    from mart.badge_outcome o
    where o.metric = m.code and o.week_on between w.week_on - 7 * 8 and w.week_on
      and case when w.artist_id is not null then o.artist_id = w.artist_id
               else w.label in (o.label, 'All') and (w.team is null or w.team = o.team) end
) as r;
