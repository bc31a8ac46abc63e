-- for each: genre, mood
-- Each {kind} of each user and day with its name, for sums over any span: grouping comes once, in the question.
create view mart.user_{kind}_heard as
select d.user_id, u.user_name, d.heard_on, core.week_on(d.heard_on) as week_on, d.{kind}_id, k.name as {kind},
       d.play_ppm, d.ms_ppm
from mart.user_{kind}_day d
join mart.listener u on u.user_id = d.user_id
join core.{kind} k on k.{kind}_id = d.{kind}_id;
