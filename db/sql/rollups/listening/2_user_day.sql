-- grain: user x day
-- sources: temporary heard
-- window: days touched
-- re-run: rows of the days touched are replaced, for one user in one transaction
delete from mart.user_day
where not :is_cleared and user_id = :user_id and heard_on between cast(:first_on as date) and cast(:last_on as date)
  and (:is_whole or heard_on in (select heard_on from touched_day));

insert into mart.user_day (
    user_id, heard_on, plays, listens, played_ms, music_ms, podcast_ms, audiobook_ms, unknown_ms, video_ms
)
select :user_id, h.heard_on, sum(is_play), count(*), sum(ms_played),
       coalesce(sum(ms_played) filter (where kind = 'music'), 0),
       coalesce(sum(ms_played) filter (where kind = 'podcast'), 0),
       coalesce(sum(ms_played) filter (where kind = 'audiobook'), 0),
       coalesce(sum(ms_played) filter (where kind = 'unknown'), 0),
       coalesce(sum(ms_played) filter (where is_video), 0)
from heard h
join heard_day d on d.heard_on = h.heard_on and d.is_touched
group by h.heard_on
order by h.heard_on;
