-- Last week as it was told and as it is known now: the label's totals, then the artists it changed most. As its issue of the
-- report told it, where one is kept; else as it was known the Monday after it.
with issued as materialized (
    select * from mart.issued_figure
    where week_on = cast(:week as date) - 7 and label = :label and team is not distinct from :team
      and metric in ('track_luminate_streams', 'sound_tiktok_posts')
), whole as (
    select i.metric_name, i.total as reported, l.total as now, i.issue_id, i.made_at
    from issued i
    left join mart.label_trend l
      on l.week_on = i.week_on and l.label = i.label and l.team is not distinct from :team and l.metric = i.metric
    where i.artist_id is null
    union all
    select l.metric_name, l.last_total, l.last_total + l.restated, null, null
    from mart.label_trend l
    where l.label = :label and l.team is not distinct from :team and l.is_over and l.week_on = :week
      and l.metric in ('track_luminate_streams', 'sound_tiktok_posts') and not exists (select from issued)
), artist as (
    select i.artist_id, i.artist_name, i.metric_name, i.total as reported, t.total as now, i.issue_id, i.made_at
    from issued i
    left join mart.artist_trend t on t.artist_id = i.artist_id and t.week_on = i.week_on and t.metric = i.metric
    where i.artist_id is not null and t.total is distinct from i.total
    union all
    select t.artist_id, t.artist_name, t.metric_name, t.last_total, t.last_total + t.restated, null, null
    from mart.artist_trend t
    where t.week_on = :week and t.metric in ('track_luminate_streams', 'sound_tiktok_posts') and t.restated <> 0
      and mart.is_within(t.label, t.team, :label, :team) and not exists (select from issued)
)
select null::bigint as artist_id, metric_name as name, metric_name, reported, now, issue_id, made_at from whole
union all
(select * from artist order by abs(coalesce(now, 0) - coalesce(reported, 0)) desc, artist_id limit :top)
order by artist_id nulls first, metric_name desc;
