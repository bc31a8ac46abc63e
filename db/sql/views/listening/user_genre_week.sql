-- Genres of each user and week.
create view mart.user_genre_week as
select w.user_id, u.name as user_name, w.week_on, w.genre_id, k.name as genre, w.play_ppm, w.ms_ppm,
       w.play_ppm * 0.000001 as plays, w.play_ppm / nullif(sum(w.play_ppm) over (partition by w.user_id, w.week_on), 0) as share
from (
    select user_id, core.week_on(heard_on) as week_on, genre_id, core.total(play_ppm) as play_ppm, core.total(ms_ppm) as ms_ppm
    from mart.user_genre_day
    group by 1, 2, 3
) w
join core.listening_user u on u.user_id = w.user_id
join core.genre k on k.genre_id = w.genre_id;

comment on view mart.user_genre_week is 'Genres of each user and week, Friday to Thursday in the user''s time zone.';
comment on column mart.user_genre_week.user_id is 'Our number of the user.';
comment on column mart.user_genre_week.user_name is 'Name of the user.';
comment on column mart.user_genre_week.week_on is 'The Friday the week begins with.';
comment on column mart.user_genre_week.genre_id is 'Our number of the genre; 0 is unknown.';
comment on column mart.user_genre_week.genre is 'Genre; unknown for tracks without evidence.';
comment on column mart.user_genre_week.play_ppm is 'Plays times share, millionths of a play; over a week 1,000,000 times its plays, exactly.';
comment on column mart.user_genre_week.ms_ppm is 'Milliseconds heard times share, in millionths.';
comment on column mart.user_genre_week.plays is 'Plays times share, in plays.';
comment on column mart.user_genre_week.share is 'Part of the week''s plays, unknown among them, 0 to 1; null where nothing was played long enough.';
