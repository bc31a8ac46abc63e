-- Spotify tracks as now known, and their main accounts. A main account that is replaced loses the track, unless
-- SPOTIFY_ACCOUNT_TRACKS has named the two together: then that table's word on them holds. A load that arrived before
-- the known state only tells of the past.
delete from delivered_track v
using delivered_track w
where w.spotify_track_id = v.spotify_track_id
  and (coalesce(w.modified, '-infinity'), w.line) > (coalesce(v.modified, '-infinity'), v.line);

drop table if exists delivered_compared, delivered_touched;
create temporary table delivered_compared on commit drop as
select v.*, k.spotify_track_id is null as is_new, coalesce(k.loaded_at > :arrived_at, false) as is_late,
       (k.track_id_spotify, k.name, k.isrc, k.album_id, k.duration_ms)
           is distinct from (v.track_id_spotify, v.name, v.isrc, v.album_id, v.duration_ms) as is_different
from delivered_track v
left join core.spotify_track k on k.spotify_track_id = v.spotify_track_id;

insert into core.spotify_track
    (spotify_track_id, track_id_spotify, name, isrc, album_id, duration_ms, first_seen_at, loaded_at)
select spotify_track_id, track_id_spotify, name, isrc, album_id, duration_ms, :arrived_at, :arrived_at
from delivered_compared where not is_late
order by spotify_track_id
on conflict (spotify_track_id) do update
set track_id_spotify = excluded.track_id_spotify, name = excluded.name, isrc = excluded.isrc,
    album_id = excluded.album_id, duration_ms = excluded.duration_ms, loaded_at = excluded.loaded_at;

update core.spotify_track k
set first_seen_at = :arrived_at
from delivered_compared v
where v.is_late and k.spotify_track_id = v.spotify_track_id and k.first_seen_at > :arrived_at;

create temporary table delivered_touched (spotify_account_id bigint, spotify_track_id bigint) on commit drop;

with replaced as (
    update core.account_track h
    set known_until = :arrived_at
    from delivered_compared v, ops.load l
    where not v.is_late and v.spotify_account_id is not null
      and l.load_id = h.load_id and l.source = 'SPOTIFY_TRACKS'
      and h.spotify_track_id = v.spotify_track_id and h.spotify_account_id <> v.spotify_account_id
      and h.known_until is null
    returning h.spotify_account_id, h.spotify_track_id
)
insert into delivered_touched select * from replaced;

with earlier as (
    update core.account_track h
    set known_from = :arrived_at
    from delivered_compared v
    where h.spotify_track_id = v.spotify_track_id and h.spotify_account_id = v.spotify_account_id
      and h.known_until is null and h.known_from > :arrived_at
    returning h.spotify_account_id, h.spotify_track_id
), entered as (
    -- of a late load the account holds the track until the one that replaced it
    insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, load_id, known_from, known_until)
    select v.spotify_account_id, v.spotify_track_id, true, :load_id, :arrived_at,
           case when v.is_late then (
               select min(o.known_from)
               from core.account_track o join ops.load l on l.load_id = o.load_id and l.source = 'SPOTIFY_TRACKS'
               where o.spotify_track_id = v.spotify_track_id and o.known_from > :arrived_at
           ) end
    from delivered_compared v
    where v.spotify_account_id is not null
      and not exists (
          select from core.account_track h
          where h.spotify_track_id = v.spotify_track_id and h.spotify_account_id = v.spotify_account_id
            and (h.known_until is null or h.known_until > :arrived_at)
      )
    order by v.spotify_track_id
    returning spotify_account_id, spotify_track_id
)
insert into delivered_touched select * from earlier union all select * from entered;

insert into ops.dirty_mark (artist_id, since_on)
select a.artist_id, min(core.link_since(t.spotify_track_id, cast(:arrived_at as date)))
from delivered_touched t join core.spotify_account a on a.spotify_account_id = t.spotify_account_id
group by a.artist_id;

select count(*) filter (where is_new) as rows_new,
       count(*) filter (where not is_new and is_changed) as rows_restated,
       count(*) filter (where not is_new and not is_changed) as rows_same
from (
    select is_new, is_different and not is_late
           or exists (select from delivered_touched t where t.spotify_track_id = v.spotify_track_id) as is_changed
    from delivered_compared v
) as row_of_load
