-- Months rolled up to roots through the genres' weighted parents. Multiplying, not dividing, keeps every digit.
create view mart.user_root_genre_month as
select m.user_id, u.name as user_name, m.heard_month, g.name as genre,
       sum(m.play_ppm * coalesce(r.share_ppm, 1000000)::numeric) * 0.000001 as play_ppm,
       sum(m.ms_ppm * coalesce(r.share_ppm, 1000000)::numeric) * 0.000001 as ms_ppm
from mart.user_genre_month m
join core.listening_user u on u.user_id = m.user_id
left join core.genre_root r on r.genre_id = m.genre_id
join core.genre g on g.genre_id = coalesce(r.root_id, m.genre_id)
group by m.user_id, u.name, m.heard_month, g.name;

comment on view mart.user_root_genre_month is 'Main genres of each user and month: every genre counted under its roots, a fusion genre under several by weight.';
comment on column mart.user_root_genre_month.user_id is 'Our number of the user.';
comment on column mart.user_root_genre_month.user_name is 'Name of the user.';
comment on column mart.user_root_genre_month.heard_month is 'First day of the month in the user''s time zone.';
comment on column mart.user_root_genre_month.genre is 'Root genre; unknown for tracks without evidence; a genre no taxonomy has any more stands for itself.';
comment on column mart.user_root_genre_month.play_ppm is 'Plays times share, millionths of a play; over a month 1,000,000 times its plays, exactly.';
comment on column mart.user_root_genre_month.ms_ppm is 'Milliseconds heard times share, in millionths.';
