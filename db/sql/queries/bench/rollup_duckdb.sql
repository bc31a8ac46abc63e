-- The same rollups in DuckDB, over the same rows: all users at once, as it does best.
create or replace temp table heard as
select p.user_id, local_at::date as heard_on, date_trunc('month', local_at)::date as heard_month,
       hour(local_at)::smallint as heard_hour, year(local_at)::smallint as heard_year, p.heard_item_id, p.ms_played,
       (i.kind = 'music' and p.ms_played >= s.least_play_ms)::int as is_play, i.kind, c.is_video
from (
    select p.*, timezone(u.time_zone, p.played_at) as local_at
    from play p join listening_user u on u.user_id = p.user_id
) p
join heard_item i on i.heard_item_id = p.heard_item_id
join play_context c on c.context_id = p.context_id
cross join listening_basis s;

create or replace temp table item_genre as
select i.heard_item_id, coalesce(t.genre_id, 0) as genre_id, coalesce(t.share_ppm, 1000000) as share_ppm
from heard_item i left join track_genre t on t.heard_item_id = i.heard_item_id where i.kind = 'music';

create or replace temp table item_mood as
select i.heard_item_id, coalesce(t.mood_id, 0) as mood_id, coalesce(t.share_ppm, 1000000) as share_ppm
from heard_item i left join track_mood t on t.heard_item_id = i.heard_item_id where i.kind = 'music';

create or replace table user_day as
select user_id, heard_on, sum(is_play)::int as plays, count(*)::int as listens, sum(ms_played)::bigint as played_ms,
       coalesce(sum(ms_played) filter (kind = 'music'), 0)::bigint as music_ms,
       coalesce(sum(ms_played) filter (kind = 'podcast'), 0)::bigint as podcast_ms,
       coalesce(sum(ms_played) filter (kind = 'audiobook'), 0)::bigint as audiobook_ms,
       coalesce(sum(ms_played) filter (kind = 'unknown'), 0)::bigint as unknown_ms,
       coalesce(sum(ms_played) filter (is_video), 0)::bigint as video_ms
from heard group by all;

create or replace table user_genre_day as
select user_id, heard_on, genre_id, sum(is_play * share_ppm)::bigint as play_ppm,
       sum(ms_played::bigint * share_ppm)::bigint as ms_ppm
from heard join item_genre using (heard_item_id) group by all;

create or replace table user_genre_month as
select user_id, date_trunc('month', heard_on)::date as heard_month, genre_id, sum(play_ppm)::bigint as play_ppm,
       sum(ms_ppm)::bigint as ms_ppm
from user_genre_day group by all;

create or replace table user_mood_day as
select user_id, heard_on, mood_id, sum(is_play * share_ppm)::bigint as play_ppm,
       sum(ms_played::bigint * share_ppm)::bigint as ms_ppm
from heard join item_mood using (heard_item_id) group by all;

create or replace table user_mood_month as
select user_id, date_trunc('month', heard_on)::date as heard_month, mood_id, sum(play_ppm)::bigint as play_ppm,
       sum(ms_ppm)::bigint as ms_ppm
from user_mood_day group by all;

create or replace table user_mood_hour as
select user_id, heard_month, heard_hour, mood_id, sum(is_play * share_ppm)::bigint as play_ppm,
       sum(ms_played::bigint * share_ppm)::bigint as ms_ppm
from heard join item_mood using (heard_item_id) group by all;

create or replace table user_track_year as
select user_id, heard_year, heard_item_id, sum(is_play)::int as plays, sum(ms_played)::bigint as played_ms
from heard where kind = 'music' group by all;
