-- grain: user x month x hour of the day x mood
-- sources: temporary heard, heard_day, item_mood
-- window: months of the days touched
-- re-run: rows of the months touched are replaced, for one user in one transaction
delete from mart.user_mood_hour
where not :is_cleared and user_id = :user_id
  and heard_month between cast(:first_on as date) - 31 and cast(:last_on as date)
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

-- the number of a mood, and within it the hour: in the order of the key
insert into mart.user_mood_hour (user_id, heard_month, heard_hour, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, date '1970-01-01' + (key >> 20)::int, (key & 31)::smallint, (key >> 5 & 32767)::smallint, :method_id,
       play_ppm, ms_ppm
from (
    select ((d.month_key + s.mood_id) << 5) + h.heard_hour as key, sum(h.is_play * s.share_ppm) as play_ppm,
           core.total(h.ms_played::bigint * s.share_ppm) as ms_ppm
    from heard h
    join heard_day d on d.heard_on = h.heard_on and d.is_in_month
    join item_mood s on s.heard_item_id = h.heard_item_id
    where h.kind = 'music'
    group by 1
) m;
