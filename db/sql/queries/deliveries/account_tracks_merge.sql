-- Accounts on tracks. A pair known later than this load is known since this load; one that SPOTIFY_TRACKS alone named
-- rests on this table from now on.
delete from delivered_account_track v
using delivered_account_track w
where w.spotify_account_id = v.spotify_account_id and w.spotify_track_id = v.spotify_track_id
  and (coalesce(w.modified, '-infinity'), w.line) > (coalesce(v.modified, '-infinity'), v.line);

drop table if exists delivered_touched;
create temporary table delivered_touched (spotify_account_id bigint, spotify_track_id bigint, is_new boolean)
    on commit drop;

with earlier as (
    update core.account_track h
    set known_from = :arrived_at
    from delivered_account_track v
    where h.spotify_track_id = v.spotify_track_id and h.spotify_account_id = v.spotify_account_id
      and h.known_until is null and h.known_from > :arrived_at
    returning h.spotify_account_id, h.spotify_track_id
), entered as (
    insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, load_id, known_from)
    select v.spotify_account_id, v.spotify_track_id, coalesce(v.is_primary, false), :load_id, :arrived_at
    from delivered_account_track v
    where not exists (
        select from core.account_track h
        where h.spotify_track_id = v.spotify_track_id and h.spotify_account_id = v.spotify_account_id
          and h.known_until is null
    )
    order by v.spotify_track_id, v.spotify_account_id
    returning spotify_account_id, spotify_track_id
)
insert into delivered_touched
select spotify_account_id, spotify_track_id, false from earlier
union all
select spotify_account_id, spotify_track_id, true from entered;

with mine as (
    select h.link_id, h.spotify_account_id, h.spotify_track_id, v.is_primary, h.is_primary <> v.is_primary as is_changed
    from delivered_account_track v
    join core.account_track h
      on h.spotify_track_id = v.spotify_track_id and h.spotify_account_id = v.spotify_account_id
     and h.known_until is null
    join ops.load l on l.load_id = h.load_id
    where l.source = 'SPOTIFY_TRACKS' or (l.arrived_at <= :arrived_at and h.is_primary <> v.is_primary)
), taken as (
    update core.account_track h
    set load_id = :load_id, is_primary = coalesce(m.is_primary, h.is_primary)
    from mine m
    where h.link_id = m.link_id
)
insert into delivered_touched select spotify_account_id, spotify_track_id, false from mine where is_changed;

insert into ops.dirty_mark (artist_id, since_on)
select a.artist_id, min(core.link_since(t.spotify_track_id, cast(:arrived_at as date)))
from delivered_touched t join core.spotify_account a on a.spotify_account_id = t.spotify_account_id
group by a.artist_id;

select count(*) filter (where is_new) as rows_new, count(*) filter (where not is_new) as rows_restated,
       count(*) filter (where is_new is null) as rows_same
from (
    select (select bool_or(t.is_new) from delivered_touched t
            where t.spotify_account_id = v.spotify_account_id and t.spotify_track_id = v.spotify_track_id) as is_new
    from delivered_account_track v
) as row_of_load
