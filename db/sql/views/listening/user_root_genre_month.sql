-- Months rolled up to roots through the genres' weighted parents. Multiplying, not dividing, keeps every digit.
create view mart.user_root_genre_month as
select m.user_id, u.user_name, m.heard_month, g.name as genre,
       sum(m.play_ppm * coalesce(r.share_ppm, 1000000)::numeric) * 0.000001 as play_ppm,
       sum(m.ms_ppm * coalesce(r.share_ppm, 1000000)::numeric) * 0.000001 as ms_ppm
from mart.user_genre_month m
join mart.listener u on u.user_id = m.user_id
left join core.genre_root r on r.genre_id = m.genre_id
join core.genre g on g.genre_id = coalesce(r.root_id, m.genre_id)
group by m.user_id, u.user_name, m.heard_month, g.name;
