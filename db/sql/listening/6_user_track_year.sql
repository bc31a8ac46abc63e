-- grain: user x year x music item
-- sources: temporary heard
-- window: years of the days touched
-- re-run: rows of the years touched are replaced, for one user in one transaction
delete from mart.user_track_year
where not :is_cleared and user_id = :user_id
  and (:is_whole or heard_year in (select extract(year from heard_on)::smallint from touched_day));

insert into mart.user_track_year (user_id, heard_year, heard_item_id, plays, played_ms)
select :user_id, extract(year from heard_on)::smallint, heard_item_id, sum(is_play), sum(ms_played)
from heard
where is_music
group by 2, heard_item_id
order by 2, heard_item_id;
