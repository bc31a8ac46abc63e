-- The week of a label in two sentences, for its page, the report and its mail: what happened to streams and who made most of
-- it; then how it stands without new releases, and what is proven.
create view mart.label_lead as
select l.week_on, l.label, l.team, l.metric,
       case when w.share is null then format('%s %s: %s after %s', l.metric_name, w.direction, w.total, core.short_figure(l.last_total))
            when w.share = 'level' then format('%s level at %s', l.metric_name, w.total)
            else format('%s %s %s to %s', l.metric_name, w.direction, ltrim(w.share, '+−'), w.total) end
       || case when v.artist is null or v.change = 0 then ''
               when v.new_releases_change > abs(v.change) / 2
                   then format(': new releases of %s brought %s', v.artist, core.short_change(v.new_releases_change))
               when v.new_releases_change < -abs(v.change) / 2
                   then format(': releases of %s %s after their first week', v.artist, core.short_change(v.new_releases_change))
               else format(': %s %s', v.artist, core.short_change(v.change)) end as headline,
       concat_ws(' ',
           case when l.settled_last_week > 0 then
               case core.share_words(l.settled_this_week, l.settled_last_week, 1)
                   when 'level' then 'Without new releases, like for like, they are level.'
                   else format('Without new releases, like for like, they are %s %s.',
                               ltrim(core.share_words(l.settled_this_week, l.settled_last_week, 1), '+−'),
                               case when l.settled_this_week > l.settled_last_week then 'higher' else 'lower' end) end
           end,
           case when p.rises + p.falls > 0
                then format('Proven: %s.', concat_ws(', ', p.risen, p.fallen))
                else 'Nobody''s rise or fall is proven.' end,
           case when abs(l.missing_days) * 200 >= l.total and l.missing_days <> 0
                then format('Missing days make %s of the change.', core.short_change(l.missing_days)) end,
           case when abs(l.newly_linked) * 200 >= l.total and l.newly_linked <> 0
                then format('Links changed since make %s of it.', core.short_change(l.newly_linked)) end) as because,
       coalesce(p.rises, 0) as proven_rises, coalesce(p.falls, 0) as proven_falls
from mart.label_trend l
join core.metric m on m.code = l.metric
cross join lateral (
    select core.short_figure(l.total) as total, case when l.total >= l.last_total then 'up' else 'down' end as direction,
           core.share_words(l.total, l.last_total, case m.entity_kind when 'sound' then 50 else 1000 end) as share) as w
left join mart.label_mover v
  on v.week_on = l.week_on and v.metric_id = m.metric_id and v.label = l.label and v.team is not distinct from l.team
left join (
    select b.week_on, b.metric_id, g.label, g.team,
           count(*) filter (where b.direction = 'up') as rises, count(*) filter (where b.direction = 'down') as falls,
           string_agg('▲ ' || f.artist, ', ' order by b.extra desc) filter (where b.direction = 'up') as risen,
           string_agg('▼ ' || f.artist, ', ' order by b.extra) filter (where b.direction = 'down') as fallen
    from mart.badge b
    join mart.followed_artist f on f.artist_id = b.artist_id
    cross join lateral (
        select distinct v.label, v.team
        from (values (f.label, null), (f.label, f.team), ('All', null), ('All', f.team)) as v (label, team)) as g
    where b.tier = 'confirmed' and b.track_id is null
    group by b.week_on, b.metric_id, g.label, g.team
) p on p.week_on = l.week_on and p.metric_id = m.metric_id and p.label = l.label and p.team is not distinct from l.team
where l.is_over;
