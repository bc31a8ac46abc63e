-- Heard tracks of which nobody knows which MusicBrainz recording they are, most played first where it is read so.
create view mart.unresolved_track as
select i.heard_item_id, coalesce(t.name, h.name) as track, h.artist_name as artist, coalesce(l.name, h.album_name) as album,
       coalesce(p.plays, 0) as plays, i.reasons ->> 'why' as reason, i.reasons -> 'nearest' as nearest,
       i.candidates, i.matched_at
from core.item_recording i
join core.heard_item h on h.heard_item_id = i.heard_item_id
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
left join core.catalog_album l on l.catalog_album_id = t.catalog_album_id
left join (
    select heard_item_id, count(*) as plays
    from core.play
    where ms_played >= (select least_play_ms from ops.listening_basis)
    group by heard_item_id
) p on p.heard_item_id = i.heard_item_id
where i.recording_id is null;
