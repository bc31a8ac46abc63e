-- Music that was heard, with names as the catalogue has them where it was looked up.
create view mart.heard_track as
select h.heard_item_id, coalesce(t.name, h.name) as track_name, coalesce(c.artist_names, h.artist_name) as artist_names,
       coalesce(a.name, h.album_name) as album_name, a.release_on, t.isrc, t.duration_ms,
       coalesce(t.track_id_spotify, h.item_id_spotify) as track_id_spotify, t.catalog_track_id is not null as is_in_catalogue,
       r.recording_id_musicbrainz, i.method as match_method, i.score as match_score
from core.heard_item h
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
left join core.catalog_album a on a.catalog_album_id = t.catalog_album_id
left join lateral (
    select string_agg(n.name, ', ' order by ta.credit_order) as artist_names
    from core.catalog_track_artist ta
    join core.catalog_artist n on n.catalog_artist_id = ta.catalog_artist_id
    where ta.catalog_track_id = t.catalog_track_id
) c on true
left join core.item_recording i on i.heard_item_id = h.heard_item_id
left join core.recording r on r.recording_id = i.recording_id
where h.kind = 'music';
