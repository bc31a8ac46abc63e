-- grain:   artist, metric, week (Friday to Thursday), of an artist's own series and of sums over credited tracks
-- sources: series_week (basis account), track_week and core.track_artist (basis tracks)
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched artists are deleted and built again in one transaction
delete from artist_week w
using touched_series t
where t.artist_id = w.artist_id and t.metric_id = w.metric_id and w.week_on >= t.since_week
  and w.week_on >= cast(:first_week as date);

delete from artist_week w
using touched_artist t
where t.artist_id = w.artist_id and w.week_on >= t.since_week and w.week_on >= cast(:first_week as date)
  and (w.basis <> 'account' or w.tracks_value is not null or w.account_value is not null);

insert into artist_week
    (artist_id, metric_id, week_on, basis, value, this_week, last_week, days_matched, correction, level, days_present,
     is_complete, method_version)
with summed as (
    select s.artist_id, s.metric_id, s.week_on,
           sum(s.value)::bigint as value, sum(s.correction)::bigint as correction, sum(s.level)::bigint as level,
           min(s.days_present) as days_present, bool_and(s.is_complete) as is_complete
    from series_week s
    join core.metric m on m.metric_id = s.metric_id and m.metric_kind <> 'weekly'
    where s.artist_id is not null
    group by s.artist_id, s.metric_id, s.week_on
), beside as (
    select *,
           lag(week_on) over one_artist = week_on - 7 and is_complete and lag(is_complete) over one_artist
               as is_comparable,
           lag(value) over one_artist as value_before
    from summed
    window one_artist as (partition by artist_id, metric_id order by week_on)
)
select b.artist_id, b.metric_id, b.week_on, 'account', b.value,
       case when b.is_comparable then b.value end, case when b.is_comparable then b.value_before end,
       case when b.is_comparable then 7 else 0 end,
       b.correction, b.level, b.days_present, b.is_complete, :method_version
from beside b
join (
    select artist_id, metric_id, min(since_week) as since_week
    from touched_series where artist_id is not null group by artist_id, metric_id
) t on t.artist_id = b.artist_id and t.metric_id = b.metric_id
where b.week_on >= t.since_week;

-- only what may be added is added: flows and differenced counters; compared are the same tracks
insert into artist_week
    (artist_id, metric_id, week_on, basis, value, this_week, last_week, days_matched, correction, days_present,
     track_count, complete_track_count, tracks_compared, is_complete, method_version)
select t.artist_id, w.metric_id, w.week_on, 'tracks', sum(w.value)::bigint,
       (sum(w.this_week) filter (where w.change is not null))::bigint,
       (sum(w.last_week) filter (where w.change is not null))::bigint,
       core.days_matched(
           sum(w.days_matched * (w.this_week + w.last_week)) filter (where w.change is not null),
           sum(w.this_week + w.last_week) filter (where w.change is not null),
           min(w.days_matched) filter (where w.change is not null)
       ),
       sum(w.correction)::bigint, min(w.days_present), count(*)::int, (count(*) filter (where w.is_complete))::int,
       count(w.change)::int, bool_and(w.is_complete), :method_version
from touched_artist t
join core.track_artist ta on ta.artist_id = t.artist_id
join track_week w
  on w.track_id = ta.track_id and w.week_on >= t.since_week and w.week_on >= cast(:first_week as date)
join core.metric m
  on m.metric_id = w.metric_id and m.metric_kind in ('flow', 'counter') and m.membership = 'credits'
group by t.artist_id, w.metric_id, w.week_on;
