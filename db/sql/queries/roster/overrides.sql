-- Links by hand that hold, of one artist or of all.
select l.spotify_track_id, t.track_id_spotify, t.name as track_name, u.song_id_luminate, u.name as song_name,
       l.linked_by, l.reason, date_trunc('second', l.known_from) as since
from core.song_link l
left join core.spotify_track t on t.spotify_track_id = l.spotify_track_id
left join core.track u on u.track_id = l.track_id
where l.method = 'override' and l.known_until is null
  and (cast(:artist_id as bigint) is null
       or exists (select from core.account_track m
                  join core.spotify_account a on a.spotify_account_id = m.spotify_account_id
                  where m.spotify_track_id = l.spotify_track_id and m.known_until is null
                    and a.artist_id = :artist_id))
order by l.known_from, l.link_id
