-- What is known of heard tracks that changed since a time (null: of all), for the targets whose tags describe them.
-- An artist's name that several artists here carry is marked: a source that knows names alone mixes them up.
with shared_name as materialized (
    select lower(name) as name from core.catalog_artist group by lower(name) having count(*) > 1
    union
    select lower(who.name)
    from core.recording r, unnest(r.artist_ids_musicbrainz, r.artist_names) as who (id, name)
    group by lower(who.name) having count(distinct who.id) > 1
)
select h.heard_item_id, t.name as title, l.name as album, l.album_type,
       r.recording_id_musicbrainz::text as recording, r.name as recording_name, r.credit_name,
       coalesce(r.artist_ids_musicbrainz::text[], '{}') as artist_ids, coalesce(r.artist_names, '{}') as artist_names,
       r.release_id_musicbrainz::text as release, r.release_name, a.name as lead, s.name is not null as is_shared_name
from core.heard_item h
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
left join core.catalog_album l on l.catalog_album_id = t.catalog_album_id
left join core.catalog_track_artist ta on ta.catalog_track_id = t.catalog_track_id and ta.credit_order = 1
left join core.catalog_artist a on a.catalog_artist_id = ta.catalog_artist_id
left join core.item_recording i on i.heard_item_id = h.heard_item_id
left join core.recording r on r.recording_id = i.recording_id
left join shared_name s on s.name = lower(coalesce(a.name, r.artist_names[1]))
where h.kind = 'music'
  and (cast(:since as timestamptz) is null
       or greatest(h.loaded_at, t.loaded_at, l.loaded_at, i.matched_at, r.loaded_at) >= :since)
order by h.heard_item_id
