-- A heard item as far as it is known, the catalogue before the export, and what a person says it is.
select coalesce(t.name, h.name) as title,
       coalesce((select array_agg(a.name order by ta.credit_order, a.name)
                 from core.catalog_track_artist ta
                 join core.catalog_artist a on a.catalog_artist_id = ta.catalog_artist_id
                 where ta.catalog_track_id = t.catalog_track_id),
                array_remove(array[h.artist_name], null)) as artists,
       coalesce(l.name, h.album_name) as album, t.duration_ms, t.isrc,
       o.override_id, o.recording_id_musicbrainz::text as recording_id
from core.heard_item h
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
left join core.catalog_album l on l.catalog_album_id = t.catalog_album_id
left join core.recording_override o on o.heard_item_id = h.heard_item_id and o.known_until is null
where h.heard_item_id = :heard_item_id
