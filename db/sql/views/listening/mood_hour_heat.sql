-- Heat map mood x hour of the day, long form, by month.
create view mart.mood_hour_heat as
select m.user_id, u.name as user_name, m.heard_month, m.heard_hour, k.name as mood, k.valence, k.arousal,
       m.play_ppm * 0.000001 as plays,
       m.play_ppm / nullif(sum(m.play_ppm) over (partition by m.user_id, m.heard_month, m.heard_hour), 0) as share
from mart.user_mood_hour m
join core.listening_user u on u.user_id = m.user_id
join core.mood k on k.mood_id = m.mood_id;

comment on view mart.mood_hour_heat is 'Heat map of moods by hour of the day and month; add plays up over months, not shares.';
comment on column mart.mood_hour_heat.user_id is 'Our number of the user.';
comment on column mart.mood_hour_heat.user_name is 'Name of the user.';
comment on column mart.mood_hour_heat.heard_month is 'First day of the month in the user''s time zone.';
comment on column mart.mood_hour_heat.heard_hour is 'Hour of the day in the user''s time zone, 0 to 23, in which the play ended.';
comment on column mart.mood_hour_heat.mood is 'Mood; unknown for tracks without evidence.';
comment on column mart.mood_hour_heat.valence is 'From -1 (unpleasant) to 1 (pleasant); null for unknown.';
comment on column mart.mood_hour_heat.arousal is 'From -1 (calm) to 1 (excited); null for unknown.';
comment on column mart.mood_hour_heat.plays is 'Plays times share.';
comment on column mart.mood_hour_heat.share is 'Part of the plays of this hour and month, unknown among them, 0 to 1; null where nothing was played long enough.';
