-- grain:   artist, week, for metrics of TikTok sounds
-- sources: sound_week, member
-- window:  every week since the first changed one
-- re-run:  safe; 5_artist_week deleted the rows that are entered here
insert into artist_week
    (artist_id, metric_id, week_on, basis, value, this_week, last_week, settled_this_week, settled_last_week,
     days_matched, correction, level, days_present, track_count, complete_track_count, tracks_compared, tracks_value,
     tracks_reported, is_complete, method_version)
select t.artist_id, w.metric_id, w.week_on, 'sounds', sum(w.value)::bigint, sum(w.this_week)::bigint,
       sum(w.last_week)::bigint, sum(w.this_week)::bigint, sum(w.last_week)::bigint,
       core.days_matched(
           sum(w.days_matched * (w.this_week + w.last_week)) filter (where w.this_week is not null),
           sum(w.this_week + w.last_week) filter (where w.this_week is not null),
           min(w.days_matched) filter (where w.this_week is not null)
       ),
       sum(w.correction)::bigint, sum(w.level)::bigint, max(w.days_present), count(*)::int,
       (count(*) filter (where w.is_complete))::int, count(w.this_week)::int, sum(w.value)::bigint,
       (sum(w.reported) filter (where b.spans @> core.reported_at(w.week_on)))::bigint,
       bool_and(w.is_complete), :method_version
from touched_artist t
join member b on b.artist_id = t.artist_id and b.part_kind = 'sound' and b.spans @> cast(:known_at as timestamptz)
join sound_week w on w.sound_id = b.part_id and w.week_on >= t.since_week
 and w.week_on >= cast(:first_week as date)
group by t.artist_id, w.metric_id, w.week_on;
