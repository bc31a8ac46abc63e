-- fail: A user and month whose moods, hour by hour, do not add up to its plays and its milliseconds of music, to the millionth.
with shared as (
    select user_id, heard_month as period_on, sum(play_ppm) as play_ppm, sum(ms_ppm) as ms_ppm from mart.user_mood_hour group by 1, 2
), heard as (
    select user_id, date_trunc('month', heard_on)::date as period_on, 1000000 * sum(plays) as play_ppm, 1000000 * sum(music_ms) as ms_ppm
    from mart.user_day group by 1, 2
)
select user_id, period_on, s.play_ppm, h.play_ppm as plays_ppm, s.ms_ppm, h.ms_ppm as music_ms_ppm
from shared s full join heard h using (user_id, period_on)
where coalesce(s.play_ppm, 0) <> coalesce(h.play_ppm, 0) or coalesce(s.ms_ppm, 0) <> coalesce(h.ms_ppm, 0)
