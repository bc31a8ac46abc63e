-- Whether an artist, or any with an open card, is one Soundcharts was asked for and does not know.
select exists (
    select from ops.work w
    join core.artist a on a.artist_id = w.entity_id and a.artist_id_soundcharts is null
    where w.kind = 'artist_identity' and w.state = 'done' and (cast(:artist_id as bigint) is null or w.entity_id = :artist_id)
      and exists (select from app.artist_card c where c.artist_id = a.artist_id and c.status <> 'archived')
      and not exists (select from core.spotify_account s where s.artist_id = a.artist_id))
