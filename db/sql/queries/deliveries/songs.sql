-- Songs of the daily figures. A song only Luminate has is named as the newest figures name it, as long as no Spotify
-- track is known to be it (songs_from_spotify).
insert into core.track (song_id_luminate, name, credit_name, loaded_at)
select song_id, name, credit_name, :arrived_at
from unnest(cast(:songs as bigint[]), cast(:names as text[]), cast(:credit_names as text[]))
     as given (song_id, name, credit_name)
order by song_id
on conflict (song_id_luminate) do update
set name = excluded.name, credit_name = excluded.credit_name, loaded_at = excluded.loaded_at
where core.track.track_id_soundcharts is null and core.track.loaded_at < excluded.loaded_at
  and not exists (
      select from core.song_link l
      join core.spotify_track s on s.spotify_track_id = l.spotify_track_id
      where l.track_id = core.track.track_id
  )
