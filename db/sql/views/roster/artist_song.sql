-- Songs that are an artist's as now linked: a song once, however many Spotify tracks lead to it. An override, which sorts
-- first, wins over the vendor's link.
create view mart.artist_song as
select distinct s.artist_id, l.track_id, t.song_id_luminate, t.name as song_name, t.credit_name
from core.spotify_account s
join core.account_track m on m.spotify_account_id = s.spotify_account_id and m.known_until is null
cross join lateral (
    select o.track_id from core.song_link o
    where o.spotify_track_id = m.spotify_track_id and o.known_until is null
    order by o.method limit 1) l
join core.track t on t.track_id = l.track_id;
