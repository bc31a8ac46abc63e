-- grain:   one row per followed artist: strength of the best tracks; one of its streams
-- sources: growth_followed, core.market_top_track, core.audience_point of tracks, mart.artist_week
-- window:  readings at most :fresh_days days before :day, weeks that ended at most 21 days before it
-- re-run:  safe; reads only, into a table that ends with the transaction
-- the ten most popular tracks: of Spotify's lists, else of readings of the artist's tracks
create temporary table growth_track on commit drop as
with listed as (
    select f.artist_id, t.read_on, t.track_id_spotify, max(t.popularity) as popularity
    from growth_followed f
    join core.market k on k.is_counted
    cross join lateral (
        select read_on from core.market_top_track
        where artist_id = f.artist_id and market = k.market and read_on <= cast(:day as date)
          and read_on > cast(:day as date) - cast(:fresh_days as int)
        order by read_on desc limit 1) d
    join core.market_top_track t on t.artist_id = f.artist_id and t.market = k.market and t.read_on = d.read_on
    where t.popularity is not null
    group by f.artist_id, t.read_on, t.track_id_spotify
), newest as (
    select *, max(read_on) over (partition by artist_id) as newest_on from listed
), silent as (
    select artist_id from growth_followed f where not exists (select from listed l where l.artist_id = f.artist_id)
), credited as (
    select f.artist_id, k.track_id from silent f join core.track_artist k on k.artist_id = f.artist_id
    union
    select f.artist_id, k.track_id from silent f join mart.artist_song k on k.artist_id = f.artist_id
), read as (
    select c.artist_id, c.track_id, max(q.observed_on) as read_on, max(q.value) as popularity,
           min(case when q.answer_id is null then 'spotify' else a.provider end) as source
    from credited c
    join core.audience_series s on s.track_id = c.track_id
    join core.metric m on m.metric_id = s.metric_id and m.code = 'track_spotify_popularity'
    cross join lateral (
        select observed_on, value, answer_id from core.audience_point
        where series_id = s.series_id and observed_on <= cast(:day as date)
          and observed_on > cast(:day as date) - cast(:fresh_days as int)
        order by observed_on desc limit 1) q
    left join raw.answer a on a.answer_id = q.answer_id
    group by c.artist_id, c.track_id
), ranked as (
    select artist_id, popularity, read_on, 'spotify' as source,
           row_number() over (partition by artist_id order by popularity desc, track_id_spotify) as place
    from newest where read_on = newest_on
    union all
    select artist_id, popularity, read_on, source, row_number() over (partition by artist_id order by popularity desc, track_id)
    from read
)
select artist_id, avg(popularity)::double precision as track_popularity, count(*)::smallint as track_count,
       max(read_on) as read_on, min(source) as source
from ranked
where place <= 10
group by artist_id;

-- where popularity of tracks is gone: how many followed artists had fewer streams in the newest week that was over
create temporary table growth_stream on commit drop as
select w.artist_id, w.week_on + 6 as read_on, percent_rank() over (order by w.value) as stream_percentile
from mart.artist_week w
join core.metric m on m.metric_id = w.metric_id and m.code = 'track_luminate_streams'
where w.value is not null
  and w.week_on = (select max(n.week_on) from mart.artist_week n
                   where n.metric_id = m.metric_id and n.week_on <= cast(:day as date) - 6)
  and w.week_on + 6 > cast(:day as date) - 21
  and w.artist_id in (select artist_id from growth_followed);
