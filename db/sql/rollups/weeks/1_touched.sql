-- grain:   one row per series to roll up again, and per artist whose sums change; in tables that end with the transaction
-- sources: touched_mark (what changed), core.audience_series, core.track_artist, core.artist_sound, links with their spans
-- window:  from the Friday of the first changed day on
-- re-run:  safe; marks are taken in the transaction that rebuilds, so a failed rollup leaves them
create temporary table touched_entity on commit drop as
select s.metric_id, s.track_id, s.artist_id, s.sound_id, min(m.since_week) as since_week
from touched_mark m
join core.audience_series s on s.series_id = m.series_id
join core.metric mt on mt.metric_id = s.metric_id
where s.country_code is not distinct from mt.country_code
  and mt.unit <> 'points'  -- an index has no weeks to add up; mart.growth_metric tells of it
group by s.metric_id, s.track_id, s.artist_id, s.sound_id;

-- artists whose sums over tracks or sounds change: on a touched one, or their credits, links or sounds changed
create temporary table touched_artist on commit drop as
select artist_id, min(since_week) as since_week
from (
    select ta.artist_id, t.since_week
    from touched_entity t join core.track_artist ta on ta.track_id = t.track_id
    union all
    select a.artist_id, t.since_week
    from touched_entity t
    join core.song_link l on l.track_id = t.track_id
    join core.account_track h on h.spotify_track_id = l.spotify_track_id
    join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
    union all
    select s.artist_id, t.since_week
    from touched_entity t join core.artist_sound s on s.sound_id = t.sound_id
    union all
    select artist_id, since_week from touched_entity where artist_id is not null
    union all
    select artist_id, since_week from touched_mark where artist_id is not null
) as touched
group by artist_id;

-- what belongs to a touched artist and when that was known; a part is a track or a sound
create temporary table member on commit drop as
select s.artist_id, 'track' as part_kind, s.track_id as part_id, range_agg(s.span) as spans
from core.artist_track_span() s
join touched_artist t on t.artist_id = s.artist_id
group by s.artist_id, s.track_id
union all
select s.artist_id, 'sound', s.sound_id,
       range_agg(tstzrange(least(s.known_from, cast(:entries_from as timestamptz)), s.known_until))
from core.artist_sound s
join touched_artist t on t.artist_id = s.artist_id
where s.known_from < coalesce(s.known_until, 'infinity')
group by s.artist_id, s.sound_id;

-- all series of a touched entity: ids of one entity are rolled up together
create temporary table touched_series on commit drop as
select s.series_id, t.metric_id, t.track_id, t.artist_id, t.sound_id, s.identifier, m.metric_kind, m.identifier_rule,
       t.since_week
from (
    select t.*, s.series_id from touched_entity t
    join core.audience_series s on s.track_id = t.track_id and s.metric_id = t.metric_id
    union all
    select t.*, s.series_id from touched_entity t
    join core.audience_series s on s.artist_id = t.artist_id and s.metric_id = t.metric_id
    union all
    select t.*, s.series_id from touched_entity t
    join core.audience_series s on s.sound_id = t.sound_id and s.metric_id = t.metric_id
) as t
join core.audience_series s on s.series_id = t.series_id
join core.metric m on m.metric_id = t.metric_id and s.country_code is not distinct from m.country_code;

create index on member (part_kind, part_id);
create index on touched_series (series_id);
analyze touched_entity, touched_artist, member, touched_series;
