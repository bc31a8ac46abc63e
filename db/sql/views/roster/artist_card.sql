-- Cards with how much is known of their artists now. An override, which sorts first, wins over the vendor's link.
create view mart.artist_card as
select c.card_id, c.artist_id, a.name as artist_name, a.artist_id_spotify, a.image_url, c.status, c.label, c.team,
       k.track_count, k.linked_count, k.song_count,
       k.linked_count::double precision / nullif(k.track_count, 0) as linked_share,
       (select count(*) from core.artist_sound s where s.artist_id = c.artist_id and s.known_until is null)
           as sound_count,
       c.created_by, c.created_at, c.confirmed_at, c.archived_at
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
cross join lateral (
    select count(distinct t.spotify_track_id) as track_count,
           count(distinct t.spotify_track_id) filter (where l.track_id is not null) as linked_count,
           count(distinct l.track_id) as song_count
    from core.spotify_account s
    join core.account_track t on t.spotify_account_id = s.spotify_account_id and t.known_until is null
    left join lateral (
        select o.track_id from core.song_link o
        where o.spotify_track_id = t.spotify_track_id and o.known_until is null
        order by o.method limit 1) l on true
    where s.artist_id = c.artist_id) k;
