-- Confirmed badges of followed artists and whether each lasted; null where the week after is not over or can't be compared.
-- A badge is taken as it was told: by the first issue of the report at or after the Monday of its week (or before, where there
-- is none since), made in time or as known then. Only of weeks that no issue told an artist of is it taken as it now stands,
-- so that one which was withdrawn since counts all the same, and one that came up since does not.
create view mart.badge_outcome as
with confirmed as (
    select i.week_on, g.metric_id, g.artist_id, g.direction, g.threshold, g.expected, g.settled_this_week, true as was_told,
           exists (select from mart.badge b
                   where b.artist_id = g.artist_id and b.metric_id = g.metric_id and b.week_on = i.week_on
                     and b.track_id is null and b.tier = 'confirmed') as is_standing
    from core.report_figure g
    join core.report_issue i on i.issue_id = g.issue_id
    where g.tier = 'confirmed' and g.artist_id is not null
      and g.issue_id = (
          select o.issue_id
          from core.report_figure h join core.report_issue o on o.issue_id = h.issue_id
          where h.artist_id = g.artist_id and h.metric_id = g.metric_id and o.week_on = i.week_on
          order by o.as_of < core.reported_at(o.week_on), o.as_of, o.issue_id
          limit 1)
    union all
    select b.week_on, b.metric_id, b.artist_id, b.direction, b.threshold, b.expected, b.settled_this_week,
           t.issue_id is null, true
    from mart.badge b
    left join lateral (
        select h.issue_id, h.tier
        from core.report_figure h join core.report_issue o on o.issue_id = h.issue_id
        where h.artist_id = b.artist_id and h.metric_id = b.metric_id and o.week_on = b.week_on
        order by o.as_of < core.reported_at(o.week_on), o.as_of, o.issue_id
        limit 1
    ) t on true
    where b.tier = 'confirmed' and b.track_id is null and t.tier is distinct from 'confirmed'
)
select c.week_on, m.code as metric, c.artist_id, f.artist, f.label, f.team, c.direction, c.was_told, c.is_standing,
       core.has_lasted(c.direction, c.threshold, c.expected, c.settled_this_week, n.settled_this_week,
                       n.settled_last_week) as has_lasted
from confirmed c
join mart.followed_artist f on f.artist_id = c.artist_id
join core.metric m on m.metric_id = c.metric_id
left join mart.artist_week n
  on n.artist_id = c.artist_id and n.metric_id = c.metric_id and n.week_on = c.week_on + 7
 -- days_needed of taxonomies/spikes.yaml
 and n.days_matched >= 6;
