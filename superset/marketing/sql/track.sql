-- A Spotify track and its link, by the vendor's number or by Spotify's id.
select * from mart.track_link
where (spotify_track_id = cast(:number as bigint) or track_id_spotify = cast(:spotify as text))
  and (cast(:labels as text[]) is null and cast(:teams as text[]) is null
       or artist_ids && array(select artist_id from mart.card where status <> 'archived' and (cast(:labels as text[]) is null or label = any (:labels))
                              and (cast(:teams as text[]) is null or team = any (:teams))))
order by spotify_track_id limit 2
