-- Heat map genre x week, long form: a cell for each user, week and known genre.
create view mart.genre_week_heat as
select w.user_id, w.user_name, w.week_on, w.genre, p.place, w.plays, w.share
from mart.user_genre_week w
join (
    select user_id, genre_id,
           rank() over (partition by user_id order by sum(play_ppm) desc, genre_id)::int as place
    from mart.user_genre_month
    where genre_id <> 0
    group by user_id, genre_id
) p on p.user_id = w.user_id and p.genre_id = w.genre_id;
