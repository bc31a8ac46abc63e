-- grain:   artist, metric, week (Friday to Thursday)
-- sources: series_week (basis account), mart.track_week and core.track_artist (basis tracks)
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched artists are deleted and built again in one transaction
delete from mart.artist_week w
using touched_series t
where t.artist_id = w.artist_id and t.metric_id = w.metric_id and w.week_on >= t.since_week;

delete from mart.artist_week w
using touched_artist t
where t.artist_id = w.artist_id and w.basis = 'tracks' and w.week_on >= t.since_week;

insert into mart.artist_week
    (artist_id, metric_id, week_on, basis, value, correction, level, days_present, is_complete, method_version)
select artist_id, metric_id, week_on, 'account',
       sum(value)::bigint, sum(correction)::bigint, sum(level)::bigint, min(days_present),
       bool_and(days_present = 7 and days_spanned = 7 and value is not null),
       :method_version
from series_week
where artist_id is not null
group by artist_id, metric_id, week_on;

-- only what may be added is added: flows and differenced counters (decision 6)
insert into mart.artist_week
    (artist_id, metric_id, week_on, basis, value, correction, days_present, track_count, complete_track_count,
     is_complete, method_version)
select t.artist_id, w.metric_id, w.week_on, 'tracks',
       sum(w.value)::bigint, sum(w.correction)::bigint, min(w.days_present),
       count(*)::int, (count(*) filter (where w.is_complete))::int,
       bool_and(w.is_complete), :method_version
from touched_artist t
join core.track_artist ta on ta.artist_id = t.artist_id
join mart.track_week w on w.track_id = ta.track_id and w.week_on >= t.since_week
join core.metric m on m.metric_id = w.metric_id and m.metric_kind in ('flow', 'counter')
group by t.artist_id, w.metric_id, w.week_on;
