-- grain: user x day x mood, and user x month x mood
-- sources: temporary heard, item_mood
-- window: days touched, and the months they lie in
-- re-run: rows of the days and months touched are replaced, for one user in one transaction
insert into mood_day
select h.heard_on, h.is_day, s.mood_id, sum(h.is_play * s.share_ppm), core.total(h.ms_played::bigint * s.share_ppm)
from heard h
join item_mood s on s.heard_item_id = h.heard_item_id
where h.is_month and h.is_music
group by h.heard_on, h.is_day, s.mood_id
order by h.heard_on, s.mood_id;

delete from mart.user_mood_day
where not :is_cleared and user_id = :user_id and (:is_whole or heard_on in (select heard_on from touched_day));

insert into mart.user_mood_day (user_id, heard_on, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, heard_on, mood_id, :method_id, play_ppm, ms_ppm from mood_day where is_day;

delete from mart.user_mood_month
where not :is_cleared and user_id = :user_id
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

insert into mart.user_mood_month (user_id, heard_month, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, date_trunc('month', heard_on)::date, mood_id, :method_id, core.total(play_ppm), core.total(ms_ppm)
from mood_day
group by 2, mood_id
order by 2, mood_id;
