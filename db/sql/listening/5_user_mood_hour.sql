-- grain: user x month x hour of the day x mood
-- sources: temporary heard, item_mood
-- window: months of the days touched
-- re-run: rows of the months touched are replaced, for one user in one transaction
delete from mart.user_mood_hour
where not :is_cleared and user_id = :user_id
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

insert into mart.user_mood_hour (user_id, heard_month, heard_hour, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, h.heard_month, h.heard_hour, s.mood_id, :method_id, sum(h.is_play * s.share_ppm),
       core.total(h.ms_played::bigint * s.share_ppm)
from heard h
join item_mood s on s.heard_item_id = h.heard_item_id
where h.is_month and h.is_music
group by h.heard_month, h.heard_hour, s.mood_id
order by h.heard_month, s.mood_id, h.heard_hour;
