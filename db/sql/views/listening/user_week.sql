-- Listening of each user and week.
create view mart.user_week as
select d.user_id, u.name as user_name, core.week_on(d.heard_on) as week_on, count(*)::int as days_heard,
       sum(d.plays)::bigint as plays, sum(d.listens)::bigint as listens, sum(d.played_ms)::bigint as played_ms,
       sum(d.music_ms)::bigint as music_ms, sum(d.podcast_ms)::bigint as podcast_ms,
       sum(d.audiobook_ms)::bigint as audiobook_ms, sum(d.unknown_ms)::bigint as unknown_ms, sum(d.video_ms)::bigint as video_ms
from mart.user_day d
join core.listening_user u on u.user_id = d.user_id
group by d.user_id, u.name, core.week_on(d.heard_on);

comment on view mart.user_week is 'Listening of each user and week, Friday to Thursday in the user''s time zone.';
comment on column mart.user_week.user_id is 'Our number of the user.';
comment on column mart.user_week.user_name is 'Name of the user.';
comment on column mart.user_week.week_on is 'The Friday the week begins with.';
comment on column mart.user_week.days_heard is 'Days of the week with anything heard.';
comment on column mart.user_week.plays is 'Plays of music long enough to count (30 s by default).';
comment on column mart.user_week.listens is 'Rows of all kinds, however short.';
comment on column mart.user_week.played_ms is 'Heard, milliseconds; the sum of the four kinds.';
comment on column mart.user_week.music_ms is 'Of that music.';
comment on column mart.user_week.podcast_ms is 'Of that podcasts.';
comment on column mart.user_week.audiobook_ms is 'Of that audiobooks.';
comment on column mart.user_week.unknown_ms is 'Of that what the export does not name.';
comment on column mart.user_week.video_ms is 'Of played_ms, in rows of videos.';
