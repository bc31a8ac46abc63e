-- Followed artists with Spotify's id and the ids of their tracks: as the vendor's catalogue and Spotify's own lists have
-- them; where neither does, those of tracks they are credited on. At most 200 of each.
select a.artist_id, a.name, a.artist_id_spotify, coalesce(t.ids, c.ids, '{}') as track_ids
from core.artist a
left join lateral (
    select array_agg(id order by id) as ids
    from (
        select s.track_id_spotify as id
        from core.spotify_account o
        join core.account_track h on h.spotify_account_id = o.spotify_account_id and h.known_until is null
        join core.spotify_track s on s.spotify_track_id = h.spotify_track_id
        where o.artist_id = a.artist_id
        union
        select m.track_id_spotify from core.market_top_track m
        where m.artist_id = a.artist_id
          and m.read_on = (select max(n.read_on) from core.market_top_track n where n.artist_id = a.artist_id)
        limit 200) as known) t on true
left join lateral (
    select array_agg(id order by id) as ids
    from (
        select distinct e.identifier as id
        from core.track_artist k
        join core.audience_series e on e.track_id = k.track_id and length(e.identifier) = 22
        join core.metric m on m.metric_id = e.metric_id and m.code = 'track_spotify_streams'
        where k.artist_id = a.artist_id
        limit 200) as credited) c on t.ids is null
where a.artist_id_spotify is not null
  and exists (select from app.artist_card o where o.artist_id = a.artist_id and o.status = 'confirmed')
order by a.artist_id
