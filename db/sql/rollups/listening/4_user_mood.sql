-- grain: user x day x mood, and user x month x mood
-- sources: temporary heard, heard_day, item_mood
-- window: days touched, and the months they lie in
-- re-run: rows of the days and months touched are replaced, for one user in one transaction
insert into mood_day
select d.day_key + s.mood_id, sum(h.is_play * s.share_ppm), core.total(h.ms_played::bigint * s.share_ppm)
from heard h
join heard_day d on d.heard_on = h.heard_on and d.is_in_month
join item_mood s on s.heard_item_id = h.heard_item_id
where h.kind = 'music'
group by 1;

delete from mart.user_mood_day
where not :is_cleared and user_id = :user_id and heard_on between cast(:first_on as date) and cast(:last_on as date)
  and (:is_whole or heard_on in (select heard_on from touched_day));

insert into mart.user_mood_day (user_id, heard_on, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, d.heard_on, (k.key & 32767)::smallint, :method_id, k.play_ppm, k.ms_ppm
from mood_day k
join heard_day d on d.day_key = k.key & ~32767::bigint and d.is_touched;

delete from mart.user_mood_month
where not :is_cleared and user_id = :user_id
  and heard_month between cast(:first_on as date) - 31 and cast(:last_on as date)
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

insert into mart.user_mood_month (user_id, heard_month, mood_id, method_id, play_ppm, ms_ppm)
select :user_id, date '1970-01-01' + (key >> 15)::int, (key & 32767)::smallint, :method_id, play_ppm, ms_ppm
from (
    select d.month_key + (k.key & 32767) as key, core.total(k.play_ppm) as play_ppm, core.total(k.ms_ppm) as ms_ppm
    from mood_day k
    join heard_day d on d.day_key = k.key & ~32767::bigint
    group by 1
) m;
