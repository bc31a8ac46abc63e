-- Heat map mood x hour of the day, long form, by month.
create view mart.mood_hour_heat as
select m.user_id, u.user_name, m.heard_month, m.heard_hour, k.name as mood, k.valence, k.arousal,
       m.play_ppm * 0.000001 as plays,
       m.play_ppm / nullif(sum(m.play_ppm) over (partition by m.user_id, m.heard_month, m.heard_hour), 0) as share
from mart.user_mood_hour m
join mart.listener u on u.user_id = m.user_id
join core.mood k on k.mood_id = m.mood_id;
