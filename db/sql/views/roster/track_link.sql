-- Spotify tracks and the unified song each is linked to now; a link by hand wins over the vendor's, which holds again once
-- it is taken back.
create view mart.track_link as
select n.spotify_track_id, t.track_id_spotify, t.name as track_name, t.isrc,
       (select string_agg(distinct a.name, ', ' order by a.name)
        from core.account_track m
        join core.spotify_account a on a.spotify_account_id = m.spotify_account_id
        where m.spotify_track_id = n.spotify_track_id and m.known_until is null) as artist_names,
       array(select distinct a.artist_id
             from core.account_track m
             join core.spotify_account a on a.spotify_account_id = m.spotify_account_id
             where m.spotify_track_id = n.spotify_track_id and m.known_until is null) as artist_ids,
       case when o.link_id is not null then 'by hand' when v.link_id is not null then 'vendor' end as linked_how,
       case when o.link_id is not null then u.song_id_luminate else w.song_id_luminate end as song_id_luminate,
       case when o.link_id is not null then u.name else w.name end as song_name,
       w.song_id_luminate as vendor_song_id_luminate, w.name as vendor_song_name, o.reason, o.linked_by,
       o.known_from as linked_at
from (select spotify_track_id from core.spotify_track
      union
      select spotify_track_id from core.account_track where known_until is null
      union
      select spotify_track_id from core.song_link where known_until is null) n
left join core.spotify_track t on t.spotify_track_id = n.spotify_track_id
left join core.song_link o
  on o.spotify_track_id = n.spotify_track_id and o.method = 'override' and o.known_until is null
left join core.track u on u.track_id = o.track_id
left join core.song_link v
  on v.spotify_track_id = n.spotify_track_id and v.method = 'vendor' and v.known_until is null
left join core.track w on w.track_id = v.track_id;
