-- grain: user x day x genre, and user x month x genre
-- sources: temporary heard, item_genre
-- window: days touched, and the months they lie in
-- re-run: rows of the days and months touched are replaced, for one user in one transaction
insert into genre_day
select h.heard_on, h.is_day, s.genre_id, sum(h.is_play * s.share_ppm), core.total(h.ms_played::bigint * s.share_ppm)
from heard h
join item_genre s on s.heard_item_id = h.heard_item_id
where h.is_month and h.is_music
group by h.heard_on, h.is_day, s.genre_id
order by h.heard_on, s.genre_id;

delete from mart.user_genre_day
where not :is_cleared and user_id = :user_id and (:is_whole or heard_on in (select heard_on from touched_day));

insert into mart.user_genre_day (user_id, heard_on, genre_id, method_id, play_ppm, ms_ppm)
select :user_id, heard_on, genre_id, :method_id, play_ppm, ms_ppm from genre_day where is_day;

delete from mart.user_genre_month
where not :is_cleared and user_id = :user_id
  and (:is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day));

insert into mart.user_genre_month (user_id, heard_month, genre_id, method_id, play_ppm, ms_ppm)
select :user_id, date_trunc('month', heard_on)::date, genre_id, :method_id, core.total(play_ppm), core.total(ms_ppm)
from genre_day
group by 2, genre_id
order by 2, genre_id;
