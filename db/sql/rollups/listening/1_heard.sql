-- grain: heard: one row for each play of the user in the years touched; item_genre, item_mood: shares of its music
-- sources: core.play, core.heard_item, core.play_context, mart.track_genre, mart.track_mood; temporary touched_day
-- window: whole years of the days touched; everything when the user is built as a whole
-- re-run: for one user in one transaction; temporary, gone with it
insert into played
select p.played_at at time zone :time_zone, p.heard_item_id, p.ms_played, c.is_video
from core.play p
join core.play_context c on c.context_id = p.context_id
where p.user_id = :user_id
  and p.played_at >= cast(:from_at as timestamptz) and p.played_at < cast(:until_at as timestamptz);

insert into item_kind
select h.heard_item_id, h.kind
from (select distinct heard_item_id from played) p
join core.heard_item h on h.heard_item_id = p.heard_item_id;

insert into heard
select p.local_at::date, date_part('hour', p.local_at)::smallint, p.heard_item_id, p.ms_played,
       (i.kind = 'music' and p.ms_played >= :least_play_ms)::int, i.kind, p.is_video
from played p
join item_kind i on i.heard_item_id = p.heard_item_id
where :is_whole or date_part('year', p.local_at) in (select date_part('year', heard_on) from touched_day);

insert into heard_day
select heard_on, (heard_on - date '1970-01-01')::bigint << 15, (heard_month - date '1970-01-01')::bigint << 15,
       date_part('year', heard_on)::smallint,
       :is_whole or heard_on in (select heard_on from touched_day),
       :is_whole or heard_month in (select date_trunc('month', heard_on)::date from touched_day)
from (
    select heard_on, date_trunc('month', heard_on)::date as heard_month from (select distinct heard_on from heard) d
) d;

insert into item_genre
select i.heard_item_id, coalesce(t.genre_id, 0), coalesce(t.share_ppm, 1000000)
from (
    select distinct h.heard_item_id
    from heard h join heard_day d on d.heard_on = h.heard_on and d.is_in_month where h.kind = 'music'
) i
left join mart.track_genre t on t.method_id = :method_id and t.heard_item_id = i.heard_item_id;

insert into item_mood
select i.heard_item_id, coalesce(t.mood_id, 0), coalesce(t.share_ppm, 1000000)
from (select distinct heard_item_id from item_genre) i
left join mart.track_mood t on t.method_id = :method_id and t.heard_item_id = i.heard_item_id;
