-- grain: user x year x music item
-- sources: temporary heard, heard_day
-- window: years of the days touched
-- re-run: rows of the years touched are replaced, for one user in one transaction
delete from mart.user_track_year
where not :is_cleared and user_id = :user_id
  and heard_year between :first_year and :last_year
  and (:is_whole or heard_year in (select date_part('year', heard_on)::smallint from touched_day));

insert into mart.user_track_year (user_id, heard_year, heard_item_id, plays, played_ms)
select :user_id, (key >> 32)::smallint, (key & 4294967295)::int, plays, played_ms
from (
    select (d.heard_year::bigint << 32) + h.heard_item_id as key, sum(h.is_play) as plays, sum(h.ms_played) as played_ms
    from heard h
    join heard_day d on d.heard_on = h.heard_on
    where h.kind = 'music'
    group by 1
) y;
