-- Albums as now known. A load that arrived before the known state changes nothing.
delete from delivered_album v using delivered_album w where w.album_id = v.album_id and w.line > v.line;

with compared as materialized (
    select v.*, k.album_id is null as is_new, k.loaded_at > :arrived_at as is_late,
           (k.name, k.release_on) is distinct from (v.name, v.release_on) as is_different
    from delivered_album v
    left join core.spotify_album k on k.album_id = v.album_id
), entered as (
    insert into core.spotify_album (album_id, name, release_on, loaded_at)
    select album_id, name, release_on, :arrived_at from delivered_album
    order by album_id
    on conflict (album_id) do update
    set name = excluded.name, release_on = excluded.release_on, loaded_at = excluded.loaded_at
    where core.spotify_album.loaded_at <= excluded.loaded_at
)
select count(*) filter (where is_new) as rows_new,
       count(*) filter (where not is_new and is_different and not is_late) as rows_restated,
       count(*) filter (where not is_new and (not is_different or is_late)) as rows_same
from compared
