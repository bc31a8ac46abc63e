-- Artists only Spotify knows (bare) whose id stands on the Spotify figures of another artist: the same artist.
select distinct on (bare.artist_id) bare.artist_id as bare_id, s.artist_id, bare.artist_id_spotify
from core.artist bare
join core.audience_series s on s.identifier = bare.artist_id_spotify and s.identifier <> ''
 and s.artist_id <> bare.artist_id
join core.metric m on m.metric_id = s.metric_id
join core.platform p on p.platform_id = m.platform_id and p.code = 'spotify'
where bare.artist_id_soundcharts is null
order by bare.artist_id, s.artist_id
