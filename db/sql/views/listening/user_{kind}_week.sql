-- for each: genre, mood
-- Each {kind} of each user and week.
create view mart.user_{kind}_week as
select w.user_id, u.user_name, w.week_on, w.{kind}_id, k.name as {kind}, w.play_ppm, w.ms_ppm,
       w.play_ppm * 0.000001 as plays, w.play_ppm / nullif(sum(w.play_ppm) over (partition by w.user_id, w.week_on), 0) as share
from (
    select user_id, core.week_on(heard_on) as week_on, {kind}_id, core.total(play_ppm) as play_ppm, core.total(ms_ppm) as ms_ppm
    from mart.user_{kind}_day
    group by 1, 2, 3
) w
join mart.listener u on u.user_id = w.user_id
join core.{kind} k on k.{kind}_id = w.{kind}_id;
