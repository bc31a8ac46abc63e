-- Genres of each user and day with names, for sums over any span: grouping comes once, in the question.
create view mart.user_genre_heard as
select d.user_id, u.user_name, d.heard_on, core.week_on(d.heard_on) as week_on, d.genre_id, k.name as genre,
       d.play_ppm, d.ms_ppm
from mart.user_genre_day d
join mart.listener u on u.user_id = d.user_id
join core.genre k on k.genre_id = d.genre_id;
