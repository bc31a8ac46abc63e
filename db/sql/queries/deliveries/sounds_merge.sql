-- Sounds as now known. One entered by hand gets the vendor's number and title.
delete from delivered_sound v using delivered_sound w where w.sound_id_vendor = v.sound_id_vendor and w.line > v.line;

drop table if exists delivered_held;
create temporary table delivered_held on commit drop as
select v.* from delivered_sound v
where exists (
          select from core.sound k
          where (k.sound_id_vendor = v.sound_id_vendor and k.sound_id_tiktok <> v.sound_id_tiktok)
             or (k.sound_id_tiktok = v.sound_id_tiktok and k.sound_id_vendor <> v.sound_id_vendor)
      )
   or exists (
          select from delivered_sound w
          where w.sound_id_tiktok = v.sound_id_tiktok and w.sound_id_vendor < v.sound_id_vendor
      );

insert into ops.reject (source, load_id, line, item, reason)
select 'TIKTOK_SOUNDS', :load_id, line,
       jsonb_build_object('ID', sound_id_vendor::text, 'TIKTOK_ID', sound_id_tiktok, 'NAME', name),
       'ID ' || sound_id_vendor || ' and TIKTOK_ID ' || sound_id_tiktok || ' are known, but not as the same sound.'
from delivered_held;

delete from delivered_sound v using delivered_held h where h.line = v.line;

with compared as materialized (
    select v.*, k.sound_id_vendor is null as is_new,
           coalesce(k.sound_id_vendor is not null and k.loaded_at > :arrived_at, false) as is_late,
           (k.name, k.author, k.spotify_track_id) is distinct from (v.name, v.author, v.spotify_track_id) as is_different
    from delivered_sound v
    left join core.sound k on k.sound_id_tiktok = v.sound_id_tiktok
), entered as (
    insert into core.sound (sound_id_tiktok, sound_id_vendor, name, author, spotify_track_id, loaded_at)
    select sound_id_tiktok, sound_id_vendor, name, author, spotify_track_id, :arrived_at from compared where not is_late
    order by sound_id_vendor
    on conflict (sound_id_tiktok) do update
    set sound_id_vendor = excluded.sound_id_vendor, name = excluded.name, author = excluded.author,
        spotify_track_id = excluded.spotify_track_id, loaded_at = excluded.loaded_at
)
select count(*) filter (where is_new) as rows_new,
       count(*) filter (where not is_new and is_different and not is_late) as rows_restated,
       count(*) filter (where not is_new and (not is_different or is_late)) as rows_same,
       (select count(*) from delivered_held) as rows_rejected
from compared
