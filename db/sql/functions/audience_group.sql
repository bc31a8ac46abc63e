-- Of what a question about audiences adds up, the groups of series whose sums by day stand ready: all of their series are
-- asked about, each of them alone tells of its track or sound, and nothing has come since the sums were made.
create or replace function core.audience_groups(artists bigint[], metrics smallint[], country text) returns bigint[]
    language sql stable parallel safe
as $$
    select array_agg(k.group_id)
    from (
        select g.group_id
        from core.audience_group g
        join core.metric m on m.metric_id = g.metric_id
        join core.audience_group_series s on s.group_id = g.group_id
        join core.audience_series e on e.series_id = s.series_id
        left join core.track t on t.track_id = e.track_id
        where country is null and g.metric_id = any (metrics) and (artists is null or g.artist_ids && artists)
          -- whose artists a track has is asked of credits, links and sounds themselves, which may have changed since
          and (artists is null
               or m.membership = 'credits' and e.track_id in (
                   select k.track_id from core.track_artist k where k.artist_id = any (artists))
               or m.membership = 'links' and e.track_id in (
                   select k.track_id from mart.artist_song k where k.artist_id = any (artists))
               or e.sound_id in (
                   select k.sound_id from core.artist_sound k where k.artist_id = any (artists) and k.known_until is null))
          and not exists (
              select from core.audience_series o
              where o.track_id = e.track_id and o.metric_id = e.metric_id and o.country_code is null and o.series_id <> e.series_id)
          and not exists (
              select from core.audience_series o
              where o.sound_id = e.sound_id and o.metric_id = e.metric_id and o.country_code is null and o.series_id <> e.series_id)
          -- a reading before the release is expected of nobody: days read are no sum of readings then
          and (t.release_on <= s.first_on) is not false
        group by g.group_id
        having count(*) = g.series_count
    ) k
    where k.group_id not in (
        select s.group_id from ops.dirty_mark d join core.audience_group_series s on s.series_id = d.series_id)
$$;

comment on function core.audience_groups(bigint[], smallint[], text) is
    'Groups whose sums by day answer a question about artists (null: all), because they are up to date and all of it is asked about.';

create or replace function core.audience_group_days(groups bigint[], from_on date, to_on date)
    returns table (metric_id smallint, on_date date, amount bigint, readings bigint)
    language sql stable parallel safe
as $$
    select g.metric_id, d.on_date, sum(d.amount)::bigint, sum(d.readings)
    from unnest(groups) as k (group_id)
    join core.audience_group g on g.group_id = k.group_id
    join core.audience_group_day d on d.group_id = k.group_id and d.on_date between from_on and to_on
    group by g.metric_id, d.on_date
$$;

comment on function core.audience_group_days(bigint[], date, date) is
    'Sums of groups by metric and day of a period: what came on exactly that day, and how many series have a reading of it.';
