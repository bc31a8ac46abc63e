-- grain:   one row per followed artist and measure
-- sources: core.audience_point (followers, listeners), mart.streamed_week (streams), mart.growth_metric (score), artist_style (root genre), mart.similar_artist
-- window:  the newest figure of each artist, of those at most 3 days (streams: a week) behind the newest of all
-- re-run:  safe; all rows are made anew
create temporary table artist_measure on commit drop as
with level as (
    select s.artist_id, m.code, s.series_id, max(p.observed_on) as last_on
    from core.audience_series s
    join core.metric m on m.metric_id = s.metric_id and m.code in ('artist_spotify_followers', 'artist_spotify_listeners')
    cross join lateral (
        select observed_on from core.audience_point where series_id = s.series_id order by observed_on desc limit 1) p
    where s.country_code is null
    group by s.artist_id, m.code, s.series_id
), fresh as (
    select * from (select *, max(last_on) over (partition by code) as newest_on from level) l where last_on >= newest_on - 3
), leveled as (
    select f.artist_id, f.code, f.last_on, p.value, k.value as four_weeks_before
    from fresh f
    join core.audience_point p on p.series_id = f.series_id and p.observed_on = f.last_on
    left join lateral (
        select value from core.audience_point
        where series_id = f.series_id and observed_on between f.last_on - 31 and f.last_on - 28
        order by observed_on desc limit 1) k on true
), newest as (
    select max(week_on) as week_on from mart.streamed_week
)
select artist_id, 'followers' as measure, last_on as measured_on, value::double precision as value from leveled
where code = 'artist_spotify_followers'
union all
select artist_id, 'listeners', last_on, value from leveled where code = 'artist_spotify_listeners'
union all
-- below a hundred a share tells of nobody
select artist_id, case code when 'artist_spotify_followers' then 'growth' else 'listeners growth' end, last_on,
       (value - four_weeks_before)::double precision / four_weeks_before
from leveled
where four_weeks_before >= 100
union all
select s.artist_id, 'streams', s.week_on, s.value::double precision from mart.streamed_week s join newest n on s.week_on = n.week_on
union all
select artist_id, 'score', measured_on, visibility_score::double precision
from (select distinct on (artist_id) artist_id, measured_on, visibility_score from mart.growth_metric
      where measured_on >= (select max(measured_on) from mart.growth_metric) - 3
      order by artist_id, measured_on desc) g
where visibility_score is not null;

create temporary table artist_size on commit drop as
select z.artist_id, z.tier
from (select max(week_on) + 7 as on_date from mart.streamed_week) n
cross join lateral core.size_on(n.on_date, cast(:size_tiers as double precision[])) z;

delete from mart.artist_benchmark;

insert into mart.artist_benchmark (
    artist_id, measure, measured_on, value, size_tier, tier_artists, percentile_share, withheld_reason, root_genre, genre_place,
    genre_artists, similar_median, similar_artists, method_version)
with root as (
    select distinct on (artist_id) artist_id, name from artist_style where kind = 'root' order by artist_id, weight desc, name
), placed as (
    select m.*, z.tier, r.name as genre,
           count(*) over (partition by m.measure, z.tier) as tier_artists,
           percent_rank() over (partition by m.measure, z.tier order by m.value) as percentile,
           rank() over (partition by m.measure, r.name order by m.value desc) as genre_place,
           count(*) over (partition by m.measure, r.name) as genre_artists
    from artist_measure m
    left join artist_size z on z.artist_id = m.artist_id
    left join root r on r.artist_id = m.artist_id
), alike as (
    select s.artist_id, m.measure, count(*) as artists, percentile_cont(0.5) within group (order by m.value) as median
    from mart.similar_artist s
    join artist_measure m on m.artist_id = s.other_artist_id
    where s.source = 'groundswell'
    group by s.artist_id, m.measure
)
select p.artist_id, p.measure, p.measured_on, p.value, (cast(:size_names as text[]))[p.tier + 1],
       case when p.tier is null then 0 else p.tier_artists end,
       case when p.tier is not null and p.tier_artists >= :tier_least then p.percentile end,
       case when p.tier is null then 'no whole week of streams tells its size'
            when p.tier_artists < :tier_least
            then 'only ' || p.tier_artists || ' of its size, ' || :tier_least || ' are needed' end,
       p.genre, case when p.genre is not null then p.genre_place end, case when p.genre is not null then p.genre_artists end,
       case when a.artists >= :similar_least then a.median end, coalesce(a.artists, 0), :method_version
from placed p
join app.artist_card c on c.artist_id = p.artist_id and c.status = 'confirmed'
left join alike a on a.artist_id = p.artist_id and a.measure = p.measure;
