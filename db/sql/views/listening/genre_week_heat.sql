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

comment on view mart.genre_week_heat is 'Heat map of genres by week: rows are genres, columns weeks; keep place up to 20 or so to be able to read it.';
comment on column mart.genre_week_heat.user_id is 'Our number of the user.';
comment on column mart.genre_week_heat.user_name is 'Name of the user.';
comment on column mart.genre_week_heat.week_on is 'The Friday the week begins with, in the user''s time zone.';
comment on column mart.genre_week_heat.genre is 'Genre; unknown has no row.';
comment on column mart.genre_week_heat.place is 'Place of the genre among all the user ever heard, 1 is the most played.';
comment on column mart.genre_week_heat.plays is 'Plays times share.';
comment on column mart.genre_week_heat.share is 'Part of all plays of the week, unknown among them, 0 to 1; null in a week without plays.';
