-- for each: genre, mood
-- grain: user x day x {kind}, and user x month x {kind}
-- sources: temporary heard, heard_day, item_{kind}
-- window: days touched, and the months they lie in
-- re-run: rows of the days and months touched are replaced, for one user in one transaction
insert into {kind}_day
select d.day_key + s.{kind}_id, sum(h.is_play * s.share_ppm), core.total(h.ms_played::bigint * s.share_ppm)
from heard h
join heard_day d on d.heard_on = h.heard_on and d.is_in_month
join item_{kind} s on s.heard_item_id = h.heard_item_id
where h.kind = 'music'
group by 1;

delete from mart.user_{kind}_day
where not :is_cleared and user_id = :user_id and heard_on between cast(:first_on as date) and cast(:last_on as date)
  and (:is_whole or heard_on in (select heard_on from touched_day));

insert into mart.user_{kind}_day (user_id, heard_on, {kind}_id, method_id, play_ppm, ms_ppm)
select :user_id, d.heard_on, (k.key & 32767)::smallint, :method_id, k.play_ppm, k.ms_ppm
from {kind}_day k
join heard_day d on d.day_key = k.key & ~32767::bigint and d.is_touched;

delete from mart.user_{kind}_month
where not :is_cleared and user_id = :user_id
  and heard_month between cast(:first_on as date) - 31 and cast(:last_on as date)
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

insert into mart.user_{kind}_month (user_id, heard_month, {kind}_id, method_id, play_ppm, ms_ppm)
select :user_id, date '1970-01-01' + (key >> 15)::int, (key & 32767)::smallint, :method_id, play_ppm, ms_ppm
from (
    select d.month_key + (k.key & 32767) as key, core.total(k.play_ppm) as play_ppm, core.total(k.ms_ppm) as ms_ppm
    from {kind}_day k
    join heard_day d on d.day_key = k.key & ~32767::bigint
    group by 1
) m;
