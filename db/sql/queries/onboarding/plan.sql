-- Queue what is next for artists with an open card whom the vendor's tables do not hold: their id at Soundcharts; with it their
-- metadata and songs; without it, once Soundcharts has said that it knows none or where it can't be asked, their profile and
-- songs at Spotify.
insert into ops.work as w (kind, entity_id, platform, priority)
select :kind, a.artist_id, '', 9
from core.artist a
where (cast(:artist_id as bigint) is null or a.artist_id = :artist_id) and a.artist_id_spotify is not null
  and exists (select from app.artist_card c where c.artist_id = a.artist_id and c.status <> 'archived')
  and not exists (select from core.spotify_account s where s.artist_id = a.artist_id)
  and case :kind
          when 'artist_identity' then a.artist_id_soundcharts is null
          when 'spotify_artist' then a.artist_id_soundcharts is null and (:is_alone or exists (
              select from ops.work i where i.kind = 'artist_identity' and i.entity_id = a.artist_id and i.state = 'done'))
          else a.artist_id_soundcharts is not null end
on conflict (kind, entity_id, platform, for_at) do nothing
