-- Genres of each user and day with names, for sums over any span: grouping comes once, in the question.
create view mart.user_genre_heard as
select d.user_id, u.name as user_name, d.heard_on, core.week_on(d.heard_on) as week_on, d.genre_id, k.name as genre,
       d.play_ppm, d.ms_ppm
from mart.user_genre_day d
join core.listening_user u on u.user_id = d.user_id
join core.genre k on k.genre_id = d.genre_id;

comment on view mart.user_genre_heard is 'Genres of each user and day, with names, in the user''s time zone.';
comment on column mart.user_genre_heard.user_id is 'Our number of the user.';
comment on column mart.user_genre_heard.user_name is 'Name of the user.';
comment on column mart.user_genre_heard.heard_on is 'Day in the user''s time zone.';
comment on column mart.user_genre_heard.week_on is 'The Friday the day''s week begins with.';
comment on column mart.user_genre_heard.genre_id is 'Our number of the genre; 0 is unknown.';
comment on column mart.user_genre_heard.genre is 'Genre; unknown for tracks without evidence.';
comment on column mart.user_genre_heard.play_ppm is 'Plays times share, millionths of a play; over a day 1,000,000 times its plays, exactly.';
comment on column mart.user_genre_heard.ms_ppm is 'Milliseconds heard times share, in millionths.';
