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
