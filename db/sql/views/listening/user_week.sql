-- Listening of each user and week.
create view mart.user_week as
select d.user_id, u.user_name, core.week_on(d.heard_on) as week_on, count(*)::int as days_heard,
       sum(d.plays)::bigint as plays, sum(d.listens)::bigint as listens, sum(d.played_ms)::bigint as played_ms,
       sum(d.music_ms)::bigint as music_ms, sum(d.podcast_ms)::bigint as podcast_ms,
       sum(d.audiobook_ms)::bigint as audiobook_ms, sum(d.unknown_ms)::bigint as unknown_ms, sum(d.video_ms)::bigint as video_ms
from mart.user_day d
join mart.listener u on u.user_id = d.user_id
group by d.user_id, u.user_name, core.week_on(d.heard_on);
