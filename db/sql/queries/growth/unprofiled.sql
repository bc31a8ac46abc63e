-- Tracks of followed artists without an audio profile of any source; a track of several artists with the first of them.
with own as (
    select o.artist_id, s.track_id_spotify as id
    from core.spotify_account o
    join core.account_track h on h.spotify_account_id = o.spotify_account_id and h.known_until is null
    join core.spotify_track s on s.spotify_track_id = h.spotify_track_id
    union
    select artist_id, track_id_spotify from core.market_top_track
    union
    select k.artist_id, e.identifier
    from core.track_artist k
    join core.audience_series e on e.track_id = k.track_id and length(e.identifier) = 22
    join core.metric m on m.metric_id = e.metric_id and m.code = 'track_spotify_streams'
)
select artist_id, array_agg(id order by id) as ids
from (
    select min(w.artist_id) as artist_id, w.id
    from own w
    where exists (select from app.artist_card c where c.artist_id = w.artist_id and c.status = 'confirmed')
      and not exists (select from core.audio_profile p where p.track_id_spotify = w.id)
    group by w.id) one
group by artist_id
order by artist_id
